let katex;
const make = (name, className, parent, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
};

// KaTeX 0.18 names some classes katex-…; a style sheet of an older one does not.
const bothNames = node => {
  for (const inner of node.querySelectorAll('.katex-html [class*="katex-"]'))
    for (const name of [...inner.classList])
      if (name.startsWith('katex-')) inner.classList.add(name.slice(6));
};

function write(node, tex) {
  if (node.tex === tex) return;
  node.tex = tex;
  katex.render(tex, node, { displayMode: true, throwOnError: false, strict: 'ignore', trust: c => c.command === '\\htmlData' });
  bothNames(node);
  for (const number of node.querySelectorAll('[data-value]')) number.title = number.dataset.value.replace('-', '−');
}

function fill(box, d) {
  const rows = box.querySelector('.rows') ?? make('div', 'rows', box);
  while (rows.children.length > d.lines.length) rows.lastChild.remove();
  d.lines.forEach((item, n) => {
    const row = rows.children[n] ?? make('div', 'row', rows);
    while (row.querySelectorAll('.tex').length > item.tex.length) row.querySelector('.tex').remove();
    item.tex.forEach((tex, m) => {
      const at = row.querySelectorAll('.tex')[m] ?? make('div', 'tex');
      if (!at.parentNode) row.insertBefore(at, row.querySelector('.about'));
      write(at, tex);
    });
    let about = row.querySelector('.about');
    if (!item.rule && !item.note) { about?.remove(); return; }
    about ??= make('div', 'about', row);
    about.replaceChildren();
    if (item.rule) { make('b', '', about, item.rule); about.append(item.check ? '. ' : ', '); }
    about.append(item.note + ' ');
    if (item.check) make('span', 'check' + (item.holds ? '' : ' no'), about, item.check);
  });
  return rows;
}

function step(box, rows, d, send) {
  const turn = box.querySelector('.turn') ?? make('div', 'turn', box);
  if (!turn.children.length) { make('button', '', turn, '‹ back'); make('button', '', turn, 'next line ›'); make('span', '', turn).setAttribute('role', 'status'); }
  const [back, next, where] = turn.children, last = d.lines.length;
  if (box.firstChild !== turn) box.prepend(turn);
  const show = at => {
    box.at = at;
    [...rows.children].forEach((row, n) => {
      row.classList.add('step');
      row.classList.toggle('waiting', n >= at);
      row.classList.toggle('now', n === at - 1);
      row.setAttribute('aria-hidden', n >= at);
    });
    back.ariaDisabled = at <= 1; next.ariaDisabled = at >= last;
    where.textContent = `line ${at} of ${last}`;
  };
  const go = at => { at = Math.min(last, Math.max(1, at)); if (at !== box.at) { show(at); send(at); } };
  back.onclick = () => go(box.at - 1);
  next.onclick = () => go(box.at + 1);
  turn.onkeydown = e => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (by) { e.preventDefault(); e.stopPropagation(); go(box.at + by); }
  };
  show(d.line);
}

export default async function ({ parentElement: root, data: d, setTriggerValue }) {
  const box = root.querySelector('.formulas') ?? make('div', 'formulas', root);
  box.className = 'unrolled formulas ' + d.kind;
  box.latest = d;
  try { katex ??= (await import(new URL(d.katex, document.baseURI).href)).default; } catch { katex = undefined; }
  if (box.latest !== d) return;
  if (!katex) { box.replaceChildren(...d.lines.flatMap(l => l.tex).map(t => make('pre', '', null, t))); return; }
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', d.label);
  const rows = fill(box, d);
  if (d.line) step(box, rows, d, n => setTriggerValue('line', n));
  box.onmouseover = e => {
    const ref = e.target.closest?.('[data-ref]')?.dataset.ref;
    for (const node of box.querySelectorAll('[data-ref]')) node.classList.toggle('on', node.dataset.ref === ref);
  };
  box.onmouseleave = () => { for (const node of box.querySelectorAll('.on')) node.classList.remove('on'); };
}
