// How long the kept gradient is beside the full one, a bar, and a dial for its angle.
export default function ({ parentElement: root, data: { json } }) {
  const d = JSON.parse(json);
  const box = frame(root, 'truncation-table');
  box.replaceChildren();
  const table = make('table', '', box),
    head = make('tr', '', make('thead', '', table));
  for (const title of ['gradient by', 'length kept', '', 'angle', ''])
    title ? (make('th', '', head, title).scope = 'col') : make('td', '', head);
  const body = make('tbody', '', table);
  for (const row of d.rows) {
    const line = make('tr', row.name === 'all together' ? 'all' : '', body);
    make('th', '', line, row.name).scope = 'row';
    const length = make('td', 'number', line, row.length),
      ratio = Number(row.ratio);
    Object.assign(length.dataset, { value: row.ratio, name: row.name });
    length.title = row.ratio;
    const track = make('span', 'track', make('td', '', line));
    make('span', 'ink', track).style.width = `${Math.min(100, 100 * (ratio || 0))}%`;
    const angle = make('td', 'number', line, row.angle),
      degrees = Number(row.degrees);
    angle.dataset.value = row.degrees;
    angle.title = row.degrees + '°';
    const dial = el(
      'svg',
      { viewBox: '-12 -12 24 14', width: 34, height: 20, 'aria-hidden': true },
      make('td', '', line),
    );
    el('path', { class: 'base', d: 'M-11 0H11M0 0H11' }, dial);
    el('path', { class: 'full', d: 'M0 0H11' }, dial);
    if (Number.isFinite(degrees))
      el(
        'path',
        {
          class: 'hand',
          d: `M0 0L${11 * Math.cos((degrees * Math.PI) / 180)} ${-11 * Math.sin((degrees * Math.PI) / 180)}`,
        },
        dial,
      );
  }
}
