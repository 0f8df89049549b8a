// The curve of learning: loss on the left, perplexity on the right, one scale.
import { part, setAttributes } from '../components/dom.js';
import { clamp, short } from '../components/numbers.js';
import { makeSvg } from '../components/svg.js';
import { perplexities, perplexityText, roundNumbers } from './learning_scales.js';

/** @import { LearningData } from './data_types.js' */

const HEIGHT = 320;

/**
 * Where the frame is, and places in it.
 * @param {HTMLElement} box
 * @param {LearningData} data
 */
function frame(box, { planned, high }) {
  const style = getComputedStyle(box);
  const type = Number(style.getPropertyValue('--un-type')) || 1;
  const width = Math.max(280, box.clientWidth);
  const [left, right, top, bottom] = [46, 50, 26, 40].map(edge => edge * type);
  const foot = HEIGHT - bottom;
  return {
    width,
    left,
    right,
    end: width - right,
    top,
    foot,
    type,
    /** @param {number} step */
    x: step => left + (step / planned) * (width - left - right),
    /** @param {number} loss */
    y: loss => foot - (loss / high) * (foot - top),
  };
}

/**
 * The step at which a pointer is, among those that were done.
 * @param {HTMLElement} box
 * @param {LearningData} data
 * @param {PointerEvent | MouseEvent} event
 */
export function stepAt(box, data, event) {
  const { left, end, width } = frame(box, data);
  const { left: edge, width: drawn } = box.getBoundingClientRect();
  const x = ((event.clientX - edge) * width) / drawn;
  const step = ((x - left) / (end - left)) * data.planned;
  return Math.round(clamp(step, 0, data.done));
}

/**
 * The loss of the whole text at a step, between two looks on the line that joins them;
 * none after the last of them.
 * @param {LearningData} data
 * @param {number} step
 */
function lossAt({ text }, step) {
  const after = text.findIndex(point => point[0] >= step);
  if (after < 0) return;
  const [to, high] = text[after];
  if (to === step || !after) return high;
  const [from, low] = text[after - 1];
  return low + ((high - low) * (step - from)) / (to - from);
}

/**
 * @param {SVGSVGElement} svg
 * @param {ReturnType<typeof frame>} place
 * @param {LearningData} data
 */
function drawAxes(svg, place, { high, planned }) {
  const { left, end, top, foot, x, y, type } = place;
  for (const [value, text] of roundNumbers(0, high, 6)) {
    const at = y(value);
    makeSvg('line', { class: 'grid', x1: left, x2: end, y1: at, y2: at }, svg);
    makeSvg('text', { class: 'end', x: left - 7, y: at + 4 * type }, svg, text);
  }
  for (const value of perplexities(high, (foot - top) / (20 * type))) {
    const at = y(Math.log(value));
    makeSvg('line', { class: 'tick', x1: end, x2: end + 4, y1: at, y2: at }, svg);
    makeSvg('text', { x: end + 8, y: at + 4 * type }, svg, perplexityText(value));
  }
  const most = clamp((end - left) / (70 * type), 2, 10);
  for (const [value, text] of roundNumbers(0, planned, most)) {
    if (!Number.isInteger(value)) continue;
    makeSvg(
      'line',
      { class: 'tick', x1: x(value), x2: x(value), y1: foot, y2: foot + 4 },
      svg,
    );
    makeSvg('text', { class: 'mid', x: x(value), y: foot + 17 * type }, svg, text);
  }
  makeSvg('text', { class: 'name', x: 0, y: top - 11 * type }, svg, 'mean loss J');
  const right = { class: 'name end', x: place.width, y: top - 11 * type };
  makeSvg('text', right, svg, 'perplexity exp J');
  const below = { class: 'faint mid', x: (left + end) / 2, y: HEIGHT - 4 };
  makeSvg('text', below, svg, 'steps of training');
}

/**
 * @param {HTMLElement} box
 * @param {LearningData} data
 */
export function drawCurve(box, data) {
  const place = frame(box, data);
  const { left, end, top, foot, x, y, type } = place;
  box.replaceChildren();
  const size = { width: place.width, height: HEIGHT };
  const svg = makeSvg('svg', { ...size, role: 'img', 'aria-label': data.label }, box);
  const clip = makeSvg('clipPath', { id: 'learning' }, svg);
  const inner = { x: left, y: top, width: end - left, height: foot - top };
  makeSvg('rect', inner, clip);
  drawAxes(svg, place, data);
  makeSvg('rect', { class: 'frame', ...inner }, svg);
  const inside = makeSvg('g', { 'clip-path': 'url(#learning)' }, svg);
  /** @param {number} value */
  const dot = value => value.toFixed(1);
  const single = data.single
    .map(([step, low, most], n) => {
      const at = dot(x(step));
      const line = `${n ? 'L' : 'M'}${at} ${dot(y(most))}`;
      return low === most ? line : `${line}L${at} ${dot(y(low))}`;
    })
    .join('');
  if (single) makeSvg('path', { class: 'single', d: single }, inside);
  const text = data.text
    .map(([step, loss], n) => `${n ? 'L' : 'M'}${dot(x(step))} ${dot(y(loss))}`)
    .join('');
  if (text) makeSvg('path', { class: 'text', d: text }, inside);
  const guess = y(data.guess);
  makeSvg('line', { class: 'guess', x1: left, x2: end, y1: guess, y2: guess }, svg);
  const words = { class: 'end halo', x: end - 6, y: guess - 6 * type };
  makeSvg('text', words, svg, data.guessed);
  const mark = makeSvg('g', { class: 'mark' }, svg);
  makeSvg('line', { class: 'here', y1: top, y2: foot }, mark);
  makeSvg('circle', { class: 'here', r: 5 }, mark);
  return { left, right: place.right };
}

/**
 * Move the mark of the step that is looked into.
 * @param {HTMLElement} box
 * @param {LearningData} data
 * @param {number} step
 */
export function moveMark(box, data, step) {
  if (!box.querySelector('svg')) return;
  const { x, y, top, foot } = frame(box, data);
  const loss = lossAt(data, step);
  setAttributes(part(box, '.mark line', SVGElement), { x1: x(step), x2: x(step) });
  const circle = part(box, '.mark circle', SVGElement);
  setAttributes(circle, { cx: x(step), 'data-step': step });
  setAttributes(part(box, '.mark', SVGElement), {
    visibility: data.text.length ? 'visible' : 'hidden',
  });
  setAttributes(circle, { visibility: loss === undefined ? 'hidden' : 'inherit' });
  if (loss === undefined) return;
  setAttributes(circle, { cy: clamp(y(loss), top, foot), 'data-loss': short(loss) });
}
