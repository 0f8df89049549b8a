// What is said in and below pictures after a pick: the same words as in triangle.py,
// zeros.py and known.py.
import { named } from '../../components/naming.js';
import { atTime, subscript } from '../../components/numbers.js';
import { contributionsOf, sumInHeaps } from './contributions.js';
import { grouped } from './headline.js';
import { reasons, zeros } from './zeros.js';

/** @import { Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** Below which |sum| / sum of |terms| these words hold. @type {[number, string][]} */
const LIMITS = [
  [0.1, 'all but cancel'],
  [0.5, 'largely cancel'],
  [0.9, 'partly cancel'],
];
/** Up to this T cells show their numbers, and each 0 says why it is one. */
const [WRITTEN, REASONED] = [9, 30];

/**
 * An entry in the source's names: H₁₂.
 * @param {Picked} picked
 */
export const weightName = ({ matrix, i, j }) =>
  matrix + subscript(i) + (i < 10 && j < 10 ? '' : ',') + subscript(j);

/**
 * Whether a loss uses an instance of a weight, even where the term is 0.
 * @param {Known} known
 * @param {Picked} picked
 * @param {number} t
 * @param {number} k
 */
export function uses({ inputs }, { matrix, j }, t, k) {
  if (matrix === 'U') return k === t - 1;
  return k < t && (matrix === 'H' || inputs[k] === j - 1);
}

/**
 * How much terms cancel, in words; and |sum| / sum of |terms|, if that is defined.
 * @param {number[]} terms
 * @param {string} noun
 * @returns {[string, number?]}
 */
function cancellation(terms, noun) {
  if (!terms.length) return [`it has no ${noun}`];
  const many = terms.length > 1;
  const not = terms.filter(term => term !== 0).length;
  if (!not) return [many ? `all ${noun}s are 0` : `its only ${noun} is 0`];
  if (!many) return [`there is only one ${noun}`, 1];
  if (not === 1) return [`only one ${noun} is not 0`, 1];
  if (terms.every(term => term >= 0) || terms.every(term => term <= 0)) {
    const those = not < terms.length ? ' that are not 0' : '';
    return [`all ${noun}s${those} have the same sign: nothing cancels`, 1];
  }
  const largest = Math.max(...terms.map(Math.abs));
  const parts = terms.map(term => term / largest);
  const share = Math.abs(sumInHeaps(parts)) / sumInHeaps(parts.map(Math.abs));
  if (share <= terms.length * Number.EPSILON)
    return [`the ${noun}s cancel, as far as float64 can tell`, share];
  const shown = Number(share.toExponential(2));
  const words = LIMITS.find(([limit]) => shown < limit)?.[1] ?? 'hardly cancel';
  return [`the ${noun}s ${words}`, share];
}

/**
 * How much the chosen loss's terms cancel, and how marks are read.
 * @param {Known} known
 * @param {TriangleData} data
 */
function triangleRest(known, data) {
  const { t, window, idle } = data;
  const noun = window ? 'kept term' : 'term';
  const row = contributionsOf(known, data)[t - 1].filter(
    (_, k) => uses(known, data, t, k) && (!window || t - k <= window),
  );
  const [words, share] = cancellation(row, noun);
  const ratio =
    share === undefined ? '' : `, |sum| / sum of |${noun}s| = ${grouped(share)}`;
  const marks = ' Squares are positive, circles negative; the area is the size.';
  const steps = `${window} step${window > 1 ? 's' : ''}`;
  return (
    `Loss ${t}: ${words}${ratio}.` +
    (known.T > WRITTEN ? marks : '') +
    (window && window < known.T ? ` Hollow: discarded, more than ${steps} back.` : '') +
    (idle.includes(true)
      ? ' In brackets: losses before the last, which do not count in J.'
      : '')
  );
}

/**
 * The line below the network while nothing is pointed at.
 * @param {Known} known
 * @param {Picked} picked
 */
function networkRest(known, picked) {
  const { matrix, j, t } = picked;
  const why = zeros(known, picked);
  const name = weightName(picked);
  const at = known.inputs.indexOf(j - 1);
  const word = known.read[at];
  const lit =
    matrix !== 'L'
      ? `Lit: ${name}.`
      : word
        ? `Lit: ${name}, where ${word} is read; other steps use other columns.`
        : `None is lit: no step reads the word of ${name}.`;
  return (
    'A line is one instance of a weight, coloured by what it adds to the gradient of ' +
    `${atTime('J', t)}. Grey is 0${why.length ? `: ${why.join('; ')}` : ''}. ${lit}`
  );
}

const PICK = ', and pick what they lead to.';

/**
 * A picture's data with the sentences that Python would send with them; as they are
 * where its numbers were not sent.
 * @template {object} Data
 * @param {string} role
 * @param {Data} next
 * @param {Known} known
 * @returns {Data}
 */
export function worded(role, next, known) {
  const data = /** @type {Data & Picked} */ (next);
  const { matrix, t } = data;
  if (!known.slope.length) return data;
  if (role === 'network')
    return {
      ...data,
      rest: named(networkRest(known, data)),
      label: named(
        `The network unrolled over ${known.T} steps; edges of ${matrix} by what they ` +
          `add to the gradient of loss ${t}. Arrow keys move along time and rows, Page ` +
          `keys along columns${PICK}`,
      ),
    };
  if (role !== 'triangle') return data;
  /** @type {[number, number, string][]} */
  const why = known.T > REASONED ? [] : reasons(known, data);
  const label = `What each instance of ${weightName(data)} adds to the gradient of each loss.`;
  return {
    ...data,
    why: why.map(([row, k, words]) => [row, k, named(words)]),
    rest: named(triangleRest(known, /** @type {any} */ (data))),
    label: named(`${label} Arrow keys move${PICK}`),
  };
}
