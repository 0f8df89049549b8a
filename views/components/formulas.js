const write = (node, tex) => {
  if (render(node, tex))
    for (const number of node.querySelectorAll('[data-value]')) number.title = number.dataset.value.replace('-', '−');
};

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
    if (item.rule) { make('b', '', about, item.rule); about.append(', '); }
    about.append(item.note + ' ');
  });
}

export default async function ({ parentElement: root, data: d }) {
  const box = root.querySelector('.formulas') ?? make('div', 'formulas', root);
  box.className = 'unrolled formulas ' + d.kind;
  box.latest = d;
  const ready = await loaded(d.katex);
  if (box.latest !== d) return;
  if (!ready) { box.replaceChildren(...d.lines.flatMap(l => l.tex).map(t => make('pre', '', null, t))); return; }
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', d.label);
  fill(box, d);
  box.onmouseover = e => {
    const ref = e.target.closest?.('[data-ref]')?.dataset.ref;
    for (const node of box.querySelectorAll('[data-ref]')) node.classList.toggle('on', node.dataset.ref === ref);
  };
  box.onmouseleave = () => { for (const node of box.querySelectorAll('.on')) node.classList.remove('on'); };
}
