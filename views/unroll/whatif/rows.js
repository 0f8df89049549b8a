const full = v => String(v).replace('-', '−');

export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  const d = JSON.parse(json);
  const box = frame(root, 'rows');
  const held = box.contains(box.getRootNode().activeElement)
    ? box.getRootNode().activeElement.dataset.n
    : undefined;
  box.replaceChildren();
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', d.label);
  const grid = make('div', 'grid', box);
  d.rows.forEach((row, n) => {
    const item = make('div', 'item', grid);
    Object.assign(item.dataset, { n, value: row.value });
    item.tabIndex = n === Number(held ?? 0) ? 0 : -1;
    item.setAttribute('role', 'button');
    item.setAttribute('aria-label', `${row.text}: ${plain(row.value)}`);
    item.title = full(row.value);
    make('span', 'text', item, row.text);
    make('span', 'number', item, short(row.value));
    const bar = make('span', 'track', item),
      ink = make('span', 'ink', bar);
    ink.style.cssText = `width:${100 * row.share}%;background:${hue(row.value)}`;
    if (row.value < 0) ink.classList.add('negative');
    make('span', 'share', item, row.note);
  });
  for (const row of d.foot) {
    const item = make('div', 'foot', grid);
    make('span', 'text', item, row.text);
    const number = make('span', 'number', item, short(row.value));
    number.title = full(row.value);
    Object.assign(item.dataset, { value: row.value, foot: row.name });
    make('span', '', item);
    make('span', '', item);
  }
  const items = [...box.querySelectorAll('.item')];
  const lit = n =>
    items.forEach((item, m) => {
      item.classList.toggle('lit', n === m);
      item.classList.toggle('dim', n !== undefined && n !== m);
    });
  const about = n =>
    d.rows[n].way !== undefined ? { way: d.rows[n].way } : (d.rows[n].glow ?? null);
  const show = item => {
    const n = Number(item.dataset.n);
    lit(n);
    speak(about(n));
  };
  const quiet = () => {
    lit();
    speak(null);
  };
  const send = item => {
    const go = d.rows[item.dataset.n].go;
    if (go) {
      oneStep();
      setTriggerValue('pick', go);
    }
  };
  box.onmouseover = e => {
    const item = e.target.closest('.item');
    item ? show(item) : quiet();
  };
  box.onmouseleave = quiet;
  onFocus(
    box,
    e => {
      if (e.target.matches('.item:focus-visible')) show(e.target);
    },
    quiet,
  );
  box.onclick = e => {
    const item = e.target.closest('.item');
    if (item) send(item);
  };
  box.onkeydown = e => {
    const item = e.target.closest('.item');
    if (!item) return;
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      e.stopPropagation();
      return send(item);
    }
    const to =
      items[Number(item.dataset.n) + ({ ArrowDown: 1, ArrowUp: -1 }[e.key] ?? NaN)];
    if (!to) return;
    e.preventDefault();
    e.stopPropagation();
    items.forEach(o => {
      o.tabIndex = o === to ? 0 : -1;
    });
    to.focus();
    show(to);
  };
  hear(box, a =>
    lit(
      a?.way !== undefined && d.rows.some(r => r.way === a.way)
        ? d.rows.findIndex(r => r.way === a.way)
        : undefined,
    ),
  );
  if (held !== undefined) items[held]?.focus({ preventScroll: true });
}
