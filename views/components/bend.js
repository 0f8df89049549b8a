const WIDE = 460, TALL = 236, LEFT = 58, RIGHT = 448, TOP = 12, FOOT = 198;
const sup = t => String(t).replace(/\d/g, c => '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const loss = t => t ? `J⁽${sup(t)}⁾` : 'J';
const spoken = t => t ? `J(${t})` : 'J';
const say = v => v === null ? 'overflows' : short(v);
const signed = v => (v > 0 ? '+' : '') + say(v);
const add = (a, b) => b === null ? null : a + b;
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
// The slider replaces the history entry: going back leaves the panel in one step.
let quiet;
const calm = after => { clearTimeout(quiet); quiet = setTimeout(() => delete history.pushState, after); };
const noStep = () => {
  if (!Object.hasOwn(history, 'pushState')) history.pushState = (...entry) => { calm(400); return history.replaceState(...entry); };
  calm(5000);
};
// A miss smaller than what rounding leaves of two nearly equal numbers says nothing.
const missOf = (p, a) => a === null ? null : Math.abs(a - p) <= 1e-13 * (Math.abs(a) + Math.abs(p)) ? 0 : a - p;

function ticks(low, high, most) {
  const rough = (high - low) / most, unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find(m => m * unit >= rough);
  const out = [];
  for (let n = Math.ceil(low / step); n * step <= high && out.length < 40; n++) out.push(n * step);
  const power = v => Math.floor(Math.log10(Math.abs(v)) + 1e-9), place = power(step), far = place < -4 || power(Math.max(-low, high)) > 4;
  const written = v => far ? v.toExponential(Math.max(0, power(v) - place)).replace('e+', 'e') : v.toFixed(Math.max(0, -place));
  return out.map(v => [v, v === 0 ? '0' : written(v).replace(/-/g, '−')]);
}

function scales(d, row) {
  const f = d.log ? Math.log10 : v => v, n = d.stops.length;
  const a = f(d.stops[0]), b = f(d.stops[n - 1]), [low, high] = row.span, pad = (high - low) * .06;
  return {
    x: v => LEFT + (f(v) - a) / (b - a) * (RIGHT - LEFT),
    y: v => FOOT - (v - low + pad) / (high - low + 2 * pad) * (FOOT - TOP),
    low: low - pad, high: high + pad,
  };
}

function chart(svg, d, row) {
  const s = scales(d, row), n = d.stops.length, clip = `bend${row.t}`;
  svg.replaceChildren();
  el('rect', { x: LEFT, y: TOP, width: RIGHT - LEFT, height: FOOT - TOP }, el('clipPath', { id: clip }, svg));
  for (const [v, text] of ticks(row.base + s.low, row.base + s.high, 7)) {
    el('line', { class: 'grid', x1: LEFT, x2: RIGHT, y1: s.y(v - row.base), y2: s.y(v - row.base) }, svg);
    el('text', { class: 'end', x: LEFT - 6, y: s.y(v - row.base) + 4 }, svg, text);
  }
  const marks = d.log ? [-3, -2, -1, 0, 1, 2, 3].map(e => [10 ** e, String(10 ** e)]) : ticks(d.stops[0], d.stops[n - 1], 8);
  for (const [v, text] of marks) {
    el('line', { class: 'grid', x1: s.x(v), x2: s.x(v), y1: FOOT, y2: FOOT + 4 }, svg);
    el('text', { class: 'mid', x: s.x(v), y: FOOT + 17 }, svg, text);
  }
  el('text', { class: 'faint mid', x: (LEFT + RIGHT) / 2, y: TALL - 4 }, svg, d.axis);
  el('path', { class: 'rule', d: `M${LEFT} ${s.y(0)}H${RIGHT}` + (d.log ? '' : `M${s.x(0)} ${TOP}V${FOOT}`) }, svg);
  const inside = el('g', { 'clip-path': `url(#${clip})` }, svg);
  const points = (value, each) => {
    let path = '', pen = 'M';
    for (let k = 0; k < n; k += each) {
      const v = value(k);
      if (v === null) { pen = 'M'; continue; }
      const y = Math.max(-5000, Math.min(5000, s.y(v)));
      path += `${pen}${s.x(d.stops[k]).toFixed(2)} ${y.toFixed(2)}`;
      pen = 'L';
    }
    return path;
  };
  el('path', { class: 'tangent', d: points(k => row.slope * d.stops[k], 1) }, inside);
  el('path', { class: 'curve', d: points(k => row.actual[k], 1) }, inside);
  const live = el('g', { class: 'live' }, svg);
  el('line', { class: 'here', y1: TOP, y2: FOOT }, live);
  el('line', { class: 'gap' }, live);
  el('path', { class: 'promise' }, live);
  el('path', { class: 'fact' }, live);
  svg.row = row;
}

function place(svg, d, at) {
  const row = svg.row, s = scales(d, row), x = s.x(d.stops[at]), p = row.slope * d.stops[at], a = row.actual[at];
  const inside = v => Math.max(TOP, Math.min(FOOT, s.y(v)));
  const mark = v => {
    const y = inside(v), off = s.y(v) < TOP - 1 ? -1 : s.y(v) > FOOT + 1 ? 1 : 0;
    return off ? `M${x - 6} ${y - off * 9}H${x + 6}L${x} ${y}Z` : `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`;
  };
  const set = (name, to) => { const node = svg.querySelector(name); for (const key in to) node.setAttribute(key, to[key]); };
  set('.here', { x1: x, x2: x });
  set('.promise', { d: mark(p), 'data-value': row.base + p });
  set('.fact', { d: a === null ? '' : mark(a), 'data-value': add(row.base, a) });
  set('.gap', { x1: x, x2: x, y1: inside(p), y2: inside(a ?? p) });
}

const HEADS = {
  nudge: ['loss', 'predicted', 'actual', 'miss', ''],
  step: ['loss', 'before', 'promised', 'after', 'change', ''],
};

function table(box, d) {
  box.replaceChildren();
  const grid = make('table', box, { role: 'grid', 'aria-label': 'All losses. Arrow keys move, Enter picks a loss.' });
  const head = make('tr', make('thead', grid, {}), { role: 'row' });
  for (const name of HEADS[d.kind]) make('th', head, { scope: 'col', role: 'columnheader', ...(name ? {} : { 'aria-label': 'bars' }) }, name);
  const body = make('tbody', grid, {});
  for (const row of d.rows) {
    const tr = make('tr', body, { role: 'row', 'data-t': row.t });
    make('th', tr, { scope: 'row', role: 'rowheader' }, row.t ? loss(row.t) : `J (${d.total})`);
    for (const name of HEADS[d.kind].slice(1, -1)) make('td', tr, { role: 'gridcell', class: name });
    const cell = make('td', tr, { role: 'gridcell', class: 'bars' });
    if (row.note || !row.t) { [cell.textContent] = row.note.split(':'); cell.title = row.note; continue; }
    const svg = el('svg', { viewBox: '0 0 120 18', 'aria-hidden': 'true' }, cell);
    el('line', { class: 'rule', x1: 60, x2: 60, y1: 0, y2: 18 }, svg);
    el('rect', { class: 'bar fact', y: 3, height: 7 }, svg);
    el('rect', { class: 'bar promise', y: 11, height: 4 }, svg);
  }
}

function fill(box, d, at) {
  const e = d.stops[at], changes = d.rows.map(r => [r.slope * e, r.actual[at]]);
  const losses = changes.slice(0, -1).flat().map(v => Math.abs(v ?? 0)), top = Math.max(...losses);
  box.querySelectorAll('tbody tr').forEach((tr, n) => {
    const row = d.rows[n], [p, a] = changes[n], set = (name, v, text) => { const c = tr.querySelector('.' + name); put(c, v, text); };
    if (d.kind === 'nudge') {
      set('predicted', p, signed(p)); set('actual', a, signed(a));
      const miss = missOf(p, a);
      set('miss', miss, miss === 0 && p !== 0 ? '≈ 0' : signed(miss));
    } else {
      set('before', row.base, short(row.base)); set('promised', row.base + p, short(row.base + p));
      set('after', add(row.base, a), say(add(row.base, a))); set('change', a, signed(a));
    }
    const what = d.kind === 'nudge' ? `predicted ${plain(p)}, actual ${a === null ? 'overflows' : plain(a)}`
      : `before ${plain(row.base)}, promised ${plain(row.base + p)}, after ${a === null ? 'overflows' : plain(row.base + a)}`;
    tr.setAttribute('aria-label', `${spoken(row.t)}: ${what}${row.note ? ', ' + row.note : ''}`);
    tr.querySelectorAll('.bar').forEach((bar, which) => {
      const v = [a, p][which] ?? 0, wide = Math.min(58, Math.abs(v) / (top || 1) * 58);
      bar.setAttribute('width', wide); bar.setAttribute('x', v < 0 ? 60 - wide : 60);
      bar.style.setProperty('--hue', hue(v));
    });
  });
  return top;
}

function addUp(box, d, at) {
  box.replaceChildren();
  const e = d.stops[at], row = d.rows.find(r => r.t === d.t), a = row.actual[at];
  const sum = (name, parts, end, note) => {
    const p = make('div', box, { class: 'sum' });
    make('span', p, { class: 'name' }, name);
    parts.forEach(([k, v], n) => {
      const term = make('span', p, { class: 'term' }), text = say(v);
      put(make('b', term, {}), v, n && !text.startsWith('−') ? '+ ' + text : n ? '− ' + text.slice(1) : text);
      make('small', term, {}, k);
    });
    make('span', p, {}, end[0]);
    put(make('b', p, { class: 'end' }), end[1], signed(end[1]));
    if (note) make('span', p, { class: 'faint' }, note);
  };
  if (d.kind === 'step') {
    sum('Promised fall of J', [['rate', e], ['gradient’s length, squared', d.squared]], ['=', e * d.squared]);
    box.querySelectorAll('.term b')[1].textContent = '× ' + short(d.squared);
    box.querySelector('.end').textContent = short(e * d.squared);
    return;
  }
  if (d.k !== null) {
    const slope = d.terms[0].slope;
    sum('Predicted', [[`C[${d.t},${d.k}]`, slope], ['ε', e]], ['=', slope * e], `actual ${signed(a)}`);
    box.querySelectorAll('.term b')[1].textContent = '× ' + short(e);
    return;
  }
  const parts = d.terms.map(o => [`k = ${o.k}`, o.slope * e]);
  const rest = d.others.count ? [[`${d.others.count} others`, d.others.slope * e]] : [];
  sum('Predictions', [...parts, ...rest], ['=', row.slope * e], `they add up to the prediction for all together`);
  const alone = d.terms.map(o => [`k = ${o.k} alone`, o.alone[at]]);
  if (d.others.count || alone.some(o => o[1] === null)) return sum('Actual', [], ['all together', a]);
  const total = alone.reduce((x, o) => x + o[1], 0);
  sum('Actual', alone, ['=', total], `but all together ${signed(a)}`);
}

function draw(box, d) {
  box.pictures.replaceChildren();
  box.aside.replaceChildren();
  for (const t of d.charts) {
    const row = d.rows.find(r => r.t === t), aside = t !== d.charts[0] && d.rows.length < 8;
    const part = make('figure', aside ? box.aside : box.pictures, {});
    make('figcaption', part, {}, d.kind === 'nudge' ? `Change of ${loss(t)}` : `${t ? loss(t) : `J (${d.total})`} after the step`);
    chart(el('svg', { viewBox: `0 0 ${WIDE} ${TALL}`, role: 'img' }, part), d, row);
  }
  const legend = make('div', box.pictures, { class: 'legend' });
  for (const [name, text] of [['curve', 'actual'], ['tangent', d.kind === 'nudge' ? 'predicted: straight' : 'promised: proportional to the rate'], ['gap', 'what it misses']]) {
    const item = make('span', legend, {}), svg = el('svg', { width: 26, height: 12, 'aria-hidden': 'true' }, item);
    el('line', { class: name, x1: 1, x2: 25, y1: 6, y2: 6 }, svg);
    make('span', item, {}, text);
  }
  table(box.table, d);
  make('div', box.table, { class: 'legend key' });
  if (d.left_out) make('div', box.table, { class: 'legend' }, d.left_out);
  box.name.textContent = d.label === 'epsilon' ? 'ε' : 'rate';
  box.range.max = d.stops.length - 1;
  box.range.setAttribute('aria-label', d.label);
}

export default function ({ parentElement: root, data: d, setTriggerValue }) {
  const box = frame(root, 'bend');
  if (!box.built) {
    line(box, 'said');
    const sides = line(box, 'sides'), left = line(sides, 'charts'), slide = line(left, 'slide');
    box.name = make('span', slide, { 'aria-hidden': 'true' });
    box.range = make('input', slide, { type: 'range', min: 0, step: 1 });
    box.pictures = line(left, 'pictures');
    line(left, 'terms');
    const right = line(sides, 'right');
    box.table = line(right, 'table');
    box.aside = line(right, 'aside');
    box.built = true;
  }
  const said = box.querySelector('.said'), terms = box.querySelector('.terms');
  const held = root.getRootNode().activeElement, was = box.table.contains(held) ? held.dataset.t : null;
  const shown = d.stops[d.at], kept = d.stops.indexOf(box.value);
  const ahead = kept >= 0 && (box.pressed || (held === box.range && box.sent !== undefined && box.sent !== shown));
  if (!ahead) { box.sent = undefined; box.value = shown; }
  let at = ahead ? kept : d.at;
  const shape = JSON.stringify({ ...d, at: 0 });
  if (box.shape !== shape) { box.shape = shape; draw(box, d); }
  const svgs = [...box.querySelectorAll('figure svg')], key = box.querySelector('.key');

  const paint = () => {
    const e = d.stops[at], row = d.rows.find(r => r.t === (d.kind === 'step' ? 0 : d.t)), chosen = d.rows.find(r => r.t === d.t);
    const p = row.slope * e, a = row.actual[at], miss = missOf(p, a);
    box.range.value = at;
    box.range.setAttribute('data-value', e);
    svgs.forEach(svg => {
      place(svg, d, at);
      const r = svg.row;
      svg.setAttribute('aria-label', `${spoken(r.t)} at ${d.label} ${plain(e)}: predicted ${plain(r.base + r.slope * e)}, actual ${r.actual[at] === null ? 'overflows' : plain(r.base + r.actual[at])}`);
    });
    const top = fill(box.table, d, at);
    key.textContent = `${d.kind === 'nudge' ? 'Miss: actual less predicted. ' : ''}Bars: the change, actual thick, ${d.kind === 'nudge' ? 'predicted' : 'promised'} thin; down is left and blue, up right and orange; the longest is ${short(top)}.`;
    if (d.kind === 'nudge') {
      said.textContent = a === null ? `ε = ${short(e)}: the moved network overflows.`
        : `ε = ${short(e)}: ${loss(d.t)} is predicted to change by ${signed(p)} and changes by ${signed(a)}` + (miss ? `: the line misses by ${short(Math.abs(miss))}.` : '.');
      box.range.setAttribute('aria-valuetext', `epsilon ${plain(e)}: ${spoken(d.t)} predicted ${plain(p)}, actual ${a === null ? 'overflows' : plain(a)}`);
    } else {
      const [before, after, promised] = [row.base, add(row.base, a), row.base + p].map(say);
      const vain = row.base + p < 0 ? ', which no loss can reach.' : '.';
      said.textContent = a === null ? `Rate ${short(e)}: the network after this step overflows.`
        : a > 0 ? `Rate ${short(e)}: the step is too long. J rises from ${before} to ${after}; the gradient promised ${promised}${vain}`
          : `Rate ${short(e)}: J ${a < 0 ? 'falls' : 'stays'} from ${before} to ${after}; the gradient promised ${promised}${vain}`;
      box.range.setAttribute('aria-valuetext', `rate ${plain(e)}: J promised ${plain(row.base + p)}, actual ${a === null ? 'overflows' : plain(row.base + a)}`);
    }
    if (chosen) addUp(terms, d, at);
  };
  paint();

  const move = n => { at = n; box.value = d.stops[n]; paint(); };
  const send = () => {
    clearTimeout(box.timer);
    box.sent = box.value;
    box.timer = setTimeout(() => { noStep(); setTriggerValue('move', box.sent); }, 120);
  };
  box.range.oninput = () => move(Number(box.range.value));
  box.range.onpointerdown = () => { box.pressed = true; };
  box.range.onpointerup = box.range.onpointercancel = () => { box.pressed = false; };
  box.range.onchange = () => { box.pressed = false; move(Number(box.range.value)); send(); };
  box.range.onkeydown = e => e.stopPropagation();

  const rows = [...box.table.querySelectorAll('tbody tr')].filter(o => o.dataset.t !== '0');
  const home = rows.find(o => o.dataset.t == d.t) ?? rows[0];
  rows.forEach(o => { o.tabIndex = o === home ? 0 : -1; o.setAttribute('aria-selected', o.dataset.t == d.t); });
  const pick = o => { oneStep(); setTriggerValue('pick', { t: Number(o.dataset.t) }); };
  box.table.onclick = e => { const o = e.target.closest('tr[tabindex]'); if (o) { o.focus(); pick(o); } };
  box.table.onkeydown = e => {
    const o = e.target.closest('tr[tabindex]'); if (!o) return;
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); e.stopPropagation(); return pick(o); }
    const to = rows[rows.indexOf(o) + ({ ArrowDown: 1, ArrowUp: -1 }[e.key] ?? NaN)];
    if (!e.key.startsWith('Arrow')) return;
    e.preventDefault(); e.stopPropagation();
    if (to) { o.tabIndex = -1; to.tabIndex = 0; to.focus(); }
  };
  if (was) (rows.find(o => o.dataset.t === was) ?? home)?.focus({ preventScroll: true });
}
