const clamp = (v, low, high) => Math.min(high, Math.max(low, v));

// `wide`: the room there is; what does not fit into it scrolls.
function layout(d, wide) {
  const edge = d.matrix === 'U' ? 130 : 80;
  const pitch = clamp((wide + 20 - edge) / (d.T + 0.55), 66, 210);
  const width = Math.max(wide, d.T * pitch + edge);
  const left = d.T * pitch + edge < wide ? (wide - d.T * pitch) / 2 : 36;
  const rows = d.predictions[0].length;
  const top = 24 + rows * 16 + (d.matrix === 'U' ? 58 : 36);
  const most = Math.max(...d.units.map(u => u.length));
  const gap = d.folded ? Math.min(30, 210 / most) : clamp(250 / d.D, 26, 44);
  const r = d.folded ? 5 : clamp(gap * 0.36, 7, 15);
  const tall = d.folded ? 210 : (d.D - 1) * gap;
  const slots = d.units.map(
    us =>
      new Map(
        us.map(([u], n) => [
          u,
          top + r + (d.folded ? ((n + 0.5) * 210) / us.length : (u - 1) * gap),
        ]),
      ),
  );
  const x = s => left + s * pitch;
  const panel = Math.min(124, pitch - 14);
  return {
    pitch,
    width,
    rows,
    top,
    r,
    tall,
    slots,
    x,
    panel,
    low: top + 2 * r + tall,
    height: top + 2 * r + tall + 66,
  };
}

function route(d, g, [k, i, j]) {
  const x = g.x(k + 1);
  if (d.matrix === 'H')
    return `M${g.x(k) + g.r} ${g.slots[k].get(j)}L${x - g.r} ${g.slots[k + 1].get(i)}`;
  if (d.matrix === 'L') {
    const y = g.slots[k + 1].get(i),
      low = g.low + 28,
      bow = x - Math.min(74, g.pitch * 0.45);
    return `M${x} ${low}C${bow} ${low - 4} ${bow} ${y} ${x - g.r} ${y}`;
  }
  const row = d.predictions[k].findIndex(p => p.v === i);
  const y = 32 + row * 16,
    right = x + g.panel / 2,
    from = g.slots[k + 1].get(j);
  const out = right + 12 + (30 * (from - g.top)) / (g.tall + 1);
  return `M${x + g.r} ${from}C${out} ${from} ${out} ${y + (from - y) * 0.35} ${right + 2} ${y}`;
}

function middle(d, g, edge) {
  const probe = el('path', { d: route(d, g, edge) });
  const p = probe.getPointAtLength(
    probe.getTotalLength() * (d.matrix === 'H' ? 0.5 : 0.6),
  );
  return [p.x - (d.matrix === 'L' ? 16 : 0), p.y];
}

function raised(parent, letter, s, x, y, brief) {
  const node = el(
    'text',
    { class: 'mid faint', x, y },
    parent,
    brief ? letter + s : letter,
  );
  if (!brief) el('tspan', { dy: -5, 'font-size': 9 }, node, `(${s})`);
}

function build(svg, d, g) {
  svg.replaceChildren();
  const layer = name => el('g', { class: name }, svg);
  const back = layer('back'),
    wires = layer('wires');
  layer('halos');
  const edges = layer('edges');
  layer('ways');
  const nodes = layer('nodes');
  el('rect', { class: 'path', rx: 8 }, back);
  for (let s = 0; s <= d.T; s++) {
    const x = g.x(s);
    el(
      'rect',
      {
        class: 'layer',
        'data-s': s,
        x: x - g.r - 6,
        y: g.top - 6,
        width: 2 * g.r + 12,
        height: 2 * g.r + g.tall + 12,
        rx: g.r + 6,
      },
      back,
    );
    for (const [u, y] of g.slots[s]) {
      el(
        'circle',
        { class: 'unit', cx: x, cy: y, r: g.r, 'data-s': s, 'data-unit': u },
        nodes,
      );
      if (g.r >= 12)
        el(
          'text',
          { class: 'mid value', x, y: y + 4, 'data-s': s, 'data-unit': u },
          nodes,
        ).style.fontSize = '10px';
    }
    raised(nodes, 'h', s, s ? x + g.r + 14 : x, g.low + 20, d.brief);
    if (!s) continue;
    if (d.matrix !== 'L')
      el('path', { class: 'wire', d: `M${x} ${g.low + 28}V${g.low + 8}` }, wires);
    if (d.matrix !== 'U')
      el('path', { class: 'wire', d: `M${x} ${g.top - 8}V${28 + g.rows * 16}` }, wires);
    el('text', { class: 'mid word', x, y: g.low + 42 }, nodes);
    if (!d.brief) raised(nodes, 'x', s, x, g.low + 60);
    el(
      'text',
      { class: 'loss', role: 'button', tabindex: 0, x, y: 14, 'data-loss': s },
      nodes,
    );
    for (let n = 0; n < g.rows; n++) {
      const at = { x: x - g.panel / 2, y: 25 + n * 16 };
      el('rect', { class: 'bar', ...at, height: 14 }, nodes);
      el('text', { class: 'guess', x: at.x + 3, y: at.y + 11, 'data-row': n }, nodes);
      el('text', { class: 'end share', x: at.x + g.panel - 1, y: at.y + 11 }, nodes);
    }
  }
  for (const edge of d.edges) {
    const path = route(d, g, edge),
      [k, i, j] = edge;
    el('path', { class: 'edge', d: path }, edges);
    el(
      'path',
      {
        class: 'hit',
        d: path,
        role: 'button',
        tabindex: -1,
        'data-k': k,
        'data-i': i,
        'data-j': j,
      },
      edges,
    );
  }
  layer('chips');
}

function paint(svg, d, g) {
  const texts = name => svg.querySelectorAll(name);
  for (const node of texts('.unit, .value')) {
    const [, v] = d.units[node.dataset.s].find(
      ([u]) => u === Number(node.dataset.unit),
    );
    if (node.matches('.value')) write(node, v.toFixed(2));
    else set(node, 'data-value', v);
  }
  texts('.word').forEach((node, n) => clip(node, d.words[n], g.pitch - 8));
  const bars = texts('.bar'),
    guesses = texts('.guess'),
    shares = texts('.share');
  d.predictions.flat().forEach((p, n) => {
    set(bars[n], 'width', Math.max(0.5, p.p * g.panel));
    guesses[n].classList.toggle('target', p.target);
    shares[n].classList.toggle('target', p.target);
    clip(
      guesses[n],
      (p.target ? '▸ ' : '') + p.word,
      g.panel - (g.panel < 70 ? 4 : 38),
    );
    write(
      shares[n],
      g.panel < 70 ? '' : (100 * p.p).toFixed(p.p < 0.0995 ? 1 : 0) + ' %',
    );
    set(shares[n], 'data-value', p.p);
  });
  texts('.loss').forEach((node, n) => {
    node.textContent = g.pitch < 90 ? `J${n + 1} ${short(d.loss[n])}` : 'J';
    if (g.pitch >= 90) {
      el('tspan', { dy: -4, 'font-size': 9 }, node, `(${n + 1})`);
      el('tspan', { dy: 4 }, node, ` = ${short(d.loss[n])}`);
    }
    node.classList.toggle('chosen', n + 1 === d.t);
    set(node, 'aria-label', `loss J(${n + 1}): ${plain(d.loss[n])}`);
    set(node, 'aria-pressed', n + 1 === d.t);
    set(node, 'data-t', n + 1);
    set(node, 'data-value', d.loss[n]);
  });
  const most = d.largest || 1,
    lines = texts('.edge'),
    hits = texts('.hit');
  const drawn = JSON.stringify([d.edges, d.t, d.window, d.largest]),
    fresh = svg.drawn !== drawn;
  svg.drawn = drawn;
  d.edges.forEach(([k, i, j, v], n) => {
    set(hits[n], 'aria-pressed', i === d.i && j === d.j && k === d.k);
    if (!fresh) return;
    const m = Math.sqrt(Math.abs(v) / most);
    lines[n].style.cssText =
      `stroke:${hue(v)};stroke-width:${1 + 3.5 * m};stroke-opacity:${0.28 + 0.72 * m};${v < 0 ? 'stroke-dasharray:6 3' : ''}`;
    lines[n].classList.toggle('cut', Boolean(d.window) && d.t - k > d.window);
    const at = { matrix: d.matrix, i, j, t: d.t, k };
    tell(hits[n], at, v);
    set(hits[n], 'aria-label', nameOf(at, v));
  });
  ways(svg, d, g);
}

// The strongest paths of the picked contribution, from its instance up to the loss.
function ways(svg, d, g) {
  const layer = svg.querySelector('.ways');
  layer.replaceChildren();
  svg.classList.toggle('showing', Boolean(d.paths));
  (d.paths ?? []).forEach((way, n) => {
    const from =
      d.matrix === 'H'
        ? `M${g.x(d.k)} ${g.slots[d.k].get(d.j)}L`
        : d.matrix === 'L'
          ? `M${g.x(d.k + 1)} ${g.low + 28}L`
          : 'M';
    const points = way.units.map(
      (u, m) => `${g.x(d.k + 1 + m)} ${g.slots[d.k + 1 + m].get(u)}`,
    );
    const up = `L${g.x(d.t)} ${g.top - 14}`;
    el(
      'path',
      {
        class: 'way',
        d: from + points.join('L') + up,
        'data-n': n,
        'data-value': String(way.value),
        style: `stroke:${hue(way.value)};stroke-width:${1.5 + 9 * way.share};${way.value < 0 ? 'stroke-dasharray:7 4' : ''}`,
      },
      layer,
    );
  });
}

function reach(svg, g, k, t) {
  const x0 = g.x(k + 1) - g.r - 14,
    x1 = g.x(t) + Math.max(g.r + 14, g.panel / 2 + 4);
  const box = svg.querySelector('.path');
  for (const [key, v] of Object.entries({
    x: x0,
    y: g.top - 14,
    width: Math.max(0, x1 - x0),
    height: g.tall + 2 * g.r + 28,
  }))
    set(box, key, v);
}

// Text in the picture is measured on a canvas: asking the SVG would lay it all out anew.
const pen = document.createElement('canvas').getContext('2d');

function clip(node, text, room) {
  if (node.whole === text && node.room === room) return;
  Object.assign(node, { whole: text, room });
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(node);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const letters = [...text];
  while (
    letters.length > 1 &&
    pen.measureText(letters.join('') + (letters.length < [...text].length ? '…' : ''))
      .width > room
  )
    letters.pop();
  node.textContent = letters.join('') + (letters.length < [...text].length ? '…' : '');
}

// Which edges are lit, with their numbers unless these belong to another loss.
function light(svg, d, g, lit, k, numbers) {
  const halos = svg.querySelector('.halos'),
    chips = svg.querySelector('.chips');
  halos.replaceChildren();
  chips.replaceChildren();
  const lines = svg.querySelectorAll('.edge');
  const same = d.edges.filter((e, n) => lines[n].classList.toggle('same', lit(e)));
  for (const e of same) {
    const mark = e[0] === k ? ' chosen' : '';
    el('path', { class: 'halo' + mark, d: route(d, g, e) }, halos);
    if (!numbers) continue;
    const [x, y] = middle(d, g, e),
      label = short(e[3]),
      wide = label.length * 6.3 + 10;
    const chip = el(
      'g',
      { class: 'chip' + mark, 'data-k': e[0], 'data-value': String(e[3]) },
      chips,
    );
    el('rect', { x: x - wide / 2, y: y - 9, width: wide, height: 18, rx: 9 }, chip);
    el('text', { x, y: y + 4 }, chip, label);
  }
  return same;
}

// What is spoken of is lit, all else is dim; with nothing spoken of, the picked weight.
function glow(svg, d, g, about) {
  const a = about ?? { i: d.i, j: d.j, at: d.k };
  const i = a.i ?? d.i,
    j = a.j ?? d.j,
    cut = e => a.t && e[0] >= a.t[1];
  const named = a.i !== undefined || a.k || a.t;
  const same = light(
    svg,
    d,
    g,
    e => named && e[1] === i && e[2] === j && within(a.k, e[0]) && !cut(e),
    a.at ?? a.k?.[0],
    !d.paths && (!a.t || within(a.t, d.t)),
  );
  reach(svg, g, a.at ?? a.k?.[0] ?? (a.t ? 0 : d.k), a.t && !a.own ? a.t[1] : d.t);
  svg.classList.toggle('dim', Boolean(about));
  const lit = new Set(
    same.flatMap(e =>
      d.matrix === 'H'
        ? [`${e[0]} ${j}`, `${e[0] + 1} ${i}`]
        : [`${e[0] + 1} ${d.matrix === 'U' ? j : i}`],
    ),
  );
  const way = a.way === undefined ? null : d.paths?.[a.way];
  way?.units.forEach((u, m) => lit.add(`${d.k + 1 + m} ${u}`));
  for (const node of svg.querySelectorAll('.unit, .value, .layer, .loss, .way')) {
    const { s, unit, loss, n } = node.dataset;
    const on =
      loss !== undefined
        ? a.t
          ? within(a.t, Number(loss))
          : Number(loss) === d.t && (a.own || way)
        : n !== undefined
          ? a.way === undefined || Number(n) === a.way
          : a.s !== undefined
            ? Number(s) === a.s
            : unit !== undefined && lit.has(`${s} ${unit}`);
    node.classList.toggle('lit', Boolean(about && on));
  }
  return same;
}

const NARROWEST = 560,
  WIDEST = 1000;
const room = scroll =>
  document.unrolledStage?.latest.present
    ? WIDEST
    : clamp(20 * Math.floor(scroll.clientWidth / 20), NARROWEST, WIDEST);

export default function draw({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'network'),
    scroll = line(box, 'scroll');
  box.again = () => draw({ parentElement: root, data: { json }, setTriggerValue });
  box.sight ??= new ResizeObserver(() => {
    if (room(scroll) !== box.wide) box.again();
  });
  box.sight.observe(scroll);
  box.wide = room(scroll);
  const legend = line(box, 'legend'),
    said = line(box, 'said');
  let svg = scroll.querySelector('svg');
  if (!svg) svg = el('svg', { role: 'group' }, scroll);
  const g = layout(d, box.wide);
  const shape = JSON.stringify([
    box.wide,
    d.T,
    d.D,
    d.matrix,
    d.folded,
    g.rows,
    d.edges.map(e => e.slice(0, 3)),
    d.units.map(u => u.map(x => x[0])),
  ]);
  const held = root.activeElement ?? root.getRootNode().activeElement;
  const focused = svg.contains(held)
    ? [held.dataset.loss, held.dataset.k, held.dataset.i, held.dataset.j]
    : null;
  if (svg.shape !== shape) {
    svg.shape = shape;
    svg.setAttribute('viewBox', `0 0 ${g.width} ${g.height}`);
    svg.style.width = g.width > box.wide ? g.width + 'px' : '100%';
    svg.style.minWidth = Math.min(880, box.wide) + 'px';
    svg.drawn = null;
    build(svg, d, g);
  }
  svg.setAttribute('aria-label', d.label);
  paint(svg, d, g);
  legend.textContent = '';
  for (const [sign, words] of [
    [1, 'positive'],
    [-1, 'negative'],
  ]) {
    const item = document.createElement('span');
    const key = el('svg', { width: 30, height: 10, 'aria-hidden': true }, item);
    el(
      'path',
      {
        d: 'M1 5H29',
        style: `stroke:${hue(sign)};stroke-width:3;${sign < 0 ? 'stroke-dasharray:6 3' : ''}`,
      },
      key,
    );
    item.append(words);
    legend.append(item);
  }
  const widths = document.createElement('span');
  widths.textContent = `the wider, the larger; the widest is ${short(d.largest)}   ·   ▸ the word that came next`;
  legend.append(widths);
  const hits = [...svg.querySelectorAll('.hit')];
  const find = (k, i, j) =>
    hits.find(h => h.dataset.k == k && h.dataset.i == i && h.dataset.j == j);
  const home =
    find(d.k, d.i, d.j) ??
    hits.find(h => h.dataset.i == d.i && h.dataset.j == d.j) ??
    hits[0];
  hits.forEach(h => {
    h.tabIndex = h === home ? 0 : -1;
  });
  const numbers = h => [h.dataset.k, h.dataset.i, h.dataset.j].map(Number);
  const rest = () => {
    glow(svg, d, g, null);
    said.textContent = d.rest;
  };
  const quiet = () => {
    rest();
    speak(null);
  };
  const show = h => {
    const [k, i, j] = numbers(h),
      mine = i === d.i && j === d.j;
    speak(mine ? { t: [d.t, d.t], k: [k, k] } : { other: true });
    const same = glow(svg, d, g, { i, j, at: k, own: true });
    said.textContent = `${d.matrix} ${i},${j} has ${same.length} instance${same.length > 1 ? 's' : ''} here. ${nameOf({ ...d, i, j, k }, Number(h.dataset.value)).replace(/: .*/, ': ')}${h.dataset.value.replace('-', '−')}`;
  };
  const point = node => {
    const { loss, s, n } = node.dataset;
    if (node.dataset.unit)
      said.textContent = `Unit ${node.dataset.unit} of h(${s}) is ${String(d.units[s].find(([u]) => u === Number(node.dataset.unit))[1]).replace('-', '−')}.`;
    const about = loss
      ? { t: [Number(loss), Number(loss)] }
      : s
        ? { s: Number(s) }
        : { way: Number(n) };
    speak(about);
    glow(svg, d, g, about);
  };
  const send = h => {
    oneStep();
    const [k, i, j] = numbers(h);
    setTriggerValue('pick', { matrix: d.matrix, i, j, k });
  };
  const loss = node => {
    oneStep();
    setTriggerValue('pick', { t: Number(node.dataset.loss) });
  };
  svg.onmouseover = e => {
    const h = e.target.closest('.hit'),
      o = e.target.closest('.loss, .unit, .value, .layer, .way');
    h ? show(h) : o ? point(o) : quiet();
  };
  svg.onmouseleave = quiet;
  onFocus(
    svg,
    e => {
      if (e.target.matches('.hit:focus-visible')) show(e.target);
      else if (e.target.matches('.loss:focus-visible')) point(e.target);
    },
    quiet,
  );
  hear(svg, about => glow(svg, d, g, about));
  svg.onclick = e => {
    const h = e.target.closest('.hit'),
      l = e.target.closest('.loss');
    if (h) {
      show(h);
      svg.tapped = svg.touched && numbers(h);
      send(h);
    } else if (l) loss(l);
  };
  byFinger(svg);
  svg.onkeydown = e => {
    const h = e.target.closest('.hit'),
      l = e.target.closest('.loss');
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      e.stopPropagation();
      h ? send(h) : l && loss(l);
      return;
    }
    const move = {
      ArrowRight: [1, 0, 0],
      ArrowLeft: [-1, 0, 0],
      ArrowDown: [0, 1, 0],
      ArrowUp: [0, -1, 0],
      PageDown: [0, 0, 1],
      PageUp: [0, 0, -1],
    }[e.key];
    if (!move) return;
    e.preventDefault();
    e.stopPropagation();
    if (l) {
      const to = svg.querySelector(
        `.loss[data-loss="${Number(l.dataset.loss) + move[0]}"]`,
      );
      to?.focus();
      return;
    }
    if (!h) return;
    const axis = move.findIndex(Boolean),
      at = numbers(h);
    const ahead = hits.filter(o => {
      const n = numbers(o);
      return (
        (n[axis] - at[axis]) * move[axis] > 0 &&
        (d.folded ||
          n.every(
            (v, a) =>
              a === axis || v === at[a] || (d.matrix === 'L' && axis === 0 && a === 2),
          ))
      );
    });
    const far = o =>
      numbers(o).reduce(
        (sum, v, a) => sum + Math.abs(v - at[a]) * (a === axis ? 1000 : 1),
        0,
      );
    const to = ahead.sort((a, b) => far(a) - far(b))[0];
    if (to) {
      h.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
      show(to);
      to.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    }
  };
  rest();
  again(said, svg.tapped && find(...svg.tapped), show, quiet);
  if (focused)
    (focused[0]
      ? svg.querySelector(`.loss[data-loss="${focused[0]}"]`)
      : (find(...focused.slice(1)) ?? home)
    )?.focus({ preventScroll: true });
  else if (svg.at !== d.t)
    scroll.scrollLeft =
      (g.x(d.t) * svg.clientWidth) / g.width - scroll.clientWidth * 0.6;
  svg.at = d.t;
  const edges = () => {
    const hidden = scroll.scrollWidth - scroll.clientWidth;
    scroll.classList.toggle('before', scroll.scrollLeft > 4);
    scroll.classList.toggle('after', scroll.scrollLeft < hidden - 4);
  };
  scroll.onscroll = edges;
  edges();
}
