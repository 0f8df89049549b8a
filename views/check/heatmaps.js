const LEFT = 28,
  TOP = 40;
const low = n => String(n).replace(/\d/g, c => '₀₁₂₃₄₅₆₇₈₉'[c]);
const entry = (m, i, j) =>
  m.matrix === 'h0'
    ? `h${low(i)}⁽⁰⁾`
    : m.matrix + low(i) + (i > 9 || j > 9 ? ',' : '') + low(j);
const digits = v => String(v).replace(/-/g, '−');

function layout(d) {
  const columns = d.maps.reduce((n, m) => n + m.columns.length, 0);
  const wide = Math.min(42, (780 - d.maps.length * (LEFT + 20)) / columns);
  return { wide, tall: Math.min(wide, 28), words: wide >= 32 };
}
// From 0, where nothing differs, over a step to what differs least, to 1.
const LEAST = 0.1;
const level = (d, error) =>
  error > 0
    ? LEAST +
      (1 - LEAST) *
        Math.min(
          1,
          Math.max(0, (Math.log10(error) - d.scale[0]) / (d.scale[1] - d.scale[0])),
        )
    : 0;

// Where there is room a cell is shaded and holds its power of ten; elsewhere its mark
// grows as it darkens, so that darkness is never the only sign.
function shade(g, ink, x, y, m) {
  const part = g.words ? 1 : m && 0.25 + 0.75 * m;
  const wide = Math.max(0, g.wide - 2) * part,
    tall = Math.max(0, g.tall - 2) * part;
  for (const [key, to] of Object.entries({
    x: x + (g.wide - wide) / 2,
    y: y + (g.tall - tall) / 2,
    width: wide,
    height: tall,
  }))
    ink.setAttribute(key, to);
  ink.style.fillOpacity = m && (g.words ? m : 0.3 + 0.7 * m);
}
function power(text, error) {
  text.textContent = error > 0 ? `1e${digits(Math.round(Math.log10(error)))}` : 'equal';
}

function build(box, d, g) {
  box.replaceChildren();
  d.maps.forEach((m, which) => {
    const rows = m.rows.length,
      columns = m.columns.length;
    const wide = Math.max(
        LEFT + columns * g.wide + 4,
        LEFT + 14 + 6.2 * (m.title.length + m.size.length),
      ),
      tall = TOP + rows * g.tall + 4;
    const svg = el(
      'svg',
      { role: 'grid', width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}` },
      box,
    );
    const title = el('text', { class: 'title', x: LEFT, y: 14 }, svg, m.title);
    el('tspan', { class: 'faint', dx: 8 }, title, m.size);
    const across = Math.ceil((m.columns.at(-1) > 99 ? 34 : 18) / g.wide),
      down = Math.ceil(12 / g.tall);
    m.columns.forEach(
      (j, c) =>
        m.matrix !== 'h0' &&
        c % across === 0 &&
        el('text', { class: 'axis', x: LEFT + (c + 0.5) * g.wide, y: TOP - 6 }, svg, j),
    );
    m.rows.forEach((i, r) => {
      if (r % down === 0)
        el(
          'text',
          { class: 'axis row', x: LEFT - 5, y: TOP + (r + 0.5) * g.tall + 4 },
          svg,
          i,
        );
      const row = el('g', { role: 'row' }, svg);
      m.columns.forEach((j, c) => {
        const at = { x: LEFT + c * g.wide, y: TOP + r * g.tall };
        el(
          'rect',
          {
            class: 'cell',
            role: 'gridcell',
            tabindex: -1,
            'data-map': which,
            'data-r': r,
            'data-c': c,
            ...at,
            width: g.wide,
            height: g.tall,
          },
          row,
        );
        el('rect', { class: 'ink' }, row);
        if (g.words)
          el(
            'text',
            { class: 'power', x: at.x + g.wide / 2, y: at.y + g.tall / 2 + 4 },
            row,
          );
      });
    });
    el('rect', { class: 'worst', width: g.wide, height: g.tall }, svg);
    el('rect', { class: 'look', width: g.wide, height: g.tall }, svg);
  });
}

function describe(d, m, r, c) {
  const name = entry(m, m.rows[r], m.columns[c]),
    word = m.words[m.matrix === 'L' ? c : r];
  return (
    `∂J/∂${name}${word === undefined ? '' : ` (“${word}”)`}: engine ${digits(m.engine[r][c])}, complex step ${digits(m.complex[r][c])}, ` +
    `central difference ${digits(m.central[r][c])} at step ${digits(d.step)}. Disagreement ${short(m.errors[r][c])}.`
  );
}

function paint(box, d, g) {
  [...box.children].forEach((svg, which) => {
    const m = d.maps[which],
      cells = [...svg.querySelectorAll('.cell')];
    svg.setAttribute(
      'aria-label',
      `${m.title}: engine against ${d.route}, ${m.size} entries. Arrow keys walk.`,
    );
    svg.querySelector('.worst').style.display =
      d.worst?.matrix === m.matrix ? '' : 'none';
    for (const cell of cells) {
      const r = Number(cell.dataset.r),
        c = Number(cell.dataset.c),
        error = m.errors[r][c],
        strength = level(d, error);
      const at = { matrix: m.matrix, i: m.rows[r], j: m.columns[c] },
        x = LEFT + c * g.wide,
        y = TOP + r * g.tall;
      tell(cell, at, error);
      for (const key of ['engine', 'complex', 'central'])
        cell.setAttribute('data-' + key, String(m[key][r][c]));
      cell.setAttribute('aria-label', describe(d, m, r, c));
      const ink = cell.nextSibling;
      shade(g, ink, x, y, strength);
      if (g.words) power(ink.nextSibling, error);
      const worst =
        d.worst && ['matrix', 'i', 'j'].every(key => d.worst[key] === at[key]);
      cell.classList.toggle('is-worst', Boolean(worst));
      if (worst) place(svg.querySelector('.worst'), cell);
    }
    if (!cells.some(o => o.tabIndex === 0))
      (cells.find(o => o.matches('.is-worst')) ?? cells[0]).tabIndex = 0;
  });
}
function place(box, cell) {
  for (const key of ['x', 'y']) box.setAttribute(key, cell.getAttribute(key));
}

function legend(svg, d, g) {
  svg.replaceChildren();
  let x = 0;
  for (const e of [null, ...d.swatches]) {
    const m = e === null ? 0 : level(d, 10 ** e),
      size = { ...g, wide: 18, tall: 18 };
    el('rect', { class: 'edge', x, y: 4, width: 18, height: 18 }, svg);
    shade(size, el('rect', { class: 'ink' }, svg), x, 4, m);
    const label = el(
      'text',
      { x: x + 23, y: 18 },
      svg,
      e === null ? 'equal' : digits(`1e${e}`),
    );
    x += label.getComputedTextLength() + 38;
  }
  svg.setAttribute('width', x);
}

export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const outer = frame(root, 'heatmaps');
  outer.classList.toggle('present', Boolean(d.present));
  const box = line(outer, 'maps'),
    said = line(outer, 'said'),
    key = line(outer, 'key');
  const g = layout(d),
    shape = JSON.stringify(d.maps.map(m => [m.matrix, m.size, m.rows, m.columns]));
  if (box.shape !== shape) {
    box.shape = shape;
    build(box, d, g);
  }
  paint(box, d, g);
  const over = d.swatches.length ? ', shades span what is here' : '';
  write(line(key, 'against'), `engine against ${d.route}${over}:`);
  const swatches =
    key.querySelector('svg') ?? el('svg', { height: 26, 'aria-hidden': true }, key);
  legend(swatches, d, g);
  const cellOf = e => e.target.closest?.('.cell');
  const look = (o, on) => {
    const ring = o.closest('svg').querySelector('.look');
    ring.classList.toggle('on', on);
    if (on) place(ring, o);
  };
  const dim = () =>
    box.querySelectorAll('.look').forEach(o => o.classList.remove('on'));
  const show = o => {
    dim();
    look(o, true);
    said.textContent = o.getAttribute('aria-label');
  };
  const rest = () => {
    dim();
    const held = box.getRootNode().activeElement;
    if (held?.matches?.('.cell:focus-visible')) show(held);
    else said.textContent = d.rest;
  };
  const stop = o => {
    o.closest('svg')
      .querySelectorAll('.cell[tabindex="0"]')
      .forEach(c => {
        c.tabIndex = -1;
      });
    o.tabIndex = 0;
  };
  box.onmouseover = e => {
    const o = cellOf(e);
    o ? show(o) : rest();
  };
  box.onmouseleave = rest;
  box.onclick = e => {
    const o = cellOf(e);
    if (o) {
      stop(o);
      show(o);
    }
  };
  onFocus(
    box,
    e => {
      const o = cellOf(e);
      if (o) show(o);
    },
    rest,
  );
  box.onkeydown = e => {
    const o = cellOf(e),
      move = {
        ArrowRight: [0, 1],
        ArrowLeft: [0, -1],
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
      }[e.key];
    if (!o || !move) return;
    e.preventDefault();
    e.stopPropagation();
    const r = Number(o.dataset.r) + move[0],
      c = Number(o.dataset.c) + move[1];
    const to = o.closest('svg').querySelector(`.cell[data-r="${r}"][data-c="${c}"]`);
    if (to) {
      stop(to);
      to.focus();
      show(to);
    }
  };
  rest();
}
