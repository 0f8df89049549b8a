// The way back below the network: at each state the row vector that the error is there,
// its length in true proportion, what the step adds, and the sum so far.
import { parts } from '../../components/dom.js';
import { nameOf } from '../../components/naming.js';
import { short } from '../../components/numbers.js';
import { hue, makeSvg } from '../../components/svg.js';
import { WALK } from '../network_layout.js';

/** @import { NetworkData } from '../data_types.js' */
/** @import { NetworkLayout } from '../network_layout.js' */
/** @import { Motion, Walk } from './data_types.js' */

/** @typedef {SVGSVGElement & { walked?: string }} WalkSvg */

/** Half the height of the entries; where lengths, terms and sums stand below them. */
const ENTRY_TALL = 24;
const [LENGTH, WRITTEN, TERM, SUM] = [60, 80, 98, 116];
/** The most that an entry is wide, and that a length is long. */
const [ENTRY_WIDE, LONGEST_BAR] = [9, 150];

/**
 * How long everything is drawn, in true proportion: one scale for all entries, one for
 * all lengths. The sums are those from the loss back to each state.
 * @param {Walk} walk
 * @param {number} pitch
 */
export function layOutWalk({ rows, lengths, terms, total }, pitch) {
  const largest = Math.max(...rows.flat().map(([, value]) => Math.abs(value)));
  const longest = Math.max(...lengths);
  const long = Math.min(LONGEST_BAR, pitch - 14);
  const wide = Math.min(ENTRY_WIDE, (pitch - 18) / rows[0].length);
  let sum = 0;
  const sums = terms
    .map(term => term ?? 0)
    .reverse()
    .map(term => (sum += term))
    .reverse();
  sums[0] = total;
  return {
    wide,
    heights: rows.map(row =>
      row.map(([, v]) => (largest ? (ENTRY_TALL * v) / largest : 0)),
    ),
    lengths: lengths.map(length => (longest ? (long * length) / longest : 0)),
    sums,
  };
}

/**
 * One state's column; it comes in from the right, as long as the one before.
 * @param {SVGGElement} strip
 * @param {Walk} walk
 * @param {ReturnType<typeof layOutWalk>} sizes
 * @param {{ n: number, s: number, x: number, y: number, pitch: number }} place
 */
function drawColumn(strip, walk, sizes, { n, s, x, y, pitch }) {
  const column = makeSvg('g', { class: 'walked', 'data-state': s }, strip);
  column.style.setProperty('--from', `${pitch * 0.6}px`);
  const row = walk.rows[n];
  const left = x - (sizes.wide * row.length) / 2;
  makeSvg(
    'path',
    { class: 'wire', d: `M${left - 3} ${y}H${2 * x - left + 3}` },
    column,
  );
  row.forEach(([unit, value], m) => {
    const tall = sizes.heights[n][m];
    const box = { x: left + m * sizes.wide + 0.5, y: Math.min(y, y - tall) };
    const size = { width: Math.max(1, sizes.wide - 1), height: Math.abs(tall) };
    const names = { 'data-unit': unit, 'data-value': value };
    const style = `fill:${hue(value)}`;
    makeSvg('rect', { class: 'entry', ...box, ...size, ...names, style }, column);
  });
  const long = sizes.lengths[n];
  const before = sizes.lengths[n + 1] ?? long;
  const bar = {
    x: x - long / 2,
    y: y + LENGTH - ENTRY_TALL - 8,
    width: long,
    height: 8,
  };
  const names = { 'data-value': walk.lengths[n] };
  const style = `--before:${long ? Math.min(40, before / long) : 1}`;
  makeSvg('rect', { class: 'length', ...bar, ...names, style }, column);
  /** @type {(name: string, down: number, text: string) => void} */
  const write = (name, down, text) =>
    makeSvg(
      'text',
      { class: `mid ${name}`, x, y: y - ENTRY_TALL + down },
      column,
      text,
    );
  write('long', WRITTEN, short(walk.lengths[n]));
  const term = walk.terms[n];
  const signed = term === null ? '–' : `${term > 0 ? '+' : ''}${short(term)}`;
  write('term', TERM, signed);
  write('so-far', SUM, short(sizes.sums[n]));
}

/**
 * Draw the way back, once for its numbers.
 * @param {WalkSvg} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {Walk} walk
 */
function drawWalk(svg, data, layout, walk) {
  const group = makeSvg('g', { class: 'walk' }, svg);
  const y = layout.height - WALK + 8 + ENTRY_TALL;
  const left = Math.max(4, layout.x(0) - 32);
  const letter = data.matrix === 'U' ? 'o' : nameOf('h');
  for (const [down, text] of /** @type {[number, string][]} */ ([
    [ENTRY_TALL + 4, `∂J/∂${letter}`],
    [WRITTEN, 'length'],
    [TERM, 'term'],
    [SUM, 'sum so far'],
  ]))
    makeSvg('text', { class: 'faint', x: left, y: y - ENTRY_TALL + down }, group, text);
  const sizes = layOutWalk(walk, layout.pitch);
  walk.rows.forEach((_, n) => {
    const s = walk.first + n;
    const place = { n, s, x: layout.x(s), y, pitch: layout.pitch };
    drawColumn(group, walk, sizes, place);
  });
}

/**
 * Show the way back as far as the error has come.
 * @param {WalkSvg} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} frame
 */
export function showWalk(svg, data, layout, frame) {
  const walk = data.motion?.walk;
  const { at = [] } = data.motion ?? {};
  const key = walk
    ? JSON.stringify([walk, layout.pitch, layout.height, nameOf('h')])
    : '';
  if (svg.walked !== key || (walk && !svg.querySelector('.walk'))) {
    for (const old of parts(svg, '.walk', SVGElement)) old.remove();
    if (walk) drawWalk(svg, data, layout, walk);
    svg.walked = key;
  }
  for (const column of parts(svg, '.walked', SVGElement)) {
    const s = Number(column.dataset.state);
    column.classList.toggle('unseen', s < at[frame]);
    column.classList.toggle('whole', s === walk?.first && frame === at.length - 1);
  }
}

/**
 * What the headline shows at a frame: the terms of the states that the error has come to,
 * and their sum at the end. Where the walk stopped early, the terms before are all 0.
 * @param {Motion | null} motion
 * @param {number} frame
 */
export function termsAt(motion, frame) {
  if (!motion?.walk) return null;
  const sum = frame === motion.at.length - 1;
  const stopped = sum || (frame === motion.at.length - 2 && motion.walk.first > 1);
  return { from: stopped ? 0 : motion.at[frame] - 1, sum };
}
