const WIDE = 460,
  TALL = 236,
  LEFT = 58,
  RIGHT = 448,
  TOP = 12,
  FOOT = 198;

function ticks(low, high, most) {
  const rough = (high - low) / most,
    unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find(m => m * unit >= rough);
  const out = [];
  for (let n = Math.ceil(low / step); n * step <= high && out.length < 40; n++)
    out.push(n * step);
  const power = v => Math.floor(Math.log10(Math.abs(v)) + 1e-9),
    place = power(step),
    far = place < -4 || power(Math.max(-low, high)) > 4;
  const written = v =>
    far
      ? v.toExponential(Math.max(0, power(v) - place)).replace('e+', 'e')
      : v.toFixed(Math.max(0, -place));
  return out.map(v => [v, v === 0 ? '0' : written(v).replace(/-/g, '−')]);
}

function scales(d, row) {
  const f = d.log ? Math.log10 : v => v,
    n = d.stops.length;
  const a = f(d.stops[0]),
    b = f(d.stops[n - 1]),
    [low, high] = row.span,
    pad = (high - low) * 0.06;
  return {
    x: v => LEFT + ((f(v) - a) / (b - a)) * (RIGHT - LEFT),
    y: v => FOOT - ((v - low + pad) / (high - low + 2 * pad)) * (FOOT - TOP),
    low: low - pad,
    high: high + pad,
  };
}

function chart(svg, d, row) {
  const s = scales(d, row),
    n = d.stops.length,
    clip = `bend${row.t}`;
  svg.replaceChildren();
  el(
    'rect',
    { x: LEFT, y: TOP, width: RIGHT - LEFT, height: FOOT - TOP },
    el('clipPath', { id: clip }, svg),
  );
  for (const [v, text] of ticks(row.base + s.low, row.base + s.high, 7)) {
    el(
      'line',
      {
        class: 'grid',
        x1: LEFT,
        x2: RIGHT,
        y1: s.y(v - row.base),
        y2: s.y(v - row.base),
      },
      svg,
    );
    el('text', { class: 'end', x: LEFT - 6, y: s.y(v - row.base) + 4 }, svg, text);
  }
  const marks = d.log
    ? [-3, -2, -1, 0, 1, 2, 3].map(e => [10 ** e, String(10 ** e)])
    : ticks(d.stops[0], d.stops[n - 1], 8);
  for (const [v, text] of marks) {
    el('line', { class: 'grid', x1: s.x(v), x2: s.x(v), y1: FOOT, y2: FOOT + 4 }, svg);
    el('text', { class: 'mid', x: s.x(v), y: FOOT + 17 }, svg, text);
  }
  el('text', { class: 'faint mid', x: (LEFT + RIGHT) / 2, y: TALL - 4 }, svg, d.axis);
  el(
    'path',
    {
      class: 'rule',
      d: `M${LEFT} ${s.y(0)}H${RIGHT}` + (d.log ? '' : `M${s.x(0)} ${TOP}V${FOOT}`),
    },
    svg,
  );
  const inside = el('g', { 'clip-path': `url(#${clip})` }, svg);
  const points = (value, each) => {
    let path = '',
      pen = 'M';
    for (let k = 0; k < n; k += each) {
      const v = value(k);
      if (v === null) {
        pen = 'M';
        continue;
      }
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
  const row = svg.row,
    s = scales(d, row),
    x = s.x(d.stops[at]),
    p = row.slope * d.stops[at],
    a = row.actual[at];
  const inside = v => Math.max(TOP, Math.min(FOOT, s.y(v)));
  const mark = v => {
    const y = inside(v),
      off = s.y(v) < TOP - 1 ? -1 : s.y(v) > FOOT + 1 ? 1 : 0;
    return off
      ? `M${x - 6} ${y - off * 9}H${x + 6}L${x} ${y}Z`
      : `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`;
  };
  const set = (name, to) => {
    const node = svg.querySelector(name);
    for (const key in to) node.setAttribute(key, to[key]);
  };
  set('.here', { x1: x, x2: x });
  set('.promise', { d: mark(p), 'data-value': row.base + p });
  set('.fact', { d: a === null ? '' : mark(a), 'data-value': add(row.base, a) });
  set('.gap', { x1: x, x2: x, y1: inside(p), y2: inside(a ?? p) });
}
