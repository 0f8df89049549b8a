// A pick in a picture: the browser paints what follows from it, and asks Python.
import {
  answers,
  countPick,
  isAhead,
  repaint,
  shownBy,
} from '../../components/answered.js';
import { oneStep } from '../../components/history.js';
import { shared } from '../../components/shared.js';
import { askAtEnd, dropAsk } from './asking.js';
import { headlineAfter } from './headline.js';
import { barsAfter, networkAfter, triangleAfter } from './pictures.js';

/** @import { FormulasData } from '../../components/data_types.js' */
/** @import { PictureData } from '../../components/shared.js' */
/** @import { BarsData, NetworkData, Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** @typedef {(name: string, value: unknown) => void} Send */

/**
 * What every picture shows after a pick, by its role; undefined where it stays.
 * @param {Picked} picked
 * @param {Known} known
 */
function afterPick(picked, known) {
  /** @param {string} role */
  const shown = role => /** @type {any} */ (shownBy(role, known.net));
  /** @type {NetworkData | undefined} */
  const network = shown('network');
  /** @type {TriangleData | undefined} */
  const triangle = shown('triangle');
  /** @type {BarsData | undefined} */
  const bars = shown('bars');
  /** @type {FormulasData | undefined} */
  const headline = shown('headline');
  return {
    headline: headline && triangle && headlineAfter(headline, picked, known, triangle),
    network: network && networkAfter(network, picked, known),
    triangle: triangle && triangleAfter(triangle, picked, known),
    bars: bars && triangle && barsAfter(bars, picked, known, triangle.window),
  };
}

/**
 * Paint what follows from a pick; null where only Python can.
 * @param {NetworkData | TriangleData} data - of the picture that was picked in
 * @param {Partial<Picked>} change
 */
function answer(data, change) {
  const { known } = shared();
  if (!known || known.net !== data.at_once?.net) return null;
  const { matrix, i, j, t, k } = (isAhead() && answers().picked) || data;
  const picked = { matrix, i, j, t, k, ...change };
  picked.k = Math.min(picked.k, picked.t - 1);
  if (picked.matrix === 'U' && !known.delta_o.length) return null;
  const n = countPick();
  answers().picked = picked;
  for (const [role, next] of Object.entries(afterPick(picked, known)))
    if (next) repaint(role, /** @type {PictureData} */ (/** @type {unknown} */ (next)));
  return { ...picked, n };
}

/**
 * Pick, and ask Python now; whether it is painted already.
 * @param {NetworkData | TriangleData} data - of the picture that was picked in
 * @param {Partial<Picked>} change
 * @param {Send} send
 */
export function pick(data, change, send) {
  const picked = answer(data, change);
  dropAsk();
  oneStep();
  send('pick', picked ?? change);
  return Boolean(picked);
}

/**
 * Pick what a key moved the focus to, and ask Python when keys rest; where only Python
 * can answer, the focus moves alone.
 * @param {NetworkData | TriangleData} data - of the picture
 * @param {Partial<Picked>} change
 * @param {Send} send
 * @param {Element} node - what has the focus now: it is shown as before
 */
export function pass(data, change, send, node) {
  const picked = answer(data, change);
  if (!picked) return;
  askAtEnd(() => {
    oneStep();
    send('pick', picked);
  });
  node.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
}
