const sup = t => String(t).replace(/\d/g, c => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const loss = t => (t ? `J⁽${sup(t)}⁾` : 'J');
const spoken = t => (t ? `J(${t})` : 'J');
const say = v => (v === null ? 'overflows' : short(v));
const signed = v => (v > 0 ? '+' : '') + say(v);
const add = (a, b) => (b === null ? null : a + b);
const make = (name, parent, attributes, text) => {
  const node = document.createElement(name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
};
const put = (node, v, text) => {
  node.textContent = text;
  node.setAttribute('data-value', String(v));
  node.title = v === null ? 'the moved network overflows' : String(v).replace('-', '−');
};
// A miss smaller than what rounding leaves of two nearly equal numbers says nothing.
const missOf = (p, a) =>
  a === null
    ? null
    : Math.abs(a - p) <= 1e-13 * (Math.abs(a) + Math.abs(p))
      ? 0
      : a - p;

const HEADS = {
  nudge: ['loss', 'predicted', 'actual', 'miss', ''],
  step: ['loss', 'before', 'promised', 'after', 'change', ''],
};

function table(box, d) {
  box.replaceChildren();
  const grid = make('table', box, {
    role: 'grid',
    'aria-label': 'All losses. Arrow keys move, Enter picks a loss.',
  });
  const head = make('tr', make('thead', grid, {}), { role: 'row' });
  for (const name of HEADS[d.kind])
    name
      ? make('th', head, { scope: 'col', role: 'columnheader' }, name)
      : make('td', head, { role: 'cell' });
  const body = make('tbody', grid, {});
  for (const row of d.rows) {
    const tr = make('tr', body, { role: 'row', 'data-t': row.t });
    make(
      'th',
      tr,
      { scope: 'row', role: 'rowheader' },
      row.t ? loss(row.t) : `J (${d.total})`,
    );
    for (const name of HEADS[d.kind].slice(1, -1))
      make('td', tr, { role: 'gridcell', class: name });
    const cell = make('td', tr, { role: 'gridcell', class: 'bars' });
    if (row.note || !row.t) {
      [cell.textContent] = row.note.split(':');
      cell.title = row.note;
      continue;
    }
    const svg = el('svg', { viewBox: '0 0 120 18', 'aria-hidden': 'true' }, cell);
    el('line', { class: 'rule', x1: 60, x2: 60, y1: 0, y2: 18 }, svg);
    el('rect', { class: 'bar fact', y: 3, height: 7 }, svg);
    el('rect', { class: 'bar promise', y: 11, height: 4 }, svg);
  }
}

function fill(box, d, at) {
  const e = d.stops[at],
    changes = d.rows.map(r => [r.slope * e, r.actual[at]]);
  const losses = changes
      .slice(0, -1)
      .flat()
      .map(v => Math.abs(v ?? 0)),
    top = Math.max(...losses);
  box.querySelectorAll('tbody tr').forEach((tr, n) => {
    const row = d.rows[n],
      [p, a] = changes[n],
      set = (name, v, text) => {
        const c = tr.querySelector('.' + name);
        put(c, v, text);
      };
    if (d.kind === 'nudge') {
      set('predicted', p, signed(p));
      set('actual', a, signed(a));
      const miss = missOf(p, a);
      set('miss', miss, miss === 0 && p !== 0 ? '≈ 0' : signed(miss));
    } else {
      set('before', row.base, short(row.base));
      set('promised', row.base + p, short(row.base + p));
      set('after', add(row.base, a), say(add(row.base, a)));
      set('change', a, signed(a));
    }
    const what =
      d.kind === 'nudge'
        ? `predicted ${plain(p)}, actual ${a === null ? 'overflows' : plain(a)}`
        : `before ${plain(row.base)}, promised ${plain(row.base + p)}, after ${a === null ? 'overflows' : plain(row.base + a)}`;
    tr.setAttribute(
      'aria-label',
      `${spoken(row.t)}: ${what}${row.note ? ', ' + row.note : ''}`,
    );
    tr.querySelectorAll('.bar').forEach((bar, which) => {
      const v = [a, p][which] ?? 0,
        wide = Math.min(58, (Math.abs(v) / (top || 1)) * 58);
      bar.setAttribute('width', wide);
      bar.setAttribute('x', v < 0 ? 60 - wide : 60);
      bar.style.setProperty('--hue', hue(v));
    });
  });
  return top;
}

function addUp(box, d, at) {
  box.replaceChildren();
  const e = d.stops[at],
    row = d.rows.find(r => r.t === d.t),
    a = row.actual[at];
  const sum = (name, parts, end, note) => {
    const p = make('div', box, { class: 'sum' });
    make('span', p, { class: 'name' }, name);
    parts.forEach(([k, v], n) => {
      const term = make('span', p, { class: 'term' }),
        text = say(v);
      put(
        make('b', term, {}),
        v,
        n && !text.startsWith('−') ? '+ ' + text : n ? '− ' + text.slice(1) : text,
      );
      make('small', term, {}, k);
    });
    make('span', p, {}, end[0]);
    put(make('b', p, { class: 'end' }), end[1], signed(end[1]));
    if (note) make('span', p, { class: 'faint' }, note);
  };
  if (d.kind === 'step') {
    sum(
      'Promised fall of J',
      [
        ['rate', e],
        ['gradient’s length, squared', d.squared],
      ],
      ['=', e * d.squared],
    );
    box.querySelectorAll('.term b')[1].textContent = '× ' + short(d.squared);
    box.querySelector('.end').textContent = short(e * d.squared);
    return;
  }
  if (d.k !== null) {
    const slope = d.terms[0].slope;
    sum(
      'Predicted',
      [
        [`C[${d.t},${d.k}]`, slope],
        ['ε', e],
      ],
      ['=', slope * e],
      `actual ${signed(a)}`,
    );
    box.querySelectorAll('.term b')[1].textContent = '× ' + short(e);
    return;
  }
  const parts = d.terms.map(o => [`k = ${o.k}`, o.slope * e]);
  const rest = d.others.count ? [[`${d.others.count} others`, d.others.slope * e]] : [];
  sum(
    'Predictions',
    [...parts, ...rest],
    ['=', row.slope * e],
    `they add up to the prediction for all together`,
  );
  const alone = d.others.count
    ? []
    : d.terms.map(o => [`k = ${o.k} alone`, o.alone[at]]);
  if (!alone.length || alone.some(o => o[1] === null))
    return sum('Actual', [], ['all together', a]);
  const total = alone.reduce((x, o) => x + o[1], 0);
  sum('Actual', alone, ['=', total], `but all together ${signed(a)}`);
}
