function layout(d) {
  const n = d.rows.length,
    sums = n <= 30 ? 78 : 20,
    left = 42,
    top = 40;
  const side = n <= 4 ? 68 : n <= 6 ? 58 : n <= 9 ? 48 : (n <= 30 ? 350 : 410) / n;
  const tall = n <= 9 ? Math.min(34, side * 0.62) : side;
  return {
    n,
    side,
    tall,
    sums,
    left,
    top,
    words: side >= 46,
    small: n > 30,
    width: left + n * side + 10 + sums,
    height: top + n * tall + 10 + Math.max(tall, 18) + 4,
  };
}
const x = (g, c) => g.left + c * g.side + (c >= g.n ? 10 : 0);
const y = (g, r) => g.top + r * g.tall + (r >= g.n ? 10 : 0);

function span(range) {
  return range[0] === range[1] ? `${range[0]}` : `${range[0]}–${range[1]}`;
}

function heading(svg, d, g) {
  const every = Math.ceil(g.n / (g.small ? 10 : g.n > 14 ? 12 : 14));
  el(
    'text',
    { class: 'faint', x: 2, y: 14 },
    svg,
    d.matrix === 'U' ? 'loss t ↓   used at k →' : 'loss t ↓   instance k →',
  );
  for (let n = 0; n < g.n; n++) {
    if (n % every && n !== g.n - 1) continue;
    el(
      'text',
      { class: 'axis', x: x(g, n) + g.side / 2, y: g.top - 6 },
      svg,
      d.columns[n][0],
    );
    el(
      'text',
      { class: 'axis', x: 26, y: y(g, n) + g.tall / 2 + 4 },
      svg,
      d.rows[n][0],
    );
  }
  el(
    'text',
    { class: 'axis', x: x(g, g.n) + g.sums / 2, y: g.top - 6 },
    svg,
    g.small ? 'Σ' : 'sum over k',
  );
  el(
    'text',
    { class: 'axis', x: 24, y: y(g, g.n) + Math.max(g.tall, 18) / 2 + 4 },
    svg,
    d.over,
  );
  el(
    'path',
    {
      class: 'rule',
      d: `M${g.left} ${y(g, g.n) - 5}H${g.width}M${x(g, g.n) - 5} ${g.top - 16}V${g.height}`,
    },
    svg,
  );
}

function box(parent, g, c, r, name, role) {
  const cell = el('g', { class: name, role }, parent);
  const wide = c >= g.n ? g.sums : g.side,
    tall = r >= g.n ? Math.max(g.tall, 18) : g.tall;
  return { cell, wide, tall, x: x(g, c), y: y(g, r) };
}

function build(svg, d, g) {
  svg.replaceChildren();
  heading(svg, d, g);
  for (let r = 0; r <= g.n; r++) {
    const row = el('g', { role: 'row' }, svg);
    for (let c = 0; c <= g.n; c++) {
      const margin = r === g.n || c === g.n;
      const live = margin || d.columns[c][0] < d.rows[r][1];
      if (!live && g.small) continue;
      if (g.small && !margin) {
        el(
          'rect',
          {
            class: 'cell ink',
            role: 'gridcell',
            tabindex: -1,
            'data-r': r,
            'data-c': c,
          },
          row,
        );
        continue;
      }
      const b = box(
        row,
        g,
        c,
        r,
        margin ? 'sum' + (r === c ? ' total' : '') : 'cell',
        'gridcell',
      );
      b.cell.dataset.r = r;
      b.cell.dataset.c = c;
      if (margin) {
        if (g.small ? r !== c : !g.words && r === g.n && c < g.n)
          el('rect', { class: 'ink' }, b.cell);
        else if (!g.small)
          el('text', { x: b.x + b.wide / 2, y: b.y + b.tall / 2 + 4 }, b.cell);
      } else if (!live) {
        el(
          'circle',
          { class: 'dead', cx: b.x + b.wide / 2, cy: b.y + b.tall / 2, r: 1.5 },
          b.cell,
        );
      } else {
        b.cell.setAttribute('tabindex', -1);
        if (!g.words)
          el(
            'rect',
            { class: 'ground', x: b.x, y: b.y, width: b.wide, height: b.tall },
            b.cell,
          );
        el(
          'rect',
          {
            class: 'ink',
            x: b.x + 1,
            y: b.y + 1,
            width: b.wide - 2,
            height: b.tall - 2,
          },
          b.cell,
        );
        if (g.words)
          el('text', { x: b.x + b.wide / 2, y: b.y + b.tall / 2 + 4 }, b.cell);
        el(
          'rect',
          {
            class: 'edgebox',
            x: b.x + 1,
            y: b.y + 1,
            width: b.wide - 2,
            height: b.tall - 2,
          },
          b.cell,
        );
      }
    }
  }
  if (d.cut) band(svg, d, g);
  if (g.small)
    for (const name of ['look', 'chosen'])
      el('rect', { class: 'edgebox' }, el('g', { class: name }, svg));
}

// The edge of what truncation keeps: a staircase along the diagonal.
function band(svg, d, g) {
  let path = '';
  for (let r = 0; r < g.n; r++) {
    const first = d.cut[r].findIndex(c => c !== 1),
      from = Math.max(0, first);
    path += `${r ? 'L' : 'M'}${x(g, from)} ${y(g, r)}V${y(g, r) + g.tall}`;
  }
  el('path', { class: 'band', d: path }, svg);
}

function value(d, r, c) {
  const n = d.rows.length;
  if (r < n && c < n) return d.cells[r][c];
  return r < n ? d.row_sums[r] : c < n ? d.column_sums[c] : d.total;
}

function paint(svg, d, g) {
  const inside = (range, v) => range[0] <= v && v <= range[1];
  for (const cell of svg.querySelectorAll('[data-r]')) {
    const r = Number(cell.dataset.r),
      c = Number(cell.dataset.c),
      v = value(d, r, c);
    const margin = r === g.n || c === g.n,
      live = margin || cell.hasAttribute('tabindex');
    const at = {
      matrix: d.matrix,
      i: d.i,
      j: d.j,
      t: r < g.n ? span(d.rows[r]) : undefined,
      k: c < g.n ? span(d.columns[c]) : undefined,
    };
    tell(cell, { t: at.t, k: at.k }, v);
    const what =
      r === g.n && c === g.n
        ? `dJ/d${d.matrix} ${d.i},${d.j}, all losses and instances`
        : r === g.n
          ? `all losses, dJ/d${d.matrix} ${d.i},${d.j} at instance ${at.k}`
          : c === g.n
            ? `dJ(${at.t})/d${d.matrix} ${d.i},${d.j}, all instances`
            : '';
    set(
      cell,
      'aria-label',
      what
        ? `${what}: ${plain(v)}`
        : nameOf(at, v) + (live ? '' : ', too late for this loss'),
    );
    const chosen =
      r < g.n && inside(d.rows[r], d.t) && (c < g.n ? inside(d.columns[c], d.k) : true);
    cell.classList.toggle('chosen', chosen);
    const cut = !margin && d.cut?.[r][c];
    cell.classList.toggle('cut', cut === 1);
    if (cut)
      set(
        cell,
        'aria-label',
        cell.getAttribute('aria-label') +
          (cut === 1 ? ', discarded' : ', partly discarded'),
      );
    if (!margin) set(cell, 'aria-selected', chosen);
    const label = cell.querySelector('text');
    if (label) write(label, short(v));
    const ink = cell.matches('.ink') ? cell : cell.querySelector('.ink');
    if (!ink) continue;
    const m = Math.abs(v) / ((margin ? d.largest_sum : d.largest) || 1),
      b = { x: x(g, c), y: y(g, r) };
    ink.style.fill = hue(v);
    if (g.words && !margin) ink.style.fillOpacity = 0.06 + 0.5 * m;
    else {
      const tall = r >= g.n ? Math.max(g.tall, 18) : g.tall,
        wide = c >= g.n ? g.sums : g.side;
      const size = Math.max(1, (Math.min(wide, tall) - 1.5) * Math.sqrt(m));
      for (const [key, to] of Object.entries({
        x: b.x + (wide - size) / 2,
        y: b.y + (tall - size) / 2,
        width: size,
        height: size,
        rx: v < 0 ? size / 2 : 0,
        'stroke-width': Math.max(0, Math.min(wide, tall) - size),
      }))
        set(ink, key, to);
    }
    if (chosen && !margin) ring(svg, g, 'chosen', r, c);
  }
}

function ring(svg, g, name, r, c) {
  const box = svg.querySelector(`.${name} > .edgebox`);
  if (g.small)
    for (const [key, to] of Object.entries({
      x: x(g, c),
      y: y(g, r),
      width: g.side,
      height: g.tall,
    }))
      set(box, key, to);
}

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const frameBox = frame(root, 'triangle'),
    said = line(frameBox, 'said');
  let svg = frameBox.querySelector('svg');
  if (!svg) {
    svg = el('svg', { role: 'grid' });
    frameBox.prepend(svg);
  }
  const g = layout(d),
    shape = JSON.stringify([d.rows, d.columns, d.matrix, d.over, d.window]);
  const held = root.activeElement ?? root.getRootNode().activeElement;
  const focused = svg.contains(held) ? [held.dataset.r, held.dataset.c] : null;
  if (svg.shape !== shape) {
    svg.shape = shape;
    svg.setAttribute('viewBox', `0 0 ${g.width} ${g.height}`);
    svg.style.width = '100%';
    svg.style.maxWidth = g.width * 1.15 + 'px';
    build(svg, d, g);
  }
  svg.setAttribute('aria-label', d.label);
  paint(svg, d, g);
  const cells = [...svg.querySelectorAll('.cell[tabindex]')];
  const find = (r, c) => cells.find(o => o.dataset.r == r && o.dataset.c == c);
  const home = cells.find(o => o.classList.contains('chosen')) ?? cells[0];
  cells.forEach(o => {
    o.tabIndex = o === home ? 0 : -1;
  });
  const glow = a => {
    svg.classList.toggle('dim', Boolean(a));
    if (!a) return;
    for (const o of svg.querySelectorAll('[data-r]')) {
      const t = d.rows[o.dataset.r],
        k = d.columns[o.dataset.c],
        one = a.t || a.k;
      const on =
        a.s !== undefined
          ? t && k && k[0] < a.s && a.s <= t[1]
          : one && (t ? overlap(a.t, t) : !a.t) && (k ? overlap(a.k, k) : !a.k);
      o.classList.toggle('lit', Boolean(on));
    }
  };
  const rest = () => {
    said.textContent = d.rest;
    glow(null);
  };
  const quiet = () => {
    rest();
    speak(null);
  };
  const show = o => {
    if (o.matches('.cell'))
      ring(svg, g, 'look', Number(o.dataset.r), Number(o.dataset.c));
    const name = o
      .getAttribute('aria-label')
      .replace(/(, too late.*|, (partly )?discarded)$/, '');
    said.textContent =
      name.slice(0, name.lastIndexOf(': ') + 2) +
      o.dataset.value.replace('-', '−') +
      (o.matches('.cut') ? ', discarded' : '');
    const about = { t: d.rows[o.dataset.r], k: d.columns[o.dataset.c] };
    speak(about);
    glow(about);
  };
  const send = o => {
    oneStep();
    const r = Number(o.dataset.r),
      c = Number(o.dataset.c),
      [t, k] = d.go?.[r]?.[c] ?? [d.rows[r][0], d.columns[c][0]];
    setTriggerValue('pick', { t, k });
  };
  svg.onmouseover = e => {
    const o = e.target.closest('[data-r]');
    o ? show(o) : quiet();
  };
  svg.onmouseleave = quiet;
  onFocus(
    svg,
    e => {
      if (e.target.matches('.cell:focus-visible')) show(e.target);
    },
    quiet,
  );
  hear(svg, glow);
  svg.onclick = e => {
    const o = e.target.closest('.cell[tabindex]');
    if (o) {
      show(o);
      svg.tapped = svg.touched && [o.dataset.r, o.dataset.c];
      send(o);
    }
  };
  byFinger(svg);
  svg.onkeydown = e => {
    const o = e.target.closest('.cell');
    if (!o) return;
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      e.stopPropagation();
      return send(o);
    }
    const move = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    }[e.key];
    if (!move) return;
    e.preventDefault();
    e.stopPropagation();
    const to = find(Number(o.dataset.r) + move[0], Number(o.dataset.c) + move[1]);
    if (to) {
      o.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
      show(to);
    }
  };
  rest();
  again(said, svg.tapped && find(...svg.tapped), show, quiet);
  if (focused) (find(...focused) ?? home)?.focus({ preventScroll: true });
}
