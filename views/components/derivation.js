let katex;
const make = (name, className, parent, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
};
const need = (parent, name, className) => parent.querySelector(':scope > .' + className.split(' ')[0]) ?? make(name, className, parent);

// KaTeX 0.18 names some classes katex-…; a style sheet of an older one does not.
const bothNames = node => {
  for (const inner of node.querySelectorAll('.katex-html [class*="katex-"]'))
    for (const name of [...inner.classList])
      if (name.startsWith('katex-')) inner.classList.add(name.slice(6));
};
const closing = (text, at) => {
  for (let depth = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return at;
};
// \htmlData{…}{body}: what `put` makes of the data and the body; it wraps or vanishes.
function unwrap(tex, put) {
  const start = tex.indexOf('\\htmlData{');
  if (start < 0) return tex;
  const middle = closing(tex, start + 9), end = closing(tex, middle + 1);
  const rest = tex.slice(end + 1), body = unwrap(tex.slice(middle + 2, end), put);
  return tex.slice(0, start) + put(tex.slice(start + 10, middle), body, rest) + unwrap(rest, put);
}
const plain = tex => unwrap(tex, (data, body, rest) => /^[\^_]/.test(rest) ? `{${body}}` : body);
const spread = tex => unwrap(tex, (data, body) => data.startsWith('new')
  ? body.replace(/\\htmlData\{ref=([^},]*)\}/g, '\\htmlData{ref=$1,new=1}') : `\\htmlData{${data}}{${body}}`);

// A fraction of one symbol's partial by another's is a symbol too: J(3)/z(3;1).
function fractions(node) {
  for (const fraction of node.querySelectorAll('.katex-html .mfrac')) {
    const refs = [...fraction.querySelectorAll('[data-ref]')].map(o => o.dataset.ref);
    const text = fraction.textContent;
    if (refs.length !== 2 || !text.includes('∂')) continue;
    const bar = fraction.closest('.minner')?.textContent.includes('∣') ? '|' : '';
    fraction.dataset.ref = `${text.includes('+') && /∂\+/.test(text) ? '+' : ''}${refs[1]}/${refs[0]}${bar}`;
  }
}
function write(node, tex) {
  if (node.tex === tex) return;
  node.tex = tex;
  katex.render(tex, node, { displayMode: true, throwOnError: false, strict: 'ignore', trust: c => c.command === '\\htmlData' });
  bothNames(node);
  fractions(node);
}
const open = tex => tex.includes('matrix}') ? tex : tex.replaceAll('\\left(', '\\Bigl(').replaceAll('\\right)', '\\Bigr)');
// What is too wide wraps if marks and brackets let it, then shrinks a little, then scrolls.
function fit(node, tex, fonts) {
  const key = `${fonts} ${node.clientWidth} ${tex}`;
  if (node.fitted === key) return;
  node.fitted = key;
  node.style.fontSize = '';
  write(node, tex);
  const over = () => node.scrollWidth > node.clientWidth + 1;
  if (over()) write(node, spread(tex));
  if (over()) write(node, open(spread(tex)));
  if (over()) node.style.fontSize = Math.max(78, Math.floor(98 * node.clientWidth / node.scrollWidth)) + '%';
  if (over()) node.tabIndex = 0; else node.removeAttribute('tabindex');
}

function copied(button, text) {
  const done = () => { const was = button.textContent; button.textContent = 'Copied'; setTimeout(() => { button.textContent = was; }, 1200); };
  const byHand = () => {
    const box = button.parentNode.querySelector('textarea') ?? make('textarea', '', button.parentNode);
    box.readOnly = true; box.rows = 3; box.value = text; box.setAttribute('aria-label', 'LaTeX, selected to be copied');
    box.focus(); box.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
}
const goalOf = (d, n) => { while (!d.lines[n].goal) n--; return d.lines[n].goal; };
const written = (d, box, n) => d.numbers && d.lines[n].numbers && n <= box.at - 1 && n >= box.at - 2 ? d.lines[n].numbers : d.lines[n].tex;
const lineTex = (d, box, n) => plain(`${goalOf(d, n)} = ${written(d, box, n)}`);
const allTex = d => '\\begin{aligned}\n' + d.lines.map(l => plain(`${l.goal} &= ${l.tex}`).trim()).join(' \\\\\n') + '\n\\end{aligned}';

function row(rows, d, n) {
  const node = rows.children[n] ?? make('div', 'row', rows);
  if (!node.firstChild) {
    make('h4', 'part', node);
    make('div', 'tex', node);
    const about = make('div', 'about', node);
    make('b', '', about); make('span', 'note', about); make('span', 'check', about);
    make('button', 'copy', about, 'Copy LaTeX').type = 'button';
  }
  const item = d.lines[n], [heading, , about] = node.children, [rule, note, check, copy] = about.children;
  heading.textContent = d.parts.find(p => p.first === n)?.title ?? '';
  rule.textContent = item.rule + '. ';
  note.textContent = item.note + ' ';
  check.textContent = item.check;
  check.classList.toggle('no', !item.holds);
  copy.setAttribute('aria-label', `Copy LaTeX of line ${n + 1}`);
  return node;
}

function show(box, d) {
  const rows = box.querySelector('.rows'), last = d.lines.length, at = box.at;
  while (rows.children.length > last) rows.lastChild.remove();
  for (let n = 0; n < last; n++) {
    const node = row(rows, d, n), seen = n < at, now = n === at - 1;
    node.hidden = !seen;
    node.classList.toggle('now', now);
    now ? node.setAttribute('aria-current', 'step') : node.removeAttribute('aria-current');
    if (!seen) continue;
    const goal = d.lines[n].goal, tex = node.children[1];
    tex.classList.toggle('more', !goal);
    fit(tex, `${goal} = ${written(d, box, n)}`, box.fonts ?? 0);
  }
  const [back, next, where] = box.querySelector('.turn').children, ask = box.querySelector('.ask');
  back.ariaDisabled = at <= 1; next.ariaDisabled = at >= last;
  next.textContent = d.predict ? 'reveal next ›' : 'next line ›';
  where.textContent = `line ${at} of ${last}`;
  const asks = d.predict && at < last, focused = box.getRootNode().activeElement === ask.lastChild;
  ask.hidden = !asks;
  if (asks) {
    ask.children[1].textContent = d.lines[at].rule + '. ';
    ask.children[2].textContent = d.lines[at].note + ' ';
  } else if (focused) next.focus();
}

function go(box, d, send, at) {
  at = Math.min(d.lines.length, Math.max(1, at));
  if (at === box.at) return;
  box.at = at;
  box.pending = { line: at, until: Date.now() + 4000 };
  show(box, d);
  see(box, matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
  send('line', at);
}
function see(box, behavior) {
  const now = box.querySelector('.row.now');
  now.scrollIntoView({ block: now.offsetHeight > innerHeight - 220 ? 'start' : 'nearest', behavior });
}

// The arrays beside.

function grid(holder, d, array) {
  const table = holder.querySelector('table') ?? make('table', '', holder), result = array.key === 'result';
  const [tall, wide] = array.shape, shape = JSON.stringify([array.key, array.rows, array.columns, array.shape]);
  const top = Math.max(...array.values.flat().map(Math.abs)) || 1;
  table.setAttribute('role', 'grid');
  table.setAttribute('aria-label', `${array.said}, ${tall} by ${wide}${result ? '; Enter derives an element' : ''}`);
  if (table.shape !== shape) {
    table.shape = shape;
    table.replaceChildren();
    const gap = (list, n) => n && list[n] !== list[n - 1] + 1;
    if (wide > 1) {
      const head = make('tr', '', table);
      make('td', '', head);
      array.columns.forEach((c, n) => { if (gap(array.columns, n)) make('td', 'gap', head, '…'); make('th', '', head, c); });
    }
    array.rows.forEach((r, m) => {
      if (gap(array.rows, m)) make('td', 'gap', make('tr', '', table), '⋮').colSpan = 99;
      const line = make('tr', '', table);
      line.setAttribute('role', 'row');
      make(tall > 1 ? 'th' : 'td', '', line, tall > 1 ? r : '');
      array.columns.forEach((c, n) => {
        if (gap(array.columns, n)) make('td', 'gap', line, '…');
        const cell = make('td', 'cell', line);
        cell.setAttribute('role', 'gridcell');
        Object.assign(cell.dataset, { key: array.key, r, c, m, n });
      });
    });
  }
  const cells = [...table.querySelectorAll('.cell')];
  for (const cell of cells) {
    const { m, n, r, c } = cell.dataset, value = array.values[m][n];
    cell.textContent = array.short[m][n];
    cell.dataset.value = String(value);
    cell.title = String(value).replace('-', '−');
    cell.setAttribute('aria-label', `${array.said} ${[tall > 1 ? r : '', wide > 1 ? c : ''].filter(Boolean).join(',')}: ${array.short[m][n]}`);
    cell.style.setProperty('--ink', value > 0 ? 'var(--plus)' : value < 0 ? 'var(--minus)' : 'transparent');
    cell.style.setProperty('--share', `${Math.round(4 + 34 * Math.abs(value) / top)}%`);
    const chosen = result && array.chosen[0] == r && array.chosen[1] == c;
    cell.classList.toggle('chosen', chosen);
    if (result) cell.setAttribute('aria-selected', chosen);
  }
  if (!cells.some(c => c.tabIndex === 0)) for (const c of cells) c.tabIndex = -1;
  const home = table.querySelector('.chosen') ?? cells.find(c => c.tabIndex === 0) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === home ? 0 : -1;
}

function arrays(box, d) {
  const list = box.querySelector('.arrays');
  box.querySelector('.where').textContent = (d.arrays.length ? `What this line speaks of${d.where && ', at ' + d.where}. ` : '') + d.left_out;
  while (list.children.length > d.arrays.length) list.lastChild.remove();
  d.arrays.forEach((array, n) => {
    const holder = list.children[n] ?? make('div', 'array', list), [tall, wide] = array.shape;
    if (!holder.firstChild) { make('div', 'name', holder); make('div', 'sheet', holder); make('div', 'size', holder); }
    holder.classList.toggle('result', array.key === 'result');
    write(holder.firstChild, array.tex + (array.key === 'result' ? ' =' : ''));
    grid(holder.children[1], d, array);
    const part = array.rows.length < tall || array.columns.length < wide;
    holder.lastChild.textContent = part ? `part of ${tall.toLocaleString('en')} × ${wide.toLocaleString('en')}` : tall > 1 && wide > 1 ? `${tall} × ${wide}` : '';
  });
}

// Pointing: from symbols to cells and back.

const fits = (hit, key, r, c) => hit[0] === key && (!hit[1] || hit[1] == r) && (!hit[2] || hit[2] == c);
function light(box, refs, isCell) {
  for (const node of box.querySelectorAll('.rows [data-ref]')) node.classList.toggle('on', refs.has(node.dataset.ref));
  for (const node of box.querySelectorAll('.cell')) node.classList.toggle('on', isCell(node.dataset));
}
const dark = box => { light(box, new Set(), () => false); tell(box, ''); };
function tell(box, tex, hint = '') {
  const said = box.querySelector('.told'), rest = box.latest.gather ? 'Point at an element of the matrix; click it to see its own derivation.' : 'Point at a symbol or a number: what belongs together lights up.';
  said.tex = null;
  if (tex) write(said, tex); else said.replaceChildren();
  box.querySelector('.hint').textContent = tex ? hint : box.latest.arrays.length ? rest : '';
}
const digits = value => String(value).replace(/e([+-]?\d+)/, (_, n) => ` \\times 10^{${Number(n)}}`);
const inTex = short => short.replace('−', '-').replaceAll(',', '{,}').replace(/e([−-]?\d+)/, (_, n) => ` \\times 10^{${n.replace('−', '-')}}`);
const one = (array, r, c) => array.one.replaceAll('@r', r).replaceAll('@c', c);

function symbol(box, node) {
  const d = box.latest, refs = new Set([node.dataset.ref]);
  const outer = node.parentNode.closest('[data-ref]');
  if (outer) refs.add(outer.dataset.ref);
  const hits = [...refs].flatMap(ref => d.cells[ref] ?? []);
  light(box, refs, o => hits.some(hit => fits(hit, o.key, o.r, o.c)));
  const lit = box.querySelectorAll('.cell.on');
  if (lit.length === 1) value(box, lit[0].dataset); else tell(box, '');
}
function value(box, o) {
  const array = box.latest.arrays.find(a => a.key === o.key);
  if (array) tell(box, `${one(array, o.r, o.c)} = ${digits(array.values[o.m][o.n])}`);
}
function cell(box, node) {
  const d = box.latest, o = node.dataset, refs = new Set();
  for (const [ref, hits] of Object.entries(d.cells)) if (hits.some(hit => fits(hit, o.key, o.r, o.c))) refs.add(ref);
  if (o.key !== 'result') { light(box, refs, p => p === o); value(box, o); return; }
  const at = { r: o.r, c: o.c, 0: 0 }, made = d.gather.terms.map(t => t.factors.map(([key, r, c]) => [key, at[r], at[c]]));
  light(box, refs, p => p === o || made.flat().some(hit => p.key !== 'result' && fits(hit, p.key, p.r, p.c)));
  const array = d.arrays[0], total = array.values[o.m][o.n], names = [], numbers = [];
  let sum = 0;
  const single = d.gather.terms.every((term, n) => {
    const parts = made[n].map(([key, r, c]) => {
      const a = d.arrays.find(b => b.key === key), m = a.shape[0] === 1 ? 0 : a.rows.indexOf(Number(r)), k = a.shape[1] === 1 ? 0 : a.columns.indexOf(Number(c));
      return m >= 0 && k >= 0 && [one(a, a.rows[m], a.columns[k]), a.values[m][k], a.short[m][k]];
    });
    if (!term.sign || parts.includes(false)) return false;
    const sign = term.sign < 0 ? '-' : n ? '+' : '';
    names.push(sign + parts.map(p => p[0]).join('\\,'));
    numbers.push(sign + parts.map(p => p[1] < 0 && (n || parts.length > 1) ? `(${inTex(p[2])})` : inTex(p[2])).join(' \\times '));
    sum += term.sign * parts.reduce((all, p) => all * p[1], 1);
    return true;
  });
  const left = one(array, o.r, o.c), right = inTex(array.short[o.m][o.n]);
  const whole = single && Math.abs(sum - total) <= 1e-9 * Math.max(Math.abs(total), 1e-300);
  tell(box, whole ? `${left} = ${names.join(' ')} = ${numbers.join(' ')} = ${right}` : `${left} = ${digits(total)}`, 'Click, or press Enter, for the derivation of this element.');
}

function build(box) {
  const turn = make('div', 'turn', box);
  for (const words of ['‹ back', 'next line ›']) make('button', '', turn, words).type = 'button';
  make('span', '', turn).setAttribute('role', 'status');
  make('button', 'copy', make('span', 'all', turn), 'Copy all as LaTeX').type = 'button';
  const both = make('div', 'both', box), lines = make('div', 'lines', both), beside = make('div', 'beside', both);
  lines.tabIndex = 0;
  lines.setAttribute('role', 'group');
  make('div', 'rows', lines);
  const ask = make('div', 'ask', lines);
  make('span', '', ask, 'What comes next? Rule: '); make('b', '', ask); make('span', '', ask); make('button', '', ask, 'Reveal').type = 'button';
  make('div', 'where', beside); make('div', 'arrays', beside);
  const said = make('div', 'says', beside);
  make('div', 'told', said); make('div', 'hint', said);
  box.addEventListener('focusin', e => { if (e.target.matches('.cell')) cell(box, e.target); });
  box.addEventListener('focusout', e => { if (e.target.matches('.cell')) dark(box); });
}

export default async function ({ parentElement: root, data: d, setTriggerValue: send }) {
  const box = root.querySelector('.derivation') ?? make('div', 'unrolled derivation', root);
  box.latest = d;
  try { katex ??= (await import(new URL(d.katex, document.baseURI).href)).default; } catch { katex = undefined; }
  if (box.latest !== d) return;
  if (!katex) { box.replaceChildren(...d.lines.map(l => make('pre', '', null, plain(`${l.goal} = ${l.tex}`)))); return; }
  if (!box.firstChild) build(box);
  if (box.pending && (box.slug !== d.slug || box.pending.line === d.line || Date.now() > box.pending.until)) box.pending = null;
  if (!box.pending) box.at = d.line;
  const first = !box.slug;
  box.slug = d.slug;
  const lines = box.querySelector('.lines'), [back, next] = box.querySelector('.turn').children;
  lines.setAttribute('aria-label', `${d.title}: ${d.lines.length} lines; arrow keys step`);
  show(box, d);
  arrays(box, d);
  dark(box);
  if (first && d.line > 1) see(box, 'auto');
  const step = to => go(box, d, send, to);
  back.onclick = () => step(box.at - 1);
  next.onclick = () => step(box.at + 1);
  box.querySelector('.ask').lastChild.onclick = () => step(box.at + 1);
  box.onclick = e => {
    const copy = e.target.closest('.copy'), node = e.target.closest('.result .cell');
    if (copy) copied(copy, copy.closest('.all') ? allTex(d) : lineTex(d, box, [...box.querySelectorAll('.row')].indexOf(copy.closest('.row'))));
    if (node) derive(node);
  };
  const derive = node => {
    const picked = { line: d.gather.line };
    d.arrays[0].settings.forEach((name, n) => { picked[name] = Number(n ? node.dataset.c : node.dataset.r); });
    box.pending = null;
    send('pick', picked);
  };
  box.onkeydown = e => {
    if (e.target.matches('textarea') || e.altKey || e.ctrlKey || e.metaKey) return;
    const node = e.target.closest('.cell');
    if (node) {
      if ((e.key === 'Enter' || e.key === ' ') && node.closest('.result')) { e.preventDefault(); e.stopPropagation(); return derive(node); }
      const move = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
      if (move) {
        e.preventDefault(); e.stopPropagation();
        const to = node.closest('table').querySelector(`.cell[data-m="${Number(node.dataset.m) + move[0]}"][data-n="${Number(node.dataset.n) + move[1]}"]`);
        if (to) { node.tabIndex = -1; to.tabIndex = 0; to.focus(); }
        return;
      }
    }
    const to = { ArrowRight: box.at + 1, ArrowDown: box.at + 1, PageDown: box.at + 1, ArrowLeft: box.at - 1, ArrowUp: box.at - 1, PageUp: box.at - 1, Home: 1, End: d.lines.length }[e.key];
    if (to === undefined) return;
    e.preventDefault(); e.stopPropagation();
    step(to);
  };
  box.onmouseover = e => {
    const node = e.target.closest?.('.cell, [data-ref]');
    if (!node) return dark(box);
    node.matches('.cell') ? cell(box, node) : symbol(box, node);
  };
  box.onmouseleave = () => dark(box);
  box.sight ??= new ResizeObserver(() => { const wide = box.clientWidth; if (wide !== box.wide) { box.wide = wide; show(box, box.latest); } });
  box.sight.observe(box);
  if (box.fonts === undefined) {
    box.fonts = 0;
    const refit = () => { box.fonts++; show(box, box.latest); };
    document.fonts.addEventListener('loadingdone', refit);
    document.fonts.ready.then(refit);
  }
}
