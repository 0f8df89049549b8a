// How long the row vector of a chain is at its start and end, in the words of captions.py.
import { atTime, subscript } from '../../components/numbers.js';
import { rowOf } from './contributions.js';
import { uses, weightName } from './sentences.js';
import { exponential, plural } from './wording.js';

/** @import { Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/**
 * The logarithm of the Euclidean length, however small the numbers.
 * @param {Float64Array} vector
 */
function logLength(vector) {
  const largest = Math.max(...vector.map(Math.abs));
  if (largest === 0) return -Infinity;
  const squares = [...vector].map(value => (value / largest) ** 2);
  return Math.log(largest) + Math.log(Math.sqrt(squares.reduce((a, b) => a + b, 0)));
}

/**
 * What became of a length, both given by their logarithms.
 * @param {number} first
 * @param {number} last
 */
function change(first, last) {
  if (last === -Infinity)
    return `is 0 in float64, of a length of ${exponential(first)} at first`;
  const lengths = `in length from ${exponential(first)} to ${exponential(last)}`;
  const share = exponential(last - first + Math.log(100));
  const times = exponential(last - first);
  if (share === '100' || times === '1.00')
    return `keeps its length, ${exponential(last)}, to three digits`;
  return last < first
    ? `has shrunk to ${share}%, ${lengths}`
    : `has grown to ${times} times as much, ${lengths}`;
}

/**
 * Why the immediate partial, and with it the product, is 0; '' where it is not.
 * @param {Known} known
 * @param {Picked} picked
 */
function zeroAtEnd(known, picked) {
  const { D, real, h, slope } = known;
  const { matrix, i, j, t, k } = picked;
  const time = matrix === 'U' ? t : k;
  let why = '';
  if (!uses(known, picked, t, k)) why = `Step ${k + 1} reads another word`;
  else if (matrix !== 'L' && h[time * D + j - 1] === 0)
    why = `${atTime(`h${subscript(j)}`, time)} is 0`;
  else if (matrix !== 'U' && slope[k * real + i - 1] === 0)
    why = `The slope of unit ${i} at step ${k + 1} is 0 in float64`;
  return why && ` ${why}, so the last factor is 0, and the product.`;
}

/**
 * A sentence about the chain.
 * @param {Known} known
 * @param {Picked} picked
 */
export function chainGuide(known, picked) {
  const { matrix, t, k } = picked;
  const between = t - k - 1;
  if (matrix === 'U' && between)
    return (
      `Loss ${t} never uses ${atTime(weightName(picked), k)}: it uses instance ` +
      `${t - 1}, at its own step, and no other. So the last factor is 0, and the product.`
    );
  const end = zeroAtEnd(known, picked);
  if (between === 0)
    return (
      'The loss comes right after this instance, so no Jacobian is needed.' +
      (end || ' The error meets it at once: the product is the cell’s number.')
    );
  const [first, last] = [t, k + 1].map(s => logLength(rowOf(known, t, s)));
  if (first === -Infinity)
    return (
      `∂${atTime('J', t)}/∂${atTime('h', t)} is 0 in float64, and with it every ` +
      `product.${end}`
    );
  const away = change(first, last);
  return `Multiply from the top: ${plural(between, 'step')} back, the error ${away}.${end}`;
}
