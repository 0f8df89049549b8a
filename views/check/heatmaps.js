import { setContribution } from '../components/contribution.js';
import {
  around,
  child,
  focused,
  make,
  onFocus,
  part,
  parts,
  setAttributes,
  setText,
} from '../components/dom.js';
import { arrow, handled } from '../components/keys.js';
import { received } from '../components/naming.js';
import { withMinus } from '../components/numbers.js';
import { makeSvg } from '../components/svg.js';
import {
  against,
  cellWords,
  darkness,
  inkFrame,
  LEFT,
  layOutCells,
  powerText,
  TOP,
} from './heatmaps_layout.js';

/** @import { Call } from '../components/dom.js' */
/** @import { HeatMap, HeatmapsData } from './data_types.js' */
/** @import { CellSize } from './heatmaps_layout.js' */

const SWATCH = 18;

/**
 * Colour a mark.
 * @param {CellSize} size
 * @param {SVGElement} ink
 * @param {number} x
 * @param {number} y
 * @param {number} dark
 */
function shade(size, ink, x, y, dark) {
  setAttributes(ink, inkFrame(size, x, y, dark));
  ink.style.fillOpacity = String(dark && (size.words ? dark : 0.3 + 0.7 * dark));
}

/**
 * Whether entries have one index.
 * @param {string} matrix
 */
const isVector = matrix => matrix === 'h0' || matrix.startsWith('b_');

/**
 * One map, still without its numbers.
 * @param {HTMLElement} box
 * @param {HeatMap} map
 * @param {number} which
 * @param {CellSize} size
 */
function buildMap(box, map, which, size) {
  const titleWidth = 14 + 6.2 * (map.title.length + map.size.length);
  const width = LEFT + Math.max(map.columns.length * size.wide + 4, titleWidth);
  const height = TOP + map.rows.length * size.tall + 4;
  const viewBox = `0 0 ${width} ${height}`;
  const svg = makeSvg('svg', { role: 'grid', width, height, viewBox }, box);
  const title = makeSvg('text', { class: 'title', x: LEFT, y: 14 }, svg);
  makeSvg('tspan', { class: 'name' }, title);
  makeSvg('tspan', { class: 'faint', dx: 8 }, title, map.size);
  const last = map.columns[map.columns.length - 1];
  const across = Math.ceil((last > 99 ? 34 : 18) / size.wide);
  const down = Math.ceil(12 / size.tall);
  map.columns.forEach((j, c) => {
    if (isVector(map.matrix) || c % across) return;
    const at = { class: 'axis', x: LEFT + (c + 0.5) * size.wide, y: TOP - 6 };
    makeSvg('text', at, svg, j);
  });
  map.rows.forEach((i, r) => {
    const y = TOP + r * size.tall;
    const at = { class: 'axis row', x: LEFT - 5, y: y + size.tall / 2 + 4 };
    if (r % down === 0) makeSvg('text', at, svg, i);
    const row = makeSvg('g', { role: 'row' }, svg);
    map.columns.forEach((_, c) => {
      const x = LEFT + c * size.wide;
      const frame = { x, y, width: size.wide, height: size.tall };
      const names = { 'data-map': which, 'data-r': r, 'data-c': c };
      const role = { class: 'cell', role: 'gridcell', tabindex: -1 };
      makeSvg('rect', { ...role, ...names, ...frame }, row);
      makeSvg('rect', { class: 'ink' }, row);
      const middle = { x: x + size.wide / 2, y: y + size.tall / 2 + 4 };
      if (size.words) makeSvg('text', { class: 'power', ...middle }, row);
    });
  });
  for (const name of ['worst', 'look'])
    makeSvg('rect', { class: name, width: size.wide, height: size.tall }, svg);
}

/**
 * Paint one map's numbers.
 * @param {SVGSVGElement} svg
 * @param {HeatmapsData} data
 * @param {HeatMap} map
 * @param {CellSize} size
 */
function paintMap(svg, data, map, size) {
  const label = `${map.title}: ${against(data)}, ${map.size} entries.`;
  svg.setAttribute('aria-label', `${label} Arrow keys walk.`);
  setText(part(svg, '.title .name', SVGElement), map.title);
  const outline = part(svg, '.worst', SVGElement);
  const { worst } = data;
  outline.style.display = worst?.matrix === map.matrix ? '' : 'none';
  const cells = parts(svg, '.cell', SVGElement);
  for (const cell of cells) {
    const r = Number(cell.dataset.r);
    const c = Number(cell.dataset.c);
    const [i, j] = [map.rows[r], map.columns[c]];
    const error = map.errors[r][c];
    setContribution(cell, { matrix: map.matrix, i, j }, error);
    setAttributes(cell, {
      'data-engine': map.engine[r][c],
      ...(map.given && { 'data-given': map.given[r][c] ?? '' }),
      ...(map.complex && { 'data-complex': map.complex[r][c] }),
      ...(map.central && { 'data-central': map.central[r][c] }),
      'aria-label': cellWords(data, map, r, c),
    });
    const ink = cell.nextElementSibling;
    const [x, y] = [LEFT + c * size.wide, TOP + r * size.tall];
    if (ink instanceof SVGElement) shade(size, ink, x, y, darkness(data.scale, error));
    const power = size.words && ink?.nextElementSibling;
    if (power) power.textContent = powerText(error);
    const isWorst = worst?.matrix === map.matrix && worst.i === i && worst.j === j;
    cell.classList.toggle('is-worst', isWorst);
    if (isWorst) moveTo(outline, cell);
  }
  if (!cells.some(cell => cell.tabIndex === 0))
    (cells.find(cell => cell.matches('.is-worst')) ?? cells[0]).tabIndex = 0;
}

/**
 * @param {SVGElement} outline
 * @param {SVGElement} cell
 */
function moveTo(outline, cell) {
  for (const key of ['x', 'y']) outline.setAttribute(key, cell.getAttribute(key) ?? '');
}

/**
 * The shades of some powers of ten; they wrap where there is no room for all.
 * @param {HTMLElement} shades
 * @param {HeatmapsData} data
 * @param {CellSize} size
 */
function drawLegend(shades, data, size) {
  shades.setAttribute('aria-hidden', 'true');
  shades.replaceChildren();
  for (const power of [null, ...data.swatches]) {
    const dark = power === null ? 0 : darkness(data.scale, 10 ** power);
    const swatch = { ...size, wide: SWATCH, tall: SWATCH };
    const item = make('span', 'shade', shades);
    const room = { width: SWATCH, height: SWATCH };
    const svg = makeSvg('svg', room, item);
    makeSvg('rect', { class: 'edge', ...room }, svg);
    shade(swatch, makeSvg('rect', { class: 'ink' }, svg), 0, 0, dark);
    make('span', 'name', item, power === null ? 'equal' : withMinus(`1e${power}`));
  }
}

/** @typedef {HTMLElement & { shape?: string }} MapsBox */

/** @param {Call} call */
export default function ({ parentElement: root, data: { json } }) {
  /** @type {HeatmapsData} */
  const data = received(json);
  const outer = child(root, 'heatmaps');
  outer.classList.toggle('present', data.present);
  /** @type {MapsBox} */
  const box = child(outer, 'maps');
  const words = child(outer, 'said');
  const key = child(outer, 'key');
  const size = layOutCells(data.maps);
  const shape = JSON.stringify(
    data.maps.map(m => [m.title, m.size, m.rows, m.columns]),
  );
  if (box.shape !== shape) {
    box.shape = shape;
    box.replaceChildren();
    data.maps.forEach((map, which) => {
      buildMap(box, map, which, size);
    });
  }
  parts(box, 'svg', SVGSVGElement).forEach((svg, which) => {
    paintMap(svg, data, data.maps[which], size);
  });
  const over = data.swatches.length ? ', shades span what is here' : '';
  setText(child(key, 'against'), `${against(data)}${over}:`);
  drawLegend(child(key, 'shades'), data, size);

  /** @param {Event} event */
  const cellOf = event => around(event, '.cell', SVGElement);
  /** @param {SVGElement} cell */
  const mapOf = cell => cell.closest('svg') ?? box;
  const dim = () => {
    for (const frame of box.querySelectorAll('.look')) frame.classList.remove('on');
  };
  /** @param {SVGElement} cell */
  const show = cell => {
    dim();
    const frame = part(mapOf(cell), '.look', SVGElement);
    frame.classList.add('on');
    moveTo(frame, cell);
    words.textContent = cell.getAttribute('aria-label');
  };
  const rest = () => {
    dim();
    const active = focused(box);
    if (active instanceof SVGElement && active.matches('.cell:focus-visible'))
      show(active);
    else words.textContent = data.rest;
  };
  /** @param {SVGElement} cell - the one that Tab leads to */
  const setHome = cell => {
    for (const other of parts(mapOf(cell), '.cell[tabindex="0"]', SVGElement))
      other.tabIndex = -1;
    cell.tabIndex = 0;
  };
  box.onmouseover = event => {
    const cell = cellOf(event);
    if (cell) show(cell);
    else rest();
  };
  box.onmouseleave = rest;
  box.onclick = event => {
    const cell = cellOf(event);
    if (!cell) return;
    setHome(cell);
    show(cell);
  };
  onFocus(
    box,
    event => {
      const cell = cellOf(event);
      if (cell) show(cell);
    },
    rest,
  );
  box.onkeydown = event => {
    const cell = cellOf(event);
    const move = arrow(event);
    if (!cell || !move) return;
    handled(event);
    const r = Number(cell.dataset.r) + move[1];
    const c = Number(cell.dataset.c) + move[0];
    const to = mapOf(cell).querySelector(`.cell[data-r="${r}"][data-c="${c}"]`);
    if (!(to instanceof SVGElement)) return;
    setHome(to);
    to.focus();
    show(to);
  };
  rest();
}
