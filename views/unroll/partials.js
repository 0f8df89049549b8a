// The immediate and the total derivative of a state: the copies that count are lit.
import { child, parts } from '../components/dom.js';
import { received } from '../components/naming.js';
import { short, superscript } from '../components/numbers.js';
import { hue, makeSvg } from '../components/svg.js';

/** @import { Call } from '../components/dom.js' */
/** @import { PartialPicture, PartialsData } from './data_types.js' */

const WIDE = 560;
const TALL = 150;
const RADIUS = 30;
const MOST = 5;

/**
 * The arrow of one copy, between two states; a copy that is held fixed is grey.
 * @param {SVGSVGElement} svg
 * @param {PartialPicture} picture
 * @param {PartialsData} data
 * @param {number} k
 * @param {(s: number) => number} x
 */
function drawCopy(svg, { values }, { weight }, k, x) {
  const value = values[k];
  const from = x(k) + RADIUS;
  const to = x(k + 1) - RADIUS;
  const lit = value !== null;
  const colour = lit ? `stroke:${hue(value)};stroke-width:6` : '';
  const fill = lit ? `fill:${hue(value)}` : '';
  const middle = (from + to) / 2;
  const y = TALL / 2;
  const path = `M${from} ${y}H${to - 10}`;
  makeSvg('path', { class: 'way', d: path, style: colour }, svg);
  const tip = `M${to} ${y}l-14 -8v16z`;
  makeSvg('path', { class: 'tip', d: tip, style: fill }, svg);
  const name = `${weight}⁽${superscript(k)}⁾`;
  const above = { class: lit ? '' : 'still', x: middle, y: y - 16 };
  makeSvg('text', above, svg, name);
  if (!lit) return;
  const below = { x: middle, y: y + 30, 'data-k': k, 'data-value': value };
  makeSvg('text', below, svg, short(value));
}

/**
 * The states that are drawn: of many, the last.
 * @param {SVGSVGElement} svg
 * @param {PartialPicture} picture
 * @param {PartialsData} data
 */
function draw(svg, picture, data) {
  const last = data.states.length - 1;
  const first = Math.max(0, last - MOST);
  const step = (WIDE - 2 * RADIUS - 8) / Math.max(1, last - first);
  /** @param {number} s */
  const x = s => RADIUS + 4 + (s - first) * step;
  svg.setAttribute('viewBox', `0 0 ${WIDE} ${TALL}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', picture.label);
  svg.replaceChildren();
  for (let k = first; k < last; k++) drawCopy(svg, picture, data, k, x);
  for (let s = first; s <= last; s++) {
    const held = s > 0 && picture.values[s - 1] === null;
    const at = { cx: x(s), cy: TALL / 2, r: RADIUS };
    makeSvg('circle', { class: held ? 'state fixed' : 'state', ...at }, svg);
    makeSvg('text', { x: x(s), y: TALL / 2 + 6 }, svg, data.states[s]);
  }
}

/** @param {Call} call */
export default function ({ parentElement, data: { json } }) {
  /** @type {PartialsData} */
  const data = received(json);
  const box = child(parentElement, 'partials');
  while (parts(box, 'figure', HTMLElement).length < data.pictures.length) {
    const figure = document.createElement('figure');
    box.append(figure);
    child(figure, 'title', 'h3');
    child(figure, 'says', 'p');
    makeSvg('svg', {}, figure);
    child(figure, 'result', 'p');
  }
  for (const [n, figure] of parts(box, 'figure', HTMLElement).entries()) {
    const picture = data.pictures[n];
    child(figure, 'title', 'h3').textContent = picture.title;
    child(figure, 'says', 'p').textContent = picture.says;
    const svg = figure.querySelector('svg');
    if (svg) draw(svg, picture, data);
    child(figure, 'result', 'p').textContent = picture.result;
  }
}
