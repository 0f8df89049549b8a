// An outer product below the network: error down, state across, a cell where they meet.
import { child, parts, setAttributes, setHidden } from '../../components/dom.js';
import { short, subscript } from '../../components/numbers.js';
import { hue, makeSvg } from '../../components/svg.js';
import { fitTexts } from '../text_fit.js';

/** @import { NetworkData } from '../data_types.js' */
/** @import { Outer } from './data_types.js' */

const [CELL_WIDE, CELL_HIGH] = [66, 28];
const [CELLS_LEFT, CELLS_TOP] = [150, 52];

/**
 * Which cells a frame has filled, and which it has filled last.
 * @param {number[]} at
 * @param {number} frame
 * @param {number} n - the cell's place, row by row
 */
export const cellState = (at, frame, n) => ({
  full: n < at[frame],
  fresh: frame > 0 && n >= at[frame - 1] && n < at[frame],
});

/**
 * A number in a frame of its own.
 * @param {SVGGElement} parent
 * @param {string} name
 * @param {number} value
 * @param {{ x: number, y: number }} at
 * @param {Record<string, string | number>} [names]
 */
function drawNumber(parent, name, value, { x, y }, names = {}) {
  const node = makeSvg('g', { class: name, 'data-value': value, ...names }, parent);
  const size = { width: CELL_WIDE - 4, height: CELL_HIGH - 4, rx: 4 };
  makeSvg('rect', { x: x + 2, y: y + 2, ...size }, node);
  makeSvg(
    'text',
    { class: 'mid', x: x + CELL_WIDE / 2, y: y + 18 },
    node,
    short(value),
  );
  return node;
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {Outer} outer
 */
function buildOuter(svg, data, { column, row, cells, heads }) {
  svg.replaceChildren();
  const width = CELLS_LEFT + row.length * CELL_WIDE + 4;
  const height = CELLS_TOP + column.length * CELL_HIGH + 4;
  setAttributes(svg, { viewBox: `0 0 ${width} ${height}`, width, height });
  const group = makeSvg('g', {}, svg);
  const down = makeSvg(
    'text',
    { class: 'end', x: CELLS_LEFT - 8, y: CELLS_TOP - 8 },
    group,
  );
  const across = makeSvg(
    'text',
    { class: 'mid', x: CELLS_LEFT + (row.length * CELL_WIDE) / 2, y: 14 },
    group,
  );
  fitTexts([
    [down, heads[0], CELLS_LEFT - 8],
    [across, heads[1], Math.max(60, row.length * CELL_WIDE)],
  ]);
  column.forEach(([i, value], r) => {
    const y = CELLS_TOP + r * CELL_HIGH;
    makeSvg(
      'text',
      { class: 'end faint', x: CELLS_LEFT - CELL_WIDE - 14, y: y + 18 },
      group,
      `δ${subscript(i)}`,
    );
    drawNumber(
      group,
      'factor',
      value,
      { x: CELLS_LEFT - CELL_WIDE - 6, y },
      { 'data-row': r },
    );
  });
  row.forEach(([, value], c) => {
    drawNumber(
      group,
      'factor',
      value,
      { x: CELLS_LEFT + c * CELL_WIDE, y: CELLS_TOP - CELL_HIGH - 4 },
      { 'data-column': c },
    );
  });
  const largest = Math.max(...cells.flat().map(Math.abs)) || 1;
  cells.forEach((values, r) => {
    values.forEach((value, c) => {
      const at = { x: CELLS_LEFT + c * CELL_WIDE, y: CELLS_TOP + r * CELL_HIGH };
      const mine = column[r][0] === data.i && row[c][0] === data.j;
      const cell = drawNumber(group, mine ? 'product picked' : 'product', value, at);
      const share = Math.round((32 * Math.abs(value)) / largest);
      cell.style.cssText = `--hue:${hue(value)};--share:${share}%`;
    });
  });
}

/** @typedef {HTMLElement & { drawn?: string }} Stage */
/**
 * Draw the outer product as far as the frame has filled it; nothing where none plays.
 * @param {HTMLElement} box
 * @param {NetworkData} data
 * @param {number} frame
 */
export function showOuter(box, data, frame) {
  /** @type {Stage} */
  const stage = child(box, 'stage');
  const { outer, at, says } = data.motion ?? {};
  setHidden(stage, !outer);
  if (!outer || !at || !says) return;
  const svg = stage.querySelector('svg') ?? makeSvg('svg', { role: 'img' }, stage);
  const key = JSON.stringify([outer, data.i, data.j]);
  if (stage.drawn !== key) buildOuter(svg, data, outer);
  stage.drawn = key;
  svg.setAttribute('aria-label', says[0]);
  const wide = stage.scrollWidth > stage.clientWidth;
  if (wide)
    setAttributes(stage, { tabindex: 0, role: 'group', 'aria-label': 'Outer product' });
  else
    for (const name of ['tabindex', 'role', 'aria-label']) stage.removeAttribute(name);
  const lit = new Set();
  parts(svg, '.product', SVGElement).forEach((cell, n) => {
    const { full, fresh } = cellState(at, frame, n);
    cell.classList.toggle('empty', !full);
    cell.classList.toggle('fresh', fresh);
    if (!fresh) return;
    lit.add(`row ${Math.floor(n / outer.row.length)}`);
    lit.add(`column ${n % outer.row.length}`);
  });
  for (const factor of parts(svg, '.factor', SVGElement)) {
    const { row, column } = factor.dataset;
    const name = row === undefined ? `column ${column}` : `row ${row}`;
    factor.classList.toggle('fresh', lit.has(name));
  }
}
