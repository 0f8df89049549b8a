// What of the network is seen at a frame.
import { part, parts, setAttributes, setText } from '../../components/dom.js';
import { hue, makeSvg } from '../../components/svg.js';
import { frameTitle, reachFrame } from '../network_layout.js';

/** @import { NetworkData } from '../data_types.js' */
/** @import { NetworkLayout } from '../network_layout.js' */
/** @import { Motion } from './data_types.js' */

/**
 * What of a run is seen: states and words up to `states`, the guesses of one step or of
 * all, and the losses.
 * @param {Motion} motion
 * @param {number} frame
 */
export function ranSoFar({ at }, frame) {
  const last = at.length - 1;
  const guesses = frame < last - 1 ? 'none' : frame < last ? 'one' : 'all';
  return { states: at[frame], guesses, losses: frame === last };
}

/**
 * How far across a disc is filled, so that areas are as the values' sizes.
 * @param {number} value
 * @param {number} largest - 1 or more
 */
export const discShare = (value, largest) =>
  Math.sqrt(Math.abs(value) / Math.max(1, largest));

/**
 * @param {Element} node
 * @param {boolean} seen
 */
const see = (node, seen) => node.classList.toggle('unseen', !seen);

/**
 * A disc in every unit, as large as its value.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 */
function fillDiscs(svg, data) {
  const largest = Math.max(...data.units.flat().map(([, value]) => Math.abs(value)));
  for (const unit of parts(svg, '.unit:not(.bias)', SVGElement)) {
    const next = unit.nextElementSibling;
    const { s = '', unit: n = '' } = unit.dataset;
    const disc = next?.matches('.fill') ? next : makeSvg('circle', { class: 'fill' });
    if (disc !== next) unit.after(disc);
    const value =
      data.units[Number(s)].find(([other]) => other === Number(n))?.[1] ?? 0;
    const [cx, cy, r] = ['cx', 'cy', 'r'].map(name => unit.getAttribute(name) ?? 0);
    setAttributes(disc, { cx, cy, r: Number(r) - 1, 'data-filled': s });
    const size = discShare(value, largest);
    disc.setAttribute('style', `fill:${hue(value)};--size:${size}`);
  }
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {Motion} motion
 * @param {number} frame
 */
function markRun(svg, data, motion, frame) {
  const { states, guesses, losses } = ranSoFar(motion, frame);
  fillDiscs(svg, data);
  for (const disc of parts(svg, '.fill', SVGElement))
    see(disc, Number(disc.dataset.filled) <= states);
  if (!data.folded)
    for (const value of parts(svg, '.value', SVGElement))
      see(value, Number(value.dataset.s) <= states);
  svg.querySelectorAll('.word').forEach((word, n) => {
    see(word, n < states);
  });
  const rows = data.predictions[0].length;
  for (const name of ['.bar', '.guess', '.share'])
    svg.querySelectorAll(name).forEach((node, n) => {
      const step = Math.floor(n / rows) + 1;
      see(node, guesses === 'all' || (guesses === 'one' && step === data.t));
    });
  for (const loss of parts(svg, '.loss', SVGElement)) see(loss, losses);
  const lines = svg.querySelectorAll('.edge');
  const filling = data.matrix === 'U' ? guesses === 'one' : guesses === 'none';
  const step = data.matrix === 'U' ? data.t : states;
  data.edges.forEach(([k], n) => {
    lines[n].classList.toggle('live', filling && k === step - 1);
  });
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} reached - the earliest state that the error has come to
 */
function markWayBack(svg, data, layout, reached) {
  const { t } = data;
  const k = reached - 1;
  const frame = reachFrame(layout, k, t);
  const { text, ...at } = frameTitle(data, layout, frame, t);
  setAttributes(part(svg, '.path', SVGElement), frame);
  const title = part(svg, '.back-from', SVGElement);
  setAttributes(title, at);
  setText(title, text);
  for (const node of parts(svg, '.chip, .halo', SVGElement))
    see(node, Number(node.dataset.k) >= k && Number(node.dataset.k) < t);
  const lines = svg.querySelectorAll('.edge');
  data.edges.forEach((edge, n) => {
    lines[n].classList.toggle('ahead', edge[0] < k);
  });
  for (const layer of parts(svg, '.layer', SVGElement))
    layer.classList.toggle('here', Number(layer.dataset.s) === reached);
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 */
function markMeeting(svg, { matrix, t, k }) {
  const meet = { H: [k, k + 1], L: [k + 1], U: [t] }[matrix] ?? [];
  for (const layer of parts(svg, '.layer', SVGElement))
    layer.classList.toggle('here', meet.includes(Number(layer.dataset.s)));
}

/**
 * Show of the network what its frame shows; all of it where nothing plays.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} frame
 */
export function markFrame(svg, data, layout, frame) {
  const { motion } = data;
  const kind = motion?.kind ?? '';
  if (svg.dataset.plays !== kind) {
    svg.dataset.plays = kind;
    for (const disc of parts(svg, '.fill', SVGElement)) disc.remove();
    for (const node of parts(svg, '.unseen, .ahead, .live, .here', SVGElement))
      node.classList.remove('unseen', 'ahead', 'live', 'here');
  }
  if (!motion) return;
  if (kind === 'forward') markRun(svg, data, motion, frame);
  else if (kind === 'back') markWayBack(svg, data, layout, motion.at[frame]);
  else markMeeting(svg, data);
}
