import { make, part, parts, setAttributes } from '../../components/dom.js';
import { full, short } from '../../components/numbers.js';
import { hue, makeSvg } from '../../components/svg.js';
import {
  add,
  lossSign,
  missOf,
  orOverflow,
  rowWords,
  signed,
} from './response_numbers.js';

/** @import { CurveRow, CurvesData } from './data_types.js' */

const HEADS = {
  nudge: ['loss', 'predicted', 'actual', 'miss', ''],
  step: ['loss', 'before', 'promised', 'after', 'change', ''],
};
const LONGEST_BAR = 58;
const MIDDLE = 60;

/**
 * A number's short text, with its full value where it is pointed at.
 * @param {HTMLElement} node
 * @param {number | null} value
 * @param {string} text
 */
export function putNumber(node, value, text) {
  node.textContent = text;
  node.setAttribute('data-value', String(value));
  node.title = value === null ? 'the moved network overflows' : full(value);
}

/**
 * A row's last cell: two bars, or why there are none.
 * @param {HTMLElement} cell
 * @param {CurveRow} row
 */
function makeBars(cell, row) {
  if (row.note || !row.t) {
    [cell.textContent] = row.note.split(':');
    cell.title = row.note;
    return;
  }
  const svg = makeSvg('svg', { viewBox: '0 0 120 18', 'aria-hidden': 'true' }, cell);
  makeSvg('line', { class: 'rule', x1: MIDDLE, x2: MIDDLE, y1: 0, y2: 18 }, svg);
  makeSvg('rect', { class: 'bar fact', y: 3, height: 7 }, svg);
  makeSvg('rect', { class: 'bar promise', y: 11, height: 4 }, svg);
}

/**
 * The table of losses, still without its numbers.
 * @param {HTMLElement} box
 * @param {CurvesData} data
 */
export function makeTable(box, data) {
  box.replaceChildren();
  const grid = make('table', '', box);
  const label = 'All losses. Arrow keys move, Enter picks a loss.';
  setAttributes(grid, { role: 'grid', 'aria-label': label });
  const head = make('tr', '', make('thead', '', grid));
  head.setAttribute('role', 'row');
  const names = HEADS[data.kind];
  for (const name of names)
    if (name)
      setAttributes(make('th', '', head, name), { scope: 'col', role: 'columnheader' });
    else make('td', '', head).setAttribute('role', 'cell');
  const body = make('tbody', '', grid);
  for (const row of data.rows) {
    const line = make('tr', '', body);
    setAttributes(line, { role: 'row', 'data-t': row.t });
    const name = make('th', '', line, row.t ? lossSign(row.t) : `J (${data.total})`);
    setAttributes(name, { scope: 'row', role: 'rowheader' });
    for (const column of [...names.slice(1, -1), 'bars'])
      make('td', column, line).setAttribute('role', 'gridcell');
    makeBars(part(line, '.bars', HTMLElement), row);
  }
}

/**
 * A row's numbers at one stop, by the names of their columns, with their texts.
 * @param {CurvesData} data
 * @param {CurveRow} row
 * @param {number} at
 * @returns {[string, number | null, string][]}
 */
function numbersOf(data, row, at) {
  const predicted = row.slope * data.stops[at];
  const actual = row.actual[at];
  if (data.kind === 'nudge') {
    const miss = missOf(predicted, actual);
    return [
      ['predicted', predicted, signed(predicted)],
      ['actual', actual, signed(actual)],
      ['miss', miss, miss === 0 && predicted !== 0 ? '≈ 0' : signed(miss)],
    ];
  }
  const after = add(row.base, actual);
  return [
    ['before', row.base, short(row.base)],
    ['promised', row.base + predicted, short(row.base + predicted)],
    ['after', after, orOverflow(after)],
    ['change', actual, signed(actual)],
  ];
}

/**
 * Fill the table at one stop; the largest change, which the longest bar stands for.
 * @param {HTMLElement} box
 * @param {CurvesData} data
 * @param {number} at
 */
export function fillTable(box, data, at) {
  /** @type {[number, number | null][]} */
  const changes = data.rows.map(row => [row.slope * data.stops[at], row.actual[at]]);
  const losses = changes.slice(0, -1).flat();
  const top = Math.max(...losses.map(change => Math.abs(change ?? 0)));
  parts(box, 'tbody tr', HTMLElement).forEach((line, n) => {
    const row = data.rows[n];
    for (const [name, value, text] of numbersOf(data, row, at))
      putNumber(part(line, '.' + name, HTMLElement), value, text);
    line.setAttribute('aria-label', rowWords(data, row, at));
    const [predicted, actual] = changes[n];
    parts(line, '.bar', SVGElement).forEach((bar, which) => {
      const value = [actual, predicted][which] ?? 0;
      const wide = Math.min(LONGEST_BAR, (Math.abs(value) / (top || 1)) * LONGEST_BAR);
      setAttributes(bar, { width: wide, x: value < 0 ? MIDDLE - wide : MIDDLE });
      bar.style.setProperty('--hue', hue(value));
    });
  });
  return top;
}
