export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const box = frame(root, 'bars'),
    n = d.terms.length;
  const pitch = Math.min(64, 420 / (n + 1.5)),
    wide = pitch * 0.62,
    left = 58,
    tall = 150,
    top = 10;
  const low = Math.min(0, d.sum, ...d.terms),
    high = Math.max(0, d.sum, ...d.terms),
    span = high - low || 1;
  const y = v => top + (tall * (high - v)) / span,
    x = k => left + pitch * (k + 0.5);
  let svg = box.querySelector('svg');
  if (!svg) {
    svg = el('svg', { role: 'img' }, box);
    line(box, 'said');
  }
  svg.setAttribute('viewBox', `0 0 500 ${tall + 52}`);
  svg.setAttribute('aria-label', d.label);
  svg.replaceChildren();
  for (const v of new Set([low, 0, high])) {
    if (v && Math.abs(y(v) - y(0)) < 14) continue;
    el(
      'path',
      { class: v ? 'grid' : 'axis', d: `M${left - 6} ${y(v)}H${x(n + 0.5) + wide}` },
      svg,
    );
    el('text', { class: 'end faint', x: left - 10, y: y(v) + 4 }, svg, short(v));
  }
  const every = Math.max(1, Math.ceil(n / 14));
  const bar = (v, at, name) => {
    const node = el('g', { class: 'one', ...name }, svg);
    el(
      'rect',
      {
        class: 'ink',
        x: at - wide / 2,
        y: Math.min(y(0), y(v)),
        width: wide,
        height: Math.max(0.8, Math.abs(y(v) - y(0))),
        style: `fill:${hue(v)}`,
      },
      node,
    );
    el(
      'rect',
      { class: 'area', x: at - pitch / 2, y: top, width: pitch, height: tall },
      node,
    );
    node.setAttribute('data-value', String(v));
    return node;
  };
  d.terms.forEach((v, k) => {
    const node = bar(v, x(k), { 'data-k': k });
    node.classList.toggle('chosen', k === d.k);
    node.classList.toggle('cut', k < d.cut);
    if (k % every === 0 || (k === n - 1 && k % every > every / 2))
      el('text', { class: 'mid', x: x(k), y: top + tall + 16 }, svg, k);
  });
  bar(d.sum, x(n + 0.5), { 'data-sum': '' }).classList.add('sum');
  el('text', { class: 'mid', x: x(n + 0.5), y: top + tall + 16 }, svg, 'sum');
  el(
    'text',
    { class: 'mid faint', x: x((n - 1) / 2), y: top + tall + 34 },
    svg,
    'instance k',
  );
  const said = box.querySelector('.said');
  const own = [d.t, d.t];
  const glow = a => {
    svg.classList.toggle('dim', Boolean(a));
    for (const node of svg.querySelectorAll('.one')) {
      const { k } = node.dataset;
      node.classList.toggle(
        'lit',
        Boolean(
          a &&
            (a.t || a.k) &&
            overlap(a.t, own) &&
            (k === undefined ? !a.k : within(a.k, Number(k))),
        ),
      );
    }
  };
  const quiet = () => {
    said.textContent = '';
    glow(null);
    speak(null);
  };
  svg.onmouseover = e => {
    const node = e.target.closest('.one');
    if (!node) return quiet();
    const k = node.dataset.k,
      about = k === undefined ? { t: own } : { t: own, k: [Number(k), Number(k)] };
    said.textContent =
      (k === undefined ? 'sum' : `instance ${k}`) +
      ': ' +
      node.dataset.value.replace('-', '−');
    speak(about);
    glow(about);
  };
  svg.onmouseleave = quiet;
  hear(svg, glow);
}
