// The arrays beside.

function grid(holder, d, array) {
  const table = holder.querySelector('table') ?? make('table', '', holder),
    result = array.key === 'result';
  const [tall, wide] = array.shape,
    shape = JSON.stringify([array.key, array.rows, array.columns, array.shape]);
  const top = Math.max(...array.values.flat().map(Math.abs)) || 1;
  table.setAttribute('role', 'grid');
  table.setAttribute(
    'aria-label',
    `${array.said}, ${tall} by ${wide}${result ? '; Enter derives an element' : ''}`,
  );
  if (table.shape !== shape) {
    table.shape = shape;
    table.replaceChildren();
    const gap = (list, n) => n && list[n] !== list[n - 1] + 1;
    if (wide > 1) {
      const head = make('tr', '', table);
      make('td', '', head);
      array.columns.forEach((c, n) => {
        if (gap(array.columns, n)) make('td', 'gap', head, '…');
        make('th', '', head, c);
      });
    }
    array.rows.forEach((r, m) => {
      if (gap(array.rows, m))
        make('td', 'gap', make('tr', '', table), '⋮').colSpan = 99;
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
    const { m, n, r, c } = cell.dataset,
      value = array.values[m][n];
    cell.textContent = array.short[m][n];
    cell.dataset.value = String(value);
    cell.title = String(value).replace('-', '−');
    cell.setAttribute(
      'aria-label',
      `${array.said} ${[tall > 1 ? r : '', wide > 1 ? c : ''].filter(Boolean).join(',')}: ${array.short[m][n]}`,
    );
    cell.style.setProperty(
      '--ink',
      value > 0 ? 'var(--plus)' : value < 0 ? 'var(--minus)' : 'transparent',
    );
    cell.style.setProperty(
      '--share',
      `${Math.round(4 + (34 * Math.abs(value)) / top)}%`,
    );
    const chosen = result && array.chosen[0] == r && array.chosen[1] == c;
    cell.classList.toggle('chosen', chosen);
    if (result) cell.setAttribute('aria-selected', chosen);
  }
  if (!cells.some(c => c.tabIndex === 0)) for (const c of cells) c.tabIndex = -1;
  const home =
    table.querySelector('.chosen') ?? cells.find(c => c.tabIndex === 0) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === home ? 0 : -1;
}

function arrays(box, d) {
  const list = box.querySelector('.arrays');
  box.querySelector('.where').textContent =
    (d.arrays.length
      ? `What this line speaks of${d.where && ', at ' + d.where}. `
      : '') + d.left_out;
  while (list.children.length > d.arrays.length) list.lastChild.remove();
  d.arrays.forEach((array, n) => {
    const holder = list.children[n] ?? make('div', 'array', list),
      [tall, wide] = array.shape;
    if (!holder.firstChild) {
      make('div', 'name', holder);
      make('div', 'sheet', holder);
      make('div', 'size', holder);
    }
    holder.classList.toggle('result', array.key === 'result');
    write(holder.firstChild, array.tex + (array.key === 'result' ? ' =' : ''));
    grid(holder.children[1], d, array);
    const part = array.rows.length < tall || array.columns.length < wide;
    holder.lastChild.textContent = part
      ? `part of ${tall.toLocaleString('en')} × ${wide.toLocaleString('en')}`
      : tall > 1 && wide > 1
        ? `${tall} × ${wide}`
        : '';
  });
}

// Pointing: from symbols to cells and back.

const fits = (hit, key, r, c) =>
  hit[0] === key && (!hit[1] || hit[1] == r) && (!hit[2] || hit[2] == c);
function light(box, refs, isCell) {
  for (const node of box.querySelectorAll('.rows [data-ref]'))
    node.classList.toggle('on', refs.has(node.dataset.ref));
  for (const node of box.querySelectorAll('.cell'))
    node.classList.toggle('on', isCell(node.dataset));
}
const dark = box => {
  light(box, new Set(), () => false);
  tell(box, '');
};
function tell(box, tex, hint = '') {
  const said = box.querySelector('.told'),
    point = 'Point at a symbol or a number: what belongs together lights up.';
  const rest = !box.latest.gather
    ? point
    : box.latest.gather.terms.length
      ? 'Point at an element of the matrix; click it to see its own derivation.'
      : point + ' Click an element of the first array to see its own derivation.';
  said.tex = null;
  if (tex) write(said, tex);
  else said.replaceChildren();
  watch(said, 'What is pointed at');
  box.querySelector('.hint').textContent = tex
    ? hint
    : box.latest.arrays.length
      ? rest
      : '';
}
const digits = value =>
  String(value).replace(/e([+-]?\d+)/, (_, n) => ` \\times 10^{${Number(n)}}`);
const inTex = short =>
  short
    .replace('−', '-')
    .replaceAll(',', '{,}')
    .replace(/e([−-]?\d+)/, (_, n) => ` \\times 10^{${n.replace('−', '-')}}`);
const one = (array, r, c) => array.one.replaceAll('@r', r).replaceAll('@c', c);

function symbol(box, node) {
  const d = box.latest,
    refs = new Set([node.dataset.ref]);
  const outer = node.parentNode.closest('[data-ref]');
  if (outer) refs.add(outer.dataset.ref);
  const hits = [...refs].flatMap(ref => d.cells[ref] ?? []);
  light(box, refs, o => hits.some(hit => fits(hit, o.key, o.r, o.c)));
  const lit = box.querySelectorAll('.cell.on');
  if (lit.length === 1) value(box, lit[0].dataset);
  else tell(box, '');
}
function value(box, o) {
  const array = box.latest.arrays.find(a => a.key === o.key);
  if (array) tell(box, `${one(array, o.r, o.c)} = ${digits(array.values[o.m][o.n])}`);
}
function cell(box, node) {
  const d = box.latest,
    o = node.dataset,
    refs = new Set();
  for (const [ref, hits] of Object.entries(d.cells))
    if (hits.some(hit => fits(hit, o.key, o.r, o.c))) refs.add(ref);
  if (o.key !== 'result') {
    light(box, refs, p => p === o);
    value(box, o);
    return;
  }
  const at = { r: o.r, c: o.c, 0: 0 },
    made = d.gather.terms.map(t => t.factors.map(([key, r, c]) => [key, at[r], at[c]]));
  for (const [ref, hits] of Object.entries(d.cells))
    if (
      hits.some(hit =>
        made.flat().some(one => one[0] !== 'result' && fits(hit, ...one)),
      )
    )
      refs.add(ref);
  light(
    box,
    refs,
    p =>
      p === o ||
      made.flat().some(hit => p.key !== 'result' && fits(hit, p.key, p.r, p.c)),
  );
  const array = d.arrays[0],
    total = array.values[o.m][o.n],
    names = [],
    numbers = [];
  let sum = 0;
  const single = d.gather.terms.every((term, n) => {
    const parts = made[n].map(([key, r, c]) => {
      const a = d.arrays.find(b => b.key === key),
        m = a.shape[0] === 1 ? 0 : a.rows.indexOf(Number(r)),
        k = a.shape[1] === 1 ? 0 : a.columns.indexOf(Number(c));
      return (
        m >= 0 &&
        k >= 0 && [one(a, a.rows[m], a.columns[k]), a.values[m][k], a.short[m][k]]
      );
    });
    if (!term.sign || parts.includes(false)) return false;
    const sign = term.sign < 0 ? '-' : n ? '+' : '';
    names.push(sign + parts.map(p => p[0]).join('\\,'));
    numbers.push(
      sign +
        parts
          .map(p =>
            p[1] < 0 && (n || parts.length > 1) ? `(${inTex(p[2])})` : inTex(p[2]),
          )
          .join(' \\times '),
    );
    sum += term.sign * parts.reduce((all, p) => all * p[1], 1);
    return true;
  });
  const left = one(array, o.r, o.c),
    right = inTex(array.short[o.m][o.n]);
  const whole =
    single && Math.abs(sum - total) <= 1e-9 * Math.max(Math.abs(total), 1e-300);
  tell(
    box,
    whole
      ? `${left} = ${names.join(' ')} = ${numbers.join(' ')} = ${right}`
      : `${left} = ${digits(total)}`,
    'Click, or press Enter, for the derivation of this element.',
  );
}
