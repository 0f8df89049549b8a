// Why a term is 0: the same words as in zeros.py.
import { atTime, subscript } from '../../components/numbers.js';
import { contributionsOf } from './contributions.js';

/** @import { Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** @param {number} product - of factors that are not 0 */
const tooSmall = product => (product === 0 ? 'too small for float64' : '');

/**
 * The error of unit i, from 1, at step k + 1 that comes back from loss t.
 * @param {Known} known
 * @param {number} t
 * @param {number} k
 * @param {number} i
 */
const errorAt = ({ D, delta }, t, k, i) => delta[((t * (t - 1)) / 2 + k) * D + i - 1];

/**
 * Why the picked weight's term of loss t at instance k, k < t, is 0.
 * @param {Known} known
 * @param {Picked} picked
 * @param {number} t
 * @param {number} k
 */
function zeroReason(known, { matrix, i, j }, t, k) {
  const { D, V, real, h, slope, delta_o, inputs, read } = known;
  /** @param {number} s */
  const silent = s => h[s * D + j - 1] === 0;
  /** @param {number} s */
  const isZero = s => `${atTime(`h${subscript(j)}`, s)} is 0`;
  if (matrix === 'U') {
    if (k !== t - 1) return `loss ${k + 1} uses that instance of U, not loss ${t}`;
    return silent(t) ? isZero(t) : tooSmall(delta_o[(t - 1) * V + i - 1]);
  }
  if (matrix === 'L' && inputs[k] !== j - 1)
    return `step ${k + 1} reads another word, ${read[k]}`;
  if (slope[k * real + i - 1] === 0)
    return `unit ${i} is off at step ${k + 1}: its slope σ′ is 0`;
  const error = errorAt(known, t, k, i);
  if (error === 0) return `no error comes back to unit ${i} of ${atTime('h', k + 1)}`;
  if (matrix === 'H' && silent(k)) return isZero(k);
  return tooSmall(error * (matrix === 'L' ? 1 : h[k * D + j - 1]));
}

/**
 * t, k and why for each of the picked weight's terms, k < t, that is 0.
 * @param {Known} known
 * @param {Picked} picked
 */
export const reasons = (known, picked) =>
  contributionsOf(known, picked).flatMap((row, r) =>
    row.slice(0, r + 1).flatMap((term, k) => {
      /** @type {[number, number, string]} */
      const why = [r + 1, k, term === 0 ? zeroReason(known, picked, r + 1, k) : ''];
      return term === 0 ? [why] : [];
    }),
  );

/**
 * Of the matrix of the picked weight, why some of the chosen loss's terms are 0.
 * @param {Known} known
 * @param {Picked} picked
 */
export function zeros(known, { matrix, t }) {
  const { T, D, real, h, slope } = known;
  if (matrix === 'U') {
    const silent = h.subarray(t * D, (t + 1) * D).includes(0);
    return [
      ...(T > 1
        ? [`${atTime('J', t)} uses instance ${t - 1} alone, each other loss its own`]
        : []),
      ...(silent ? [`a unit of ${atTime('h', t)} is 0 and adds nothing`] : []),
    ];
  }
  const why = [];
  if (t === T - 1) why.push(`instance ${t} comes too late for it`);
  else if (t < T) why.push(`those from instance ${t} on come too late for it`);
  const off = slope.subarray(0, t * real);
  if (off.includes(0))
    why.push('a unit with slope σ′ = 0 is off: no error goes back through it');
  const lost = [...off].some(
    (s, n) => s !== 0 && errorAt(known, t, Math.floor(n / real), (n % real) + 1) === 0,
  );
  if (lost) why.push('some units get no error back from later steps');
  if (matrix === 'H' && h.subarray(0, t * D).includes(0))
    why.push('a unit whose state is 0 has nothing to pass on');
  return why;
}
