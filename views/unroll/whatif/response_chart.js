import { part, setAttributes } from '../../components/dom.js';
import { clamp } from '../../components/numbers.js';
import { makeSvg } from '../../components/svg.js';
import { add } from './response_numbers.js';
import { CHART, curvePath, scales, ticks } from './response_scales.js';

/** @import { CurveRow, CurvesData } from './data_types.js' */

const { left, right, top, foot } = CHART;
const DECADES = [-3, -2, -1, 0, 1, 2, 3];

/**
 * The grid, with its numbers.
 * @param {SVGSVGElement} svg
 * @param {CurvesData} data
 * @param {CurveRow} row
 */
function drawGrid(svg, data, row) {
  const { stops, log } = data;
  const { x, y, low, high } = scales(data, row);
  for (const [value, text] of ticks(row.base + low, row.base + high, 7)) {
    const at = y(value - row.base);
    makeSvg('line', { class: 'grid', x1: left, x2: right, y1: at, y2: at }, svg);
    makeSvg('text', { class: 'end', x: left - 6, y: at + 4 }, svg, text);
  }
  /** @type {[number, string][]} */
  const marks = log
    ? DECADES.map(power => [10 ** power, String(10 ** power)])
    : ticks(stops[0], stops[stops.length - 1], 8);
  for (const [value, text] of marks) {
    const at = x(value);
    makeSvg('line', { class: 'grid', x1: at, x2: at, y1: foot, y2: foot + 4 }, svg);
    makeSvg('text', { class: 'mid', x: at, y: foot + 17 }, svg, text);
  }
  const name = { class: 'faint mid', x: (left + right) / 2, y: CHART.height - 4 };
  makeSvg('text', name, svg, data.axis);
  const upright = log ? '' : `M${x(0)} ${top}V${foot}`;
  makeSvg('path', { class: 'rule', d: `M${left} ${y(0)}H${right}${upright}` }, svg);
}

/**
 * A curve and its tangent, and the marks that follow the slider.
 * @param {Element} parent
 * @param {CurvesData} data
 * @param {CurveRow} row
 */
export function drawChart(parent, data, row) {
  const viewBox = `0 0 ${CHART.width} ${CHART.height}`;
  const svg = makeSvg('svg', { viewBox, role: 'img' }, parent);
  const clip = `bend${row.t}`;
  const frame = { x: left, y: top, width: right - left, height: foot - top };
  makeSvg('rect', frame, makeSvg('clipPath', { id: clip }, svg));
  drawGrid(svg, data, row);
  const inside = makeSvg('g', { 'clip-path': `url(#${clip})` }, svg);
  const tangent = curvePath(data, row, n => row.slope * data.stops[n]);
  makeSvg('path', { class: 'tangent', d: tangent }, inside);
  const curve = curvePath(data, row, n => row.actual[n]);
  makeSvg('path', { class: 'curve', d: curve }, inside);
  const live = makeSvg('g', { class: 'live' }, svg);
  makeSvg('line', { class: 'here', y1: top, y2: foot }, live);
  makeSvg('line', { class: 'gap' }, live);
  makeSvg('path', { class: 'promise' }, live);
  makeSvg('path', { class: 'fact' }, live);
  return svg;
}

/**
 * A circle at a value, or an arrowhead at the edge beyond which it is.
 * @param {number} x
 * @param {number} y
 */
function markPath(x, y) {
  const edge = clamp(y, top, foot);
  const off = y < top - 1 ? -1 : y > foot + 1 ? 1 : 0;
  return off
    ? `M${x - 6} ${edge - off * 9}H${x + 6}L${x} ${edge}Z`
    : `M${x - 5} ${edge}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`;
}

/**
 * Move a chart's marks to one stop.
 * @param {SVGSVGElement} svg
 * @param {CurvesData} data
 * @param {CurveRow} row
 * @param {number} at
 */
export function moveMarks(svg, data, row, at) {
  const scale = scales(data, row);
  const x = scale.x(data.stops[at]);
  const predicted = row.slope * data.stops[at];
  const actual = row.actual[at];
  /**
   * @param {string} selector
   * @param {Record<string, string | number>} attributes
   */
  const set = (selector, attributes) =>
    setAttributes(part(svg, selector, SVGElement), attributes);
  /** @param {number} value */
  const edge = value => clamp(scale.y(value), top, foot);
  set('.here', { x1: x, x2: x });
  set('.promise', {
    d: markPath(x, scale.y(predicted)),
    'data-value': row.base + predicted,
  });
  set('.fact', {
    d: actual === null ? '' : markPath(x, scale.y(actual)),
    'data-value': String(add(row.base, actual)),
  });
  set('.gap', { x1: x, x2: x, y1: edge(predicted), y2: edge(actual ?? predicted) });
}
