import { child, make } from '../../components/dom.js';
import { received } from '../../components/naming.js';
import { keepReachable } from '../../components/scrolled.js';
import { makeSvg } from '../../components/svg.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { TruncationData, TruncationRow } from './data_types.js' */

const TITLES = ['gradient by', 'length kept', '', 'angle', ''];

/**
 * A dial that shows an angle, if it is a number.
 * @param {HTMLElement} parent
 * @param {number} degrees
 */
function drawDial(parent, degrees) {
  const box = { viewBox: '-12 -12 24 14', width: 34, height: 20, 'aria-hidden': true };
  const dial = makeSvg('svg', box, parent);
  makeSvg('path', { class: 'base', d: 'M-11 0H11M0 0H11' }, dial);
  makeSvg('path', { class: 'full', d: 'M0 0H11' }, dial);
  if (!Number.isFinite(degrees)) return;
  const angle = (degrees * Math.PI) / 180;
  const hand = `M0 0L${11 * Math.cos(angle)} ${-11 * Math.sin(angle)}`;
  makeSvg('path', { class: 'hand', d: hand }, dial);
}

/**
 * @param {HTMLElement} body
 * @param {TruncationRow} row
 */
function drawRow(body, row) {
  const line = make('tr', row.name === 'all together' ? 'all' : '', body);
  make('th', '', line, row.name).scope = 'row';
  const length = make('td', 'number', line, row.length);
  Object.assign(length.dataset, { value: row.ratio, name: row.name });
  length.title = row.ratio;
  const track = make('span', 'track', make('td', '', line));
  const share = Math.min(100, 100 * (Number(row.ratio) || 0));
  make('span', 'ink', track).style.width = `${share}%`;
  const angle = make('td', 'number', line, row.angle);
  angle.dataset.value = row.degrees;
  angle.title = row.degrees + '°';
  drawDial(make('td', '', line), Number(row.degrees));
}

/**
 * How long the kept gradient is beside the full one, a bar, and a dial for its angle.
 * @param {Call} call
 */
export default function ({ parentElement: root, data: { json } }) {
  /** @type {TruncationData} */
  const data = received(json);
  const box = child(root, 'truncation-table');
  box.replaceChildren();
  const table = make('table', '', box);
  const head = make('tr', '', make('thead', '', table));
  for (const title of TITLES)
    if (title) make('th', '', head, title).scope = 'col';
    else make('td', '', head);
  const body = make('tbody', '', table);
  for (const row of data.rows) drawRow(body, row);
  keepReachable(box, 'What is kept of the gradient');
}
