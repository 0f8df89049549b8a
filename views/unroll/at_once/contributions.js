// Contributions from the numbers of a network, in Python's order: the same bits.

/** @import { Picked } from '../data_types.js' */
/** @import { KnownData } from './data_types.js' */
/** @import { Alone } from './alone.js' */
/** @import { Drawing } from './drawn.js' */

/**
 * The numbers of a network.
 * @typedef {object} Known
 * @property {string} net - by what pictures say that they are of it
 * @property {number} T
 * @property {number} D
 * @property {number} V
 * @property {number[]} inputs
 * @property {string[]} read - as they are said
 * @property {Float64Array} delta
 * @property {Float64Array} h
 * @property {Float64Array} delta_o - empty where it is too large
 * @property {number} real - units but for one that is always 1
 * @property {Float64Array} rows - as the others below empty where they are too many
 * @property {Float64Array} slope
 * @property {Float64Array} H
 * @property {Drawing} [drawing] - with what other edges and words are drawn
 * @property {Alone} [alone] - where there is no Python, what else is found here
 */

/**
 * float64 from base 64.
 * @param {string} text
 */
export function numbersOf(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let n = 0; n < signs.length; n++) bytes[n] = signs.charCodeAt(n);
  return new Float64Array(bytes.buffer);
}

/**
 * The numbers without what else comes with them.
 * @param {KnownData} data
 * @returns {Known}
 */
export const unpacked = ({ delta, h, delta_o, rows, slope, H, drawing, ...sizes }) => ({
  ...sizes,
  delta: numbersOf(delta),
  h: numbersOf(h),
  delta_o: numbersOf(delta_o),
  rows: numbersOf(rows),
  slope: numbersOf(slope),
  H: numbersOf(H),
});

/** @typedef {Pick<Picked, 'matrix' | 'i' | 'j'>} Weight */
/**
 * What instance k of a weight adds to the gradient of loss t: a product of two numbers.
 * @param {Known} known
 * @param {Weight} weight - i and j from 1
 * @param {number} t - from 1
 * @param {number} k - from 0
 */
export function contribution({ D, V, inputs, delta, h, delta_o }, weight, t, k) {
  const { matrix, i, j } = weight;
  if (matrix === 'U')
    return k === t - 1 ? delta_o[k * V + i - 1] * h[t * D + j - 1] : 0;
  if (k >= t) return 0;
  const error = delta[((t * (t - 1)) / 2 + k) * D + i - 1];
  if (matrix === 'L') return inputs[k] === j - 1 ? error : 0;
  return error * h[k * D + j - 1];
}

/**
 * dJ^(t)/dh^(s) of real units, s <= t: a row of a chain of factors.
 * @param {Known} known
 * @param {number} t - from 1
 * @param {number} s - from 1
 */
export function rowOf({ real, rows }, t, s) {
  const start = ((t * (t - 1)) / 2 + s - 1) * real;
  return rows.subarray(start, start + real);
}

/**
 * All contributions of a weight: [t - 1][k].
 * @param {Known} known
 * @param {Weight} weight
 */
export const contributionsOf = (known, weight) =>
  Array.from({ length: known.T }, (_, r) =>
    Array.from({ length: known.T }, (_, k) => contribution(known, weight, r + 1, k)),
  );

/**
 * Those that truncation keeps, the others 0.
 * @param {number[][]} terms
 * @param {number} window - 0 keeps all
 */
export const keptTerms = (terms, window) =>
  window
    ? terms.map((row, r) => row.map((term, k) => (r + 1 - k <= window ? term : 0)))
    : terms;

/**
 * A sum from first to last.
 * @param {number[]} terms
 */
export const sumInOrder = terms => terms.reduce((sum, term) => sum + term, 0);

/**
 * A sum as NumPy adds up to 128 numbers that lie side by side: in eight heaps.
 * @param {number[]} terms
 */
export function sumInHeaps(terms) {
  const whole = terms.length - (terms.length % 8);
  if (!whole) return sumInOrder(terms);
  const heaps = terms.slice(0, 8);
  for (let n = 8; n < whole; n++) heaps[n % 8] += terms[n];
  const [a, b, c, d, e, f, g, h] = heaps;
  return terms
    .slice(whole)
    .reduce((sum, term) => sum + term, a + b + (c + d) + (e + f + (g + h)));
}
