const BAR = 40,
  GAP = 34,
  FOLD = 70,
  HEAD = 42,
  NARROWEST = 150;
const low = n => String(n).replace(/\d/g, c => '₀₁₂₃₄₅₆₇₈₉'[c]);
const high = n => String(n).replace(/[-\d]/g, c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]));
const J = n => 'J' + low(n);
const isFactor = f => f && f.more === undefined;

// v times 10^e in full, also where no float64 could hold it.
function full(v, e) {
  if (!e || v === 0) return String(v);
  const [m, x] = v.toExponential().split('e');
  return `${m}e${Number(x) + e}`;
}
function brief(v, e) {
  if (!e || v === 0) return short(v);
  return `${v.toFixed(2)} × 10${high(e)}`.replace(/^-/, '−');
}
const signed = text => text.replace(/-/g, '−');

function layout(d) {
  const n = d.units.length,
    words = n <= d.written;
  const side = words ? 43 : n <= 8 ? 17 : 14,
    tall = words ? 28 : side;
  const block = Math.max(NARROWEST, BAR + 4 + n * side),
    high = n * tall;
  const next = d.factors.length ? 2 * HEAD + high + 22 : HEAD,
    pairs = d.t - d.s > 1;
  const tops = [HEAD, next, next + HEAD + high + 30];
  const xs = [];
  let x = 0;
  d.factors.forEach((f, k) => {
    if (k) x += isFactor(f) && isFactor(d.factors[k - 1]) ? GAP : 0;
    xs.push(x);
    x += isFactor(f) ? block : FOLD;
  });
  if (!d.factors.length) {
    xs.push(0);
    x = block;
  }
  const third = k => k * (block + GAP);
  return {
    n,
    words,
    side,
    tall,
    block,
    high,
    tops,
    xs,
    third,
    pairs,
    width: Math.max(x, pairs ? third(2) + block : 0) + 4,
    height: tops[pairs ? 2 : 1] + high + 6,
  };
}

// Every matrix of the picture: where it stands, which numbers it shows, how it is called.
function blocks(d, g) {
  const all = [],
    range = (f, last) =>
      f.place === d.t ? J(f.n) : `${J(d.factors[0].n)} … ${J(last)}`;
  d.factors.forEach((f, k) => {
    if (!isFactor(f)) return;
    all.push({
      band: 0,
      k,
      x: g.xs[k] + BAR,
      y: g.tops[0],
      f,
      m: { cells: f.cells, exponent: 0, largest: d.largest },
      title: J(f.n),
      note: f.n !== f.place ? 'swapped' : '',
      moved: f.n !== f.place,
    });
    all.push({
      band: 1,
      k,
      x: g.xs[k] + BAR,
      y: g.tops[1],
      m: f.product,
      title: range(f, f.n),
      norm: true,
    });
  });
  if (d.identity)
    all.push({
      band: 1,
      k: 0,
      x: BAR,
      y: g.tops[1],
      m: d.identity,
      title: 'identity',
      norm: true,
    });
  if (!g.pairs) return all;
  const kept = d.order?.kept ?? d.factors.at(-1)?.product;
  [
    ['in order', kept],
    [d.swap ? `${J(d.swap)}, ${J(d.swap + 1)} swapped` : 'swapped', d.order?.swapped],
    ['difference', d.order?.difference],
  ].forEach(([title, m], k) =>
    all.push({ band: 2, k, x: g.third(k) + BAR, y: g.tops[2], m, title, norm: true }),
  );
  return all;
}

const keyOf = (band, k, r, c) => [band, k, r, c].join('/');

function build(svg, d, g) {
  svg.replaceChildren();
  svg.at = new Map();
  const cell = (row, b, r, c, x, y, width) => {
    const node = el(
      'rect',
      {
        class: c < 0 ? 'bar' : 'cell',
        role: 'gridcell',
        tabindex: -1,
        x,
        y,
        width,
        height: g.tall,
        'data-key': keyOf(b.band, b.k, r, c),
      },
      row,
    );
    svg.at.set(node.dataset.key, node);
    return node;
  };
  svg.parts = blocks(d, g).map(b => {
    const group = el('g', { role: 'grid' }, svg),
      title = el('text', { class: 'title', x: b.x, y: b.y - 22 }, group),
      norm = el('text', { class: 'faint', x: b.x, y: b.y - 7 }, group);
    const frameBox = el(
      'rect',
      { class: 'frame', x: b.x, y: b.y, width: g.n * g.side, height: g.high },
      group,
    );
    for (let r = 0; r < g.n; r++) {
      const row = el('g', { role: 'row' }, group),
        y = b.y + r * g.tall;
      if (b.band === 0) {
        el(
          'rect',
          { class: 'length', y: y + g.tall * 0.18, height: g.tall * 0.64 },
          row,
        );
        cell(row, b, r, -1, b.x - BAR, y, BAR - 4);
        if (g.words)
          el('text', { class: 'slope', x: b.x - 8, y: y + g.tall / 2 + 4 }, row);
      }
      for (let c = 0; c < g.n; c++) {
        cell(row, b, r, c, b.x + c * g.side, y, g.side);
        if (g.words)
          el(
            'text',
            { class: 'entry', x: b.x + (c + 0.5) * g.side, y: y + g.tall / 2 + 4 },
            row,
          );
      }
    }
    return { group, title, norm, frameBox };
  });
  d.factors.forEach((f, k) => {
    if (!isFactor(f)) {
      for (const y of [g.tops[0], g.tops[1]])
        for (const down of [-6, 9])
          el(
            'text',
            { class: 'more', x: g.xs[k] + FOLD / 2, y: y + g.high / 2 + down },
            svg,
          );
    } else if (isFactor(d.factors[k - 1])) {
      const x = g.xs[k] - GAP / 2,
        y = g.tops[0] + g.high / 2;
      const gap = el(
        'g',
        {
          class: 'gap',
          role: 'button',
          tabindex: -1,
          'data-key': keyOf(0, k, 'gap', 0),
        },
        svg,
      );
      el('rect', { x: x - 15, y: y - 15, width: 30, height: 30, rx: 15 }, gap);
      el('text', { x, y: y + 5 }, gap, '⇄');
      svg.at.set(gap.dataset.key, gap);
    }
  });
  el('rect', { class: 'look' }, svg);
}

// Small marks keep the whole cell as their target: a stroke nobody sees fills it.
function mark(node, g, b, r, c, v) {
  const share = Math.abs(v) / (b.m.largest || 1);
  node.style.fill = hue(v);
  if (g.words) {
    node.style.fillOpacity = 0.06 + 0.5 * share;
    return;
  }
  const size = Math.max(1, (g.side - 1.5) * Math.sqrt(share));
  const at = {
    x: b.x + c * g.side + (g.side - size) / 2,
    y: b.y + r * g.tall + (g.side - size) / 2,
    width: size,
    height: size,
    rx: v < 0 ? size / 2 : 0,
    'stroke-width': g.side - size,
  };
  for (const key in at) node.setAttribute(key, at[key]);
}

function describe(d, b, r, c) {
  const i = d.units[r],
    j = d.units[c];
  if (c < 0) return [`σ′${low(i)} of ${b.title}`, full(b.f.slope[r], 0), ''];
  const [v, e] = [b.m.cells[r][c], b.m.exponent],
    name = `${b.title}${b.band === 2 ? ' product' : ''}, row ${i}, column ${j}`;
  if (b.band) return [name, full(v, e), ''];
  return [
    name,
    full(v, 0),
    ` = σ′${low(i)} ${b.f.slope[r]} × H${low(i)}${i > 9 || j > 9 ? '‚' : ''}${low(j)} ${d.H[r][c]}`,
  ];
}

function paint(svg, d, g) {
  blocks(d, g).forEach((b, place) => {
    const part = svg.parts[place],
      live = Boolean(b.m);
    part.group.classList.toggle('empty', !live);
    part.group.classList.toggle('moved', Boolean(b.moved));
    part.title.textContent =
      b.title + (live && b.m.exponent ? `   × 10${high(b.m.exponent)}` : '');
    part.norm.textContent = !live
      ? ''
      : b.norm
        ? 'norm ' + brief(b.m.norm.value, b.m.norm.exponent)
        : b.note || 'diag(σ′) H';
    if (live && b.norm)
      part.norm.setAttribute('data-value', full(b.m.norm.value, b.m.norm.exponent));
    part.group.setAttribute(
      'aria-label',
      `${part.title.textContent}, ${part.norm.textContent}`,
    );
    for (let r = 0; r < g.n; r++)
      for (let c = b.band ? 0 : -1; c < g.n; c++) {
        const node = svg.at.get(keyOf(b.band, b.k, r, c)),
          text = g.words && node.nextSibling;
        if (!live) {
          node.setAttribute('aria-label', 'nothing is swapped');
          node.style.fill = 'transparent';
          node.removeAttribute('data-value');
          if (text) text.textContent = '·';
          continue;
        }
        const [name, value, more] = describe(d, b, r, c);
        node.setAttribute('data-value', value);
        node.setAttribute('aria-label', signed(`${name}: ${value}${more}`));
        if (c < 0) {
          const wide = ((BAR - 6) * b.f.slope[r]) / d.steepest;
          node.previousSibling.setAttribute('x', b.x - 4 - wide);
          node.previousSibling.setAttribute('width', wide);
          if (text) text.textContent = short(b.f.slope[r]);
        } else {
          mark(node, g, b, r, c, b.m.cells[r][c]);
          if (text) {
            text.textContent = short(b.m.cells[r][c]);
            text.style.fontSize = text.textContent.length > 7 ? '9.5px' : '';
          }
        }
      }
  });
  const folds = [...svg.querySelectorAll('.more')];
  d.factors.forEach((f, k) => {
    if (!isFactor(f))
      folds.splice(0, 4).forEach((o, n) => {
        o.textContent = n % 2 ? `${f.more} more` : '…';
      });
    const gap = svg.at.get(keyOf(0, k, 'gap', 0));
    if (!gap) return;
    const on = d.swap === f.place;
    gap.dataset.n = f.place;
    gap.setAttribute('aria-pressed', on);
    gap.setAttribute(
      'aria-label',
      on
        ? `Put ${J(f.place + 1)} and ${J(f.place)} back in order`
        : `Swap ${J(f.place + 1)} and ${J(f.place)}`,
    );
  });
}

// From a cell or a gap to the next one that way, over the edges of matrices too.
function step(svg, d, g, key, dx, dy) {
  let [band, k, r, c] = key.split('/');
  [band, k] = [Number(band), Number(k)];
  const has = (...where) => svg.at.get(keyOf(...where));
  const beside = by => {
    let to = k + by;
    while (d.factors[to] && !isFactor(d.factors[to])) to += by;
    return to;
  };
  if (r === 'gap')
    return dx > 0
      ? has(0, k, 0, -1)
      : dx < 0
        ? has(0, beside(-1), 0, g.n - 1)
        : dy > 0
          ? has(1, k, 0, 0)
          : null;
  [r, c] = [Number(r), Number(c)];
  const inside = has(band, k, r + dy, c + dx);
  if (inside) return inside;
  if (dx > 0)
    return (
      (band === 0 && has(0, k + 1, 'gap', 0)) ||
      has(band, band === 2 ? k + 1 : beside(1), r, band ? 0 : -1)
    );
  if (dx < 0)
    return (
      (band === 0 && has(0, k, 'gap', 0)) ||
      has(band, band === 2 ? k - 1 : beside(-1), r, g.n - 1)
    );
  const over = band + dy,
    row = dy > 0 ? 0 : g.n - 1;
  for (let to = over === 2 ? Math.min(k, 2) : k; to >= 0; to--) {
    const found = has(over, to, row, Math.max(c, 0));
    if (found) return found;
  }
  return null;
}
// The Page keys go a whole matrix on, Home and End to the first and the last.
function jump(svg, d, key, name) {
  const [band, k] = key.split('/').map(Number),
    all = [...svg.at.values()].filter(
      o => o.dataset.key.startsWith(band + '/') && o.dataset.key.endsWith('/0/0'),
    );
  const here = all.findIndex(o => Number(o.dataset.key.split('/')[1]) === k);
  return all[
    { PageDown: here + 1, PageUp: here - 1, Home: 0, End: all.length - 1 }[name]
  ];
}

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'factor-strip'),
    scroll = line(box, 'scroll'),
    said = line(box, 'said'),
    words = line(box, 'words');
  let svg = scroll.querySelector('svg');
  if (!svg) svg = el('svg', { role: 'group' }, scroll);
  const g = layout(d),
    shape = JSON.stringify([g.n, g.xs, g.pairs, d.factors.map(isFactor)]);
  const held = root.activeElement ?? root.getRootNode().activeElement;
  const key = svg.contains(held) ? held.dataset.key : null;
  if (svg.shape !== shape) {
    svg.shape = shape;
    for (const [name, to] of Object.entries({
      width: g.width,
      height: g.height,
      viewBox: `0 0 ${g.width} ${g.height}`,
    }))
      svg.setAttribute(name, to);
    Object.assign(svg.style, {
      width: '100%',
      height: 'auto',
      minWidth: 0.85 * g.width + 'px',
      maxWidth: g.width + 'px',
    });
    build(svg, d, g);
  }
  svg.setAttribute('aria-label', d.label);
  paint(svg, d, g);
  words.textContent = d.words;
  const look = svg.querySelector('.look'),
    nodes = [...svg.at.values()];
  const stop = o => {
    nodes.forEach(other => {
      other.tabIndex = -1;
    });
    o.tabIndex = 0;
  };
  stop(svg.at.get(key ?? svg.held) ?? nodes[0]);
  const rest = () => {
    said.textContent = d.legend;
    look.classList.remove('on');
  };
  const show = o => {
    const gap = o.matches('.gap'),
      [band, k, r, c] = o.dataset.key.split('/').map(Number);
    said.textContent = o.getAttribute('aria-label');
    look.classList.toggle('on', !gap);
    if (gap) return;
    const b = blocks(d, g).find(one => one.band === band && one.k === k);
    const at =
      c < 0 ? { x: b.x - BAR, width: BAR - 3 } : { x: b.x + c * g.side, width: g.side };
    for (const [name, to] of Object.entries({
      ...at,
      y: b.y + r * g.tall,
      height: g.tall,
    }))
      look.setAttribute(name, to);
  };
  const send = o => {
    oneStep();
    setTriggerValue(
      'swap',
      o.getAttribute('aria-pressed') === 'true' ? 0 : Number(o.dataset.n),
    );
  };
  svg.onmouseover = e => {
    const o = e.target.closest('[data-key]');
    o ? show(o) : rest();
  };
  svg.onmouseleave = rest;
  onFocus(
    svg,
    e => {
      if (e.target.matches('[data-key]:focus-visible')) show(e.target);
    },
    rest,
  );
  svg.onclick = e => {
    const o = e.target.closest('[data-key]');
    if (!o) return;
    stop(o);
    svg.held = o.dataset.key;
    show(o);
    svg.tapped = svg.touched && o.dataset.key;
    if (o.matches('.gap')) send(o);
  };
  byFinger(svg);
  svg.onkeydown = e => {
    const o = e.target.closest('[data-key]');
    if (!o) return;
    const move = {
      ArrowRight: [1, 0],
      ArrowLeft: [-1, 0],
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
    }[e.key];
    const whole = ['PageDown', 'PageUp', 'Home', 'End'].includes(e.key),
      press = e.key === 'Enter' || e.key === ' ';
    if (!move && !whole && !press) return;
    e.preventDefault();
    e.stopPropagation();
    if (press) return o.matches('.gap') ? send(o) : undefined;
    const to = move
      ? step(svg, d, g, o.dataset.key, ...move)
      : jump(svg, d, o.dataset.key, e.key);
    if (to) {
      stop(to);
      svg.held = to.dataset.key;
      to.focus();
      show(to);
    }
  };
  rest();
  if (svg.tapped && svg.at.has(svg.tapped)) show(svg.at.get(svg.tapped));
  if (key) svg.at.get(key)?.focus({ preventScroll: true });
}
