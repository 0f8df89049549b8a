import { answered } from '../components/answered.js';
import { around, child, setAttribute } from '../components/dom.js';
import { onPointed, overlap, pointAt, within } from '../components/highlight.js';
import { received } from '../components/naming.js';
import { full, short } from '../components/numbers.js';
import { drawStory } from '../components/story.js';
import { hue, makeSvg } from '../components/svg.js';
import { layOutBars } from './bars_layout.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Pointed, Range } from '../components/highlight.js' */
/** @import { BarsData } from './data_types.js' */
/** @import { BarsLayout } from './bars_layout.js' */

/**
 * One bar, and the area that is its target.
 * @param {SVGSVGElement} svg
 * @param {BarsLayout} layout
 * @param {number} value
 * @param {number} x - its middle
 * @param {Record<string, string | number>} names
 */
function drawBar(svg, layout, value, x, names) {
  const { y, wide, pitch, top, tall } = layout;
  const node = makeSvg('g', { class: 'one', ...names }, svg);
  makeSvg(
    'rect',
    {
      class: 'ink',
      x: x - wide / 2,
      y: Math.min(y(0), y(value)),
      width: wide,
      height: Math.max(0.8, Math.abs(y(value) - y(0))),
      style: `fill:${hue(value)}`,
    },
    node,
  );
  makeSvg(
    'rect',
    { class: 'area', x: x - pitch / 2, y: top, width: pitch, height: tall },
    node,
  );
  setAttribute(node, 'data-value', value);
  return node;
}

/**
 * @param {SVGSVGElement} svg
 * @param {BarsData} data
 */
function drawBars(svg, data) {
  const layout = layOutBars(data.terms, data.sum);
  const { x, y, count, left, top, tall, wide } = layout;
  const foot = top + tall;
  svg.setAttribute('viewBox', `0 0 500 ${tall + 52}`);
  svg.replaceChildren();
  for (const value of layout.lines) {
    const path = `M${left - 6} ${y(value)}H${x(count + 0.5) + wide}`;
    makeSvg('path', { class: value ? 'grid' : 'axis', d: path }, svg);
    const at = { x: left - 10, y: y(value) + 4 };
    makeSvg('text', { class: 'end faint', ...at }, svg, short(value));
  }
  data.terms.forEach((value, k) => {
    const node = drawBar(svg, layout, value, x(k), { 'data-k': k });
    node.classList.toggle('chosen', k === data.k);
    node.classList.toggle('cut', k < data.cut);
    if (layout.named(k))
      makeSvg('text', { class: 'mid', x: x(k), y: foot + 16 }, svg, k);
  });
  const sum = { class: 'mid', x: x(count + 0.5), y: foot + 16 };
  drawBar(svg, layout, data.sum, sum.x, { 'data-sum': '' }).classList.add('sum');
  makeSvg('text', sum, svg, 'sum');
  const axis = { class: 'mid faint', x: x((count - 1) / 2), y: foot + 34 };
  makeSvg('text', axis, svg, 'instance k');
}

/** @param {Call} call */
function draw({ parentElement: root, data: { json } }) {
  /** @type {BarsData} */
  const data = received(json);
  const box = child(root, 'bars');
  drawStory(box, data.story);
  const svg = box.querySelector('svg') ?? makeSvg('svg', { role: 'img' }, box);
  const words = child(box, 'said');
  setAttribute(svg, 'aria-label', data.label);
  drawBars(svg, data);
  /** @type {Range} */
  const own = [data.t, data.t];

  /** @param {Pointed | null} pointed */
  const highlight = pointed => {
    svg.classList.toggle('dim', Boolean(pointed));
    for (const node of svg.querySelectorAll('g')) {
      const { k } = node.dataset;
      const named = pointed && (pointed.t || pointed.k) && overlap(pointed.t, own);
      const on = k === undefined ? !pointed?.k : within(pointed?.k, Number(k));
      node.classList.toggle('lit', Boolean(named && on));
    }
  };
  const rest = () => {
    words.textContent = '';
    highlight(null);
    pointAt(null);
  };
  svg.onmouseover = event => {
    const node = around(event, '.one', SVGElement);
    if (!node) return rest();
    const { k, value = '' } = node.dataset;
    /** @type {Pointed} */
    const pointed =
      k === undefined ? { t: own } : { t: own, k: [Number(k), Number(k)] };
    words.textContent = `${k === undefined ? 'sum' : `instance ${k}`}: ${full(value)}`;
    pointAt(pointed);
    highlight(pointed);
  };
  svg.onmouseleave = rest;
  words.textContent = '';
  highlight(null);
  onPointed(svg, highlight);
}

export default answered(draw);
