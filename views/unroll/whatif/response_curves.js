// The slider replaces the history entry: going back leaves the panel in one step.
let quiet;
const calm = after => {
  clearTimeout(quiet);
  quiet = setTimeout(() => delete history.pushState, after);
};
const noStep = () => {
  if (!Object.hasOwn(history, 'pushState'))
    history.pushState = (...entry) => {
      calm(400);
      return history.replaceState(...entry);
    };
  calm(5000);
};

function draw(box, d) {
  box.pictures.replaceChildren();
  box.aside.replaceChildren();
  for (const t of d.charts) {
    const row = d.rows.find(r => r.t === t),
      aside = t !== d.charts[0] && d.rows.length < 8;
    const part = make('figure', aside ? box.aside : box.pictures, {});
    make(
      'figcaption',
      part,
      {},
      d.kind === 'nudge'
        ? `Change of ${loss(t)}`
        : `${t ? loss(t) : `J (${d.total})`} after the step`,
    );
    chart(el('svg', { viewBox: `0 0 ${WIDE} ${TALL}`, role: 'img' }, part), d, row);
  }
  const legend = make('div', box.pictures, { class: 'legend' });
  for (const [name, text] of [
    ['curve', 'actual'],
    [
      'tangent',
      d.kind === 'nudge' ? 'predicted: straight' : 'promised: proportional to the rate',
    ],
    ['gap', 'what it misses'],
  ]) {
    const item = make('span', legend, {}),
      svg = el('svg', { width: 26, height: 12, 'aria-hidden': 'true' }, item);
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

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'response-curves');
  if (!box.built) {
    line(box, 'said');
    const sides = line(box, 'sides'),
      left = line(sides, 'charts'),
      slide = line(left, 'slide');
    box.name = make('span', slide, { 'aria-hidden': 'true' });
    box.range = make('input', slide, { type: 'range', min: 0, step: 1 });
    box.pictures = line(left, 'pictures');
    line(left, 'terms');
    const right = line(sides, 'right');
    box.table = line(right, 'table');
    box.aside = line(right, 'aside');
    box.built = true;
  }
  const said = box.querySelector('.said'),
    terms = box.querySelector('.terms');
  const held = root.getRootNode().activeElement,
    was = box.table.contains(held) ? held.dataset.t : null;
  const shown = d.stops[d.at],
    kept = d.stops.indexOf(box.value);
  const ahead =
    kept >= 0 &&
    (box.pressed ||
      (held === box.range && box.sent !== undefined && box.sent !== shown));
  if (!ahead) {
    box.sent = undefined;
    box.value = shown;
  }
  let at = ahead ? kept : d.at;
  const shape = JSON.stringify({ ...d, at: 0 });
  if (box.shape !== shape) {
    box.shape = shape;
    draw(box, d);
  }
  const svgs = [...box.querySelectorAll('figure svg')],
    key = box.querySelector('.key');

  const paint = () => {
    const e = d.stops[at],
      row = d.rows.find(r => r.t === (d.kind === 'step' ? 0 : d.t)),
      chosen = d.rows.find(r => r.t === d.t);
    const p = row.slope * e,
      a = row.actual[at],
      miss = missOf(p, a);
    box.range.value = at;
    box.range.setAttribute('data-value', e);
    svgs.forEach(svg => {
      place(svg, d, at);
      const r = svg.row;
      svg.setAttribute(
        'aria-label',
        `${spoken(r.t)} at ${d.label} ${plain(e)}: predicted ${plain(r.base + r.slope * e)}, actual ${r.actual[at] === null ? 'overflows' : plain(r.base + r.actual[at])}`,
      );
    });
    const top = fill(box.table, d, at);
    key.textContent = `${d.kind === 'nudge' ? 'Miss: actual less predicted. ' : ''}Bars: the change, actual thick, ${d.kind === 'nudge' ? 'predicted' : 'promised'} thin; down is left and blue, up right and orange; the longest is ${short(top)}.`;
    if (d.kind === 'nudge') {
      said.textContent =
        a === null
          ? `ε = ${short(e)}: the moved network overflows.`
          : `ε = ${short(e)}: ${loss(d.t)} is predicted to change by ${signed(p)} and changes by ${signed(a)}` +
            (miss ? `: the line misses by ${short(Math.abs(miss))}.` : '.');
      box.range.setAttribute(
        'aria-valuetext',
        `epsilon ${plain(e)}: ${spoken(d.t)} predicted ${plain(p)}, actual ${a === null ? 'overflows' : plain(a)}`,
      );
    } else {
      const [before, after, promised] = [row.base, add(row.base, a), row.base + p].map(
        say,
      );
      const vain = row.base + p < 0 ? ', which no loss can reach.' : '.';
      said.textContent =
        a === null
          ? `Rate ${short(e)}: the network after this step overflows.`
          : a > 0
            ? `Rate ${short(e)}: the step is too long. J rises from ${before} to ${after}; the gradient promised ${promised}${vain}`
            : `Rate ${short(e)}: J ${a < 0 ? 'falls' : 'stays'} from ${before} to ${after}; the gradient promised ${promised}${vain}`;
      box.range.setAttribute(
        'aria-valuetext',
        `rate ${plain(e)}: J promised ${plain(row.base + p)}, actual ${a === null ? 'overflows' : plain(row.base + a)}`,
      );
    }
    if (chosen) addUp(terms, d, at);
  };
  paint();

  const move = n => {
    at = n;
    box.value = d.stops[n];
    paint();
  };
  const send = () => {
    clearTimeout(box.timer);
    box.sent = box.value;
    box.timer = setTimeout(() => {
      noStep();
      setTriggerValue('move', box.sent);
    }, 120);
  };
  box.range.oninput = () => move(Number(box.range.value));
  box.range.onpointerdown = () => {
    box.pressed = true;
  };
  box.range.onpointerup = box.range.onpointercancel = () => {
    box.pressed = false;
  };
  box.range.onchange = () => {
    box.pressed = false;
    move(Number(box.range.value));
    send();
  };
  box.range.onkeydown = e => e.stopPropagation();

  const rows = [...box.table.querySelectorAll('tbody tr')].filter(
    o => o.dataset.t !== '0',
  );
  const home = rows.find(o => o.dataset.t == d.t) ?? rows[0];
  rows.forEach(o => {
    o.tabIndex = o === home ? 0 : -1;
    o.setAttribute('aria-selected', o.dataset.t == d.t);
  });
  const pick = o => {
    oneStep();
    setTriggerValue('pick', { t: Number(o.dataset.t) });
  };
  box.table.onclick = e => {
    const o = e.target.closest('tr[tabindex]');
    if (o) {
      o.focus();
      pick(o);
    }
  };
  box.table.onkeydown = e => {
    const o = e.target.closest('tr[tabindex]');
    if (!o) return;
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      e.stopPropagation();
      return pick(o);
    }
    const to = rows[rows.indexOf(o) + ({ ArrowDown: 1, ArrowUp: -1 }[e.key] ?? NaN)];
    if (!e.key.startsWith('Arrow')) return;
    e.preventDefault();
    e.stopPropagation();
    if (to) {
      o.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    }
  };
  if (was)
    (rows.find(o => o.dataset.t === was) ?? home)?.focus({ preventScroll: true });
}
