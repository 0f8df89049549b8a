import { around, child, focused, make, onFocus } from '../../components/dom.js';
import { onPointed, pointAt } from '../../components/highlight.js';
import { oneStep } from '../../components/history.js';
import { arrow, handled, presses } from '../../components/keys.js';
import { received } from '../../components/naming.js';
import { full, plain, short } from '../../components/numbers.js';
import { hue } from '../../components/svg.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { FootRow, Row, RowsData } from './data_types.js' */

/**
 * @param {HTMLElement} grid
 * @param {Row} row
 * @param {number} n
 */
function drawRow(grid, row, n) {
  const item = make('div', 'item', grid);
  Object.assign(item.dataset, { n, value: row.value });
  item.setAttribute('role', 'button');
  item.setAttribute('aria-label', `${row.text}: ${plain(row.value)}`);
  item.classList.toggle('one-line', Boolean(row.go));
  item.title = row.go ? `${row.text}: ${full(row.value)}` : full(row.value);
  make('span', 'text', item, row.text);
  make('span', 'number', item, short(row.value));
  const ink = make('span', 'ink', make('span', 'track', item));
  ink.style.cssText = `width:${100 * row.share}%;background:${hue(row.value)}`;
  if (row.value < 0) ink.classList.add('negative');
  make('span', 'share', item, row.note);
  return item;
}

/**
 * @param {HTMLElement} grid
 * @param {FootRow} row
 */
function drawFoot(grid, row) {
  const item = make('div', 'foot', grid);
  make('span', 'text', item, row.text);
  make('span', 'number', item, short(row.value)).title = full(row.value);
  Object.assign(item.dataset, { value: row.value, foot: row.name });
  make('span', '', item);
  make('span', '', item);
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {RowsData} */
  const data = received(json);
  const box = child(root, 'rows');
  const active = focused(box);
  const held = active && box.contains(active) ? active.dataset.n : undefined;
  box.replaceChildren();
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', data.label);
  const grid = make('div', 'grid', box);
  const items = data.rows.map((row, n) => drawRow(grid, row, n));
  for (const row of data.foot) drawFoot(grid, row);
  items.forEach((item, n) => {
    item.tabIndex = n === Number(held ?? 0) ? 0 : -1;
  });

  /** @param {number} [n] - the row that is lit; all are as they were without */
  const light = n =>
    items.forEach((item, m) => {
      item.classList.toggle('lit', n === m);
      item.classList.toggle('dim', n !== undefined && n !== m);
    });
  /** @param {HTMLElement} item */
  const show = item => {
    const n = Number(item.dataset.n);
    const { way } = data.rows[n];
    light(n);
    pointAt(way === undefined ? null : { way });
  };
  const rest = () => {
    light();
    pointAt(null);
  };
  /** @param {HTMLElement} item */
  const send = item => {
    const { go } = data.rows[Number(item.dataset.n)];
    if (!go) return;
    oneStep();
    setTriggerValue('pick', go);
  };
  box.onmouseover = event => {
    const item = around(event, '.item', HTMLElement);
    if (item) show(item);
    else rest();
  };
  box.onmouseleave = rest;
  onFocus(
    box,
    event => {
      const item = around(event, '.item', HTMLElement);
      if (item?.matches(':focus-visible')) show(item);
    },
    rest,
  );
  box.onclick = event => {
    const item = around(event, '.item', HTMLElement);
    if (item) send(item);
  };
  box.onkeydown = event => {
    const item = around(event, '.item', HTMLElement);
    if (!item) return;
    if (presses(event)) {
      handled(event);
      return send(item);
    }
    const down = arrow(event)?.[1];
    const to = down && items[Number(item.dataset.n) + down];
    if (!to) return;
    handled(event);
    for (const other of items) other.tabIndex = other === to ? 0 : -1;
    to.focus();
    show(to);
  };
  onPointed(box, pointed => {
    const way = pointed?.way;
    const n = way === undefined ? -1 : data.rows.findIndex(row => row.way === way);
    light(n < 0 ? undefined : n);
  });
  if (held !== undefined) items[Number(held)]?.focus({ preventScroll: true });
}
