// A factor strip: built once for a shape, then painted with numbers.
import { part, parts, setAttributes } from '../components/dom.js';
import { named } from '../components/naming.js';
import { short, superscript, withMinus } from '../components/numbers.js';
import { hue, makeSvg } from '../components/svg.js';
import {
  BAR,
  blocksOf,
  FACTORS,
  FOLD,
  GAP,
  isFactor,
  jacobianSign,
  keyOf,
  PRODUCTS,
} from './factor_strip_layout.js';
import { describeCell, fullDecimal, shortDecimal } from './factor_strip_words.js';

/** @import { FactorStripData } from './data_types.js' */
/** @import { Block, StripLayout } from './factor_strip_layout.js' */

/** @typedef {Map<string, SVGElement>} CellsByKey */

/**
 * A cell, or a row's bar.
 * @param {SVGGElement} row
 * @param {CellsByKey} cells
 * @param {string} key
 * @param {string} name
 * @param {{ x: number, y: number, width: number, height: number }} frame
 */
function buildCell(row, cells, key, name, frame) {
  const names = { class: name, role: 'gridcell', tabindex: -1, 'data-key': key };
  cells.set(key, makeSvg('rect', { ...names, ...frame }, row));
}

/**
 * A matrix, still without its numbers.
 * @param {SVGSVGElement} svg
 * @param {CellsByKey} cells
 * @param {Block} block
 * @param {StripLayout} layout
 */
function buildBlock(svg, cells, { band, k, x, y: top }, layout) {
  const { n, side, tall, high, words } = layout;
  const group = makeSvg('g', { role: 'grid', class: 'matrix' }, svg);
  makeSvg('text', { class: 'title', x, y: top - 22 }, group);
  makeSvg('text', { class: 'faint', x, y: top - 7 }, group);
  makeSvg('rect', { class: 'frame', x, y: top, width: n * side, height: high }, group);
  for (let r = 0; r < n; r++) {
    const row = makeSvg('g', { role: 'row' }, group);
    const y = top + r * tall;
    const base = y + tall / 2 + 4;
    if (band === FACTORS) {
      const length = { y: y + tall * 0.18, height: tall * 0.64 };
      makeSvg('rect', { class: 'length', ...length }, row);
      const frame = { x: x - BAR, y, width: BAR - 4, height: tall };
      buildCell(row, cells, keyOf(band, k, r, -1), 'bar', frame);
      if (words) makeSvg('text', { class: 'slope', x: x - 8, y: base }, row);
    }
    for (let c = 0; c < n; c++) {
      const frame = { x: x + c * side, y, width: side, height: tall };
      buildCell(row, cells, keyOf(band, k, r, c), 'cell', frame);
      const middle = { x: x + (c + 0.5) * side, y: base };
      if (words) makeSvg('text', { class: 'entry', ...middle }, row);
    }
  }
}

/**
 * Build the picture, still without its numbers; its cells by their keys.
 * @param {SVGSVGElement} svg
 * @param {FactorStripData} data
 * @param {StripLayout} layout
 */
export function buildStrip(svg, data, layout) {
  const { lefts, tops, high } = layout;
  /** @type {CellsByKey} */
  const cells = new Map();
  svg.replaceChildren();
  for (const block of blocksOf(data, layout)) buildBlock(svg, cells, block, layout);
  data.factors.forEach((factor, k) => {
    if (!isFactor(factor)) {
      const x = lefts[k] + FOLD / 2;
      for (const band of [FACTORS, PRODUCTS])
        for (const down of [-6, 9])
          makeSvg('text', { class: 'more', x, y: tops[band] + high / 2 + down }, svg);
    } else if (isFactor(data.factors[k - 1])) {
      const [x, y] = [lefts[k] - GAP / 2, tops[FACTORS] + high / 2];
      const key = keyOf(FACTORS, k, 'gap', 0);
      const names = { class: 'gap', role: 'button', tabindex: -1, 'data-key': key };
      const gap = makeSvg('g', names, svg);
      makeSvg('rect', { x: x - 15, y: y - 15, width: 30, height: 30, rx: 15 }, gap);
      makeSvg('text', { x, y: y + 5 }, gap, '⇄');
      cells.set(key, gap);
    }
  });
  makeSvg('rect', { class: 'look' }, svg);
  return cells;
}

/**
 * Colour a cell by its number. Small marks keep the whole cell as their target: a
 * stroke nobody sees fills it.
 * @param {SVGElement} node
 * @param {StripLayout} layout
 * @param {{ x: number, y: number }} corner - the cell's
 * @param {number} value
 * @param {number} largest
 */
function paintMark(node, layout, corner, value, largest) {
  const { side, words } = layout;
  const share = Math.abs(value) / (largest || 1);
  node.style.fill = hue(value);
  if (words) {
    node.style.fillOpacity = String(0.06 + 0.5 * share);
    return;
  }
  const size = Math.max(1, (side - 1.5) * Math.sqrt(share));
  setAttributes(node, {
    x: corner.x + (side - size) / 2,
    y: corner.y + (side - size) / 2,
    width: size,
    height: size,
    rx: value < 0 ? size / 2 : 0,
    'stroke-width': side - size,
  });
}

/**
 * Paint a cell, or a row's bar.
 * @param {SVGElement} node
 * @param {FactorStripData} data
 * @param {Block} block
 * @param {StripLayout} layout
 * @param {number} r
 * @param {number} c
 */
function paintCell(node, data, block, layout, r, c) {
  const text = layout.words ? node.nextElementSibling : null;
  const { matrix, factor } = block;
  if (!matrix) {
    node.setAttribute('aria-label', 'nothing is swapped');
    node.style.fill = 'transparent';
    node.removeAttribute('data-value');
    if (text) text.textContent = '·';
    return;
  }
  const [name, value, origin] = describeCell(data, block, r, c);
  node.setAttribute('data-value', value);
  node.setAttribute('aria-label', withMinus(`${name}: ${value}${origin}`));
  if (c < 0) {
    const slope = factor?.slope[r] ?? 0;
    const width = ((BAR - 6) * slope) / data.steepest;
    const length = node.previousElementSibling;
    if (length) setAttributes(length, { x: block.x - 4 - width, width });
    if (text) text.textContent = short(slope);
    return;
  }
  const number = matrix.cells[r][c];
  const corner = { x: block.x + c * layout.side, y: block.y + r * layout.tall };
  paintMark(node, layout, corner, number, matrix.largest);
  if (!(text instanceof SVGElement)) return;
  text.textContent = short(number);
  text.style.fontSize = text.textContent.length > 7 ? '9.5px' : '';
}

/**
 * Paint a matrix: its names and its cells.
 * @param {SVGElement} group
 * @param {CellsByKey} cells
 * @param {FactorStripData} data
 * @param {Block} block
 * @param {StripLayout} layout
 */
function paintBlock(group, cells, data, block, layout) {
  const { band, k, matrix, norm, factor } = block;
  const moved = factor !== undefined && factor.n !== factor.place;
  group.classList.toggle('empty', !matrix);
  group.classList.toggle('moved', moved);
  const power = matrix?.exponent ? `   × 10${superscript(matrix.exponent)}` : '';
  const title = block.title + power;
  const note = norm
    ? 'norm ' + shortDecimal(norm)
    : !matrix
      ? ''
      : moved
        ? 'swapped'
        : named('diag(σ′) H');
  part(group, '.title', SVGElement).textContent = title;
  const faint = part(group, '.faint', SVGElement);
  faint.textContent = note;
  if (norm) faint.setAttribute('data-value', fullDecimal(norm));
  group.setAttribute('aria-label', `${title}, ${note}`);
  for (let r = 0; r < layout.n; r++)
    for (let c = band === FACTORS ? -1 : 0; c < layout.n; c++) {
      const node = cells.get(keyOf(band, k, r, c));
      if (node) paintCell(node, data, block, layout, r, c);
    }
}

/**
 * Paint all numbers.
 * @param {SVGSVGElement} svg
 * @param {CellsByKey} cells
 * @param {FactorStripData} data
 * @param {StripLayout} layout
 */
export function paintStrip(svg, cells, data, layout) {
  const groups = parts(svg, '.matrix', SVGElement);
  blocksOf(data, layout).forEach((block, place) => {
    paintBlock(groups[place], cells, data, block, layout);
  });
  const folds = parts(svg, '.more', SVGElement);
  data.factors.forEach((factor, k) => {
    if (!isFactor(factor))
      folds.splice(0, 4).forEach((node, n) => {
        node.textContent = n % 2 ? `${factor.more} more` : '…';
      });
    const gap = cells.get(keyOf(FACTORS, k, 'gap', 0));
    if (!gap) return;
    const { place } = factor;
    const swapped = data.swap === place;
    gap.dataset.n = String(place);
    const pair = `${jacobianSign(place + 1)} and ${jacobianSign(place)}`;
    const label = swapped ? `Put ${pair} back in order` : `Swap ${pair}`;
    setAttributes(gap, { 'aria-pressed': swapped, 'aria-label': label });
  });
}
