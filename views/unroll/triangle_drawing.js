// The triangle of contributions: built once for a shape, then painted with numbers.

import { contributionName, setContribution } from '../components/contribution.js';
import { parts, setAttribute, setAttributes, setText } from '../components/dom.js';
import { within } from '../components/highlight.js';
import { nameOf } from '../components/naming.js';
import { plain, short } from '../components/numbers.js';
import { hue, makeSvg } from '../components/svg.js';
import {
  bandPath,
  cellFrame,
  isLive,
  markFrame,
  numberAt,
  rangeText,
  whyZero,
} from './triangle_layout.js';

/** @import { TriangleData } from './data_types.js' */
/** @import { TriangleLayout } from './triangle_layout.js' */

/**
 * The heads of rows and columns, as many as there is room for.
 * @param {SVGSVGElement} svg
 * @param {TriangleData} data
 * @param {TriangleLayout} layout
 */
function buildHeads(svg, data, layout) {
  const { n, small, left, top, width, height, x, y, wide, tall } = layout;
  const every = Math.ceil(n / (small ? 10 : n > 14 ? 12 : 14));
  const title = data.matrix === 'U' ? 'used at k →' : 'instance k →';
  makeSvg('text', { class: 'faint', x: 2, y: 14 }, svg, `loss t ↓   ${title}`);
  /**
   * @param {number} c
   * @param {string | number} text
   */
  const column = (c, text) => {
    const at = { class: 'axis', x: x(c) + wide(c) / 2, y: top - 6 };
    makeSvg('text', at, svg, text);
  };
  /**
   * @param {number} r
   * @param {number} right
   * @param {string | number} text
   */
  const row = (r, right, text) => {
    const at = { class: 'axis', x: right, y: y(r) + tall(r) / 2 + 4 };
    makeSvg('text', at, svg, text);
  };
  for (let place = 0; place < n; place++) {
    if (place % every && place !== n - 1) continue;
    column(place, data.columns[place][0]);
    const first = data.rows[place][0];
    row(place, 26, data.idle[place] ? `(${first})` : first);
  }
  column(n, small ? 'Σ' : 'sum over k');
  row(n, 24, data.over);
  const rules = `M${left} ${y(n) - 5}H${width}M${x(n) - 5} ${top - 16}V${height}`;
  makeSvg('path', { class: 'rule', d: rules }, svg);
}

/**
 * A sum: its number or its mark.
 * @param {SVGGElement} row
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 */
function buildSum(row, layout, r, c) {
  const { n, small, words } = layout;
  const name = r === c ? 'sum total' : 'sum';
  const names = { class: name, role: 'gridcell', 'data-r': r, 'data-c': c };
  const cell = makeSvg('g', names, row);
  const marked = small ? r !== c : !words && r === n && c < n;
  if (marked) makeSvg('rect', { class: 'ink' }, cell);
  else if (!small) addText(cell, layout, r, c);
}

/**
 * @param {SVGGElement} cell
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 */
function addText(cell, layout, r, c) {
  const { x, y, width, height } = cellFrame(layout, r, c);
  makeSvg('text', { x: x + width / 2, y: y + height / 2 + 4 }, cell);
}

/**
 * A cell: its number or its mark, or a dot where it has no term.
 * @param {SVGGElement} row
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 * @param {boolean} live
 */
function buildCell(row, layout, r, c, live) {
  const names = { role: 'gridcell', 'data-r': r, 'data-c': c };
  if (layout.small) {
    if (live) makeSvg('rect', { class: 'cell ink', tabindex: -1, ...names }, row);
    return;
  }
  const cell = makeSvg('g', { class: 'cell', ...names }, row);
  const frame = cellFrame(layout, r, c);
  const { x, y, width, height } = frame;
  if (!live) {
    const middle = { cx: x + width / 2, cy: y + height / 2 };
    makeSvg('circle', { class: 'dead', ...middle, r: 1.5 }, cell);
    return;
  }
  const inner = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
  cell.setAttribute('tabindex', '-1');
  if (!layout.words) makeSvg('rect', { class: 'ground', ...frame }, cell);
  makeSvg('rect', { class: 'ink', ...inner }, cell);
  if (layout.words) addText(cell, layout, r, c);
  makeSvg('rect', { class: 'edgebox', ...inner }, cell);
}

/**
 * Build the picture, still without its numbers.
 * @param {SVGSVGElement} svg
 * @param {TriangleData} data
 * @param {TriangleLayout} layout
 */
export function buildTriangle(svg, data, layout) {
  const { n, small } = layout;
  svg.replaceChildren();
  buildHeads(svg, data, layout);
  for (let r = 0; r <= n; r++) {
    const row = makeSvg('g', { role: 'row' }, svg);
    for (let c = 0; c <= n; c++)
      if (r === n || c === n) buildSum(row, layout, r, c);
      else buildCell(row, layout, r, c, isLive(data, r, c));
  }
  if (data.cut) makeSvg('path', { class: 'band', d: bandPath(layout, data.cut) }, svg);
  if (small)
    for (const name of ['look', 'chosen'])
      makeSvg('rect', { class: 'edgebox' }, makeSvg('g', { class: name }, svg));
}

/**
 * The name of a cell or of a sum, with its number.
 * @param {TriangleData} data
 * @param {number} r
 * @param {number} c
 */
function nameAt(data, r, c) {
  const { matrix, i, j, rows, columns } = data;
  const n = rows.length;
  const value = numberAt(data, r, c);
  const weight = `d${nameOf(matrix)} ${i},${j}`;
  if (r === n && c === n)
    return `dJ/${weight}, ${data.losses}, all instances: ${plain(value)}`;
  if (r === n)
    return `${data.losses}, dJ/${weight} at instance ${rangeText(columns[c])}: ${plain(value)}`;
  const idle = data.idle[r] ? ', does not count' : '';
  if (c === n)
    return `dJ(${rangeText(rows[r])})/${weight}, all instances: ${plain(value)}${idle}`;
  const place = { matrix, i, j, t: rangeText(rows[r]), k: rangeText(columns[c]) };
  const cut = data.cut?.[r][c];
  const lost = cut === 1 ? ', discarded' : cut ? ', partly discarded' : '';
  const why = whyZero(data, r, c);
  return contributionName(place, value) + lost + idle + (why && `, because ${why}`);
}

/**
 * Colour a cell by its number: shaded where it holds digits, else as a mark.
 * @param {SVGElement} ink
 * @param {TriangleData} data
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 */
function paintInk(ink, data, layout, r, c) {
  const value = numberAt(data, r, c);
  const sum = r === layout.n || c === layout.n;
  const share = Math.abs(value) / ((sum ? data.largest_sum : data.largest) || 1);
  ink.style.fill = hue(value);
  if (layout.words && !sum) ink.style.fillOpacity = String(0.06 + 0.5 * share);
  else setAttributes(ink, markFrame(layout, r, c, value, share));
}

/**
 * Paint all numbers.
 * @param {SVGSVGElement} svg
 * @param {TriangleData} data
 * @param {TriangleLayout} layout
 */
export function paintTriangle(svg, data, layout) {
  const { n } = layout;
  for (const cell of parts(svg, '[data-r]', SVGElement)) {
    const r = Number(cell.dataset.r);
    const c = Number(cell.dataset.c);
    const sum = r === n || c === n;
    const value = numberAt(data, r, c);
    const t = r < n ? rangeText(data.rows[r]) : undefined;
    const k = c < n ? rangeText(data.columns[c]) : undefined;
    setContribution(cell, { t, k }, value);
    setAttribute(cell, 'aria-label', nameAt(data, r, c));
    const chosen =
      r < n &&
      within(data.rows[r], data.t) &&
      (c === n || within(data.columns[c], data.k));
    cell.classList.toggle('chosen', chosen);
    cell.classList.toggle('idle', Boolean(data.idle[r]));
    cell.classList.toggle('cut', !sum && data.cut?.[r][c] === 1);
    if (!sum) setAttribute(cell, 'aria-selected', chosen);
    const text = cell.querySelector('text');
    if (text) setText(text, short(value));
    const ink = cell.matches('.ink') ? cell : cell.querySelector('.ink');
    if (!(ink instanceof SVGElement)) continue;
    paintInk(ink, data, layout, r, c);
    if (chosen && !sum) moveFrame(svg, layout, 'chosen', r, c);
  }
}

/**
 * Move the frame round the chosen cell, or round the one that is looked at, where cells
 * have none of their own.
 * @param {SVGSVGElement} svg
 * @param {TriangleLayout} layout
 * @param {'chosen' | 'look'} name
 * @param {number} r
 * @param {number} c
 */
export function moveFrame(svg, layout, name, r, c) {
  const frame = layout.small && svg.querySelector(`.${name} > .edgebox`);
  if (frame) setAttributes(frame, cellFrame(layout, r, c));
}
