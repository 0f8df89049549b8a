// How the unrolled network is read: signs, sizes, and what of it is drawn.
import { make } from '../components/dom.js';
import { short } from '../components/numbers.js';
import { hue, makeSvg } from '../components/svg.js';

/** @import { NetworkData } from './data_types.js' */

/**
 * How signs and sizes are read.
 * @param {HTMLElement} legend
 * @param {NetworkData} data
 */
export function drawLegend(legend, data) {
  legend.replaceChildren();
  for (const [sign, words] of /** @type {[number, string][]} */ ([
    [1, 'positive'],
    [-1, 'negative'],
  ])) {
    const item = document.createElement('span');
    const box = { width: 30, height: 10, 'aria-hidden': true };
    const dashes = sign < 0 ? 'stroke-dasharray:6 3' : '';
    const style = `stroke:${hue(sign)};stroke-width:3;${dashes}`;
    makeSvg('path', { d: 'M1 5H29', style }, makeSvg('svg', box, item));
    item.append(words);
    legend.append(item);
  }
  const sizes = document.createElement('span');
  const widest = `the wider, the larger; the widest is ${short(data.largest)}`;
  const bias = data.bias ? `   ·   square: always 1, its lines are biases` : '';
  sizes.textContent = `${widest}   ·   ▸ the word that came next${bias}`;
  legend.append(sizes);
  if (data.drawn) make('span', 'drawn', legend, data.drawn);
}
