// The headline after a pick: the same formula, to the letter, that Python writes.

import { letterOf } from '../../components/naming.js';
import { withMinus } from '../../components/numbers.js';
import { contributionsOf, sumInHeaps } from './contributions.js';

/** @import { FormulasData } from '../../components/data_types.js' */
/** @import { Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** Terms that are written out. */
const TERMS = 4;

/**
 * A number's digits, a half rounded to the even digit as Python does.
 * @param {string} rounded - a half away from 0
 * @param {string} exact - the same with all its digits
 */
function evenly(rounded, exact) {
  const [digits, power = ''] = rounded.split(/(?=e)/);
  const [all] = exact.split('e');
  const size = digits.includes('.') || !all.includes('.') ? 0 : 1;
  const rest = all.slice(digits.length + size);
  const even = '02468'.includes(digits.slice(-1));
  return /^50*$/.test(rest) && !even ? all.slice(0, digits.length) + power : rounded;
}

/**
 * Three significant digits as Python writes them: 0.0123, -1.23, 12,300, 4.56e-12.
 * @param {number} value
 */
function digitsOf(value) {
  if (value === 0) return '0';
  const power = evenly(value.toExponential(2), value.toExponential(60));
  const size = Math.abs(Number(power));
  if (size < 1e-4 || size >= 1e5) return power.replace('e+', 'e');
  const count = Math.max(0, 2 - Math.floor(Math.log10(size)));
  const text = evenly(value.toFixed(count), value.toFixed(60));
  return count ? text : text.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * The same with a real minus sign, for sentences.
 * @param {number} value
 */
export const grouped = value => withMinus(digitsOf(value));

/**
 * All digits of a number as Python writes them: 0.5, 1.0, 1e-05.
 * @param {number} value
 */
export function everyDigit(value) {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/**
 * @param {string} ref
 * @param {string} body
 */
export const linked = (ref, body) => `\\htmlData{ref=${ref}}{${body}}`;

/**
 * @param {string} above
 * @param {string} below
 * @param {string} [sign] - "+" marks the immediate partial
 */
export const derivative = (above, below, sign) =>
  `\\frac{\\partial${sign ? `^{${sign}}` : ''} ${above}}{\\partial ${below}}`;

/** @param {Picked} picked */
export const lossTex = ({ t }) => linked('loss', `J^{(${t})}`);

/**
 * A number of the formula, with all its digits behind it.
 * @param {number} value
 * @param {string} [ref]
 */
export function numberTex(value, ref) {
  const [digits, power] = digitsOf(value).replace(',', '{,}').split('e');
  const text = power ? `${digits} \\times 10^{${power}}` : digits;
  const data = `value=${everyDigit(value)}${ref ? `,ref=${ref}` : ''}`;
  return `\\htmlData{${data}}{${text}}`;
}

/**
 * W_ij, or its instance.
 * @param {Picked} picked
 * @param {string} [instance]
 */
export function weightTex({ matrix, i, j }, instance) {
  const indices = Math.max(i, j) < 10 ? `${i}${j}` : `${i},${j}`;
  const [, label] = letterOf(matrix);
  const entry = label ? `W_{\\mathrm{${label}},${indices}}` : `${matrix}_{${indices}}`;
  return instance
    ? linked(`instance${instance}`, `${entry}^{(${instance})}`)
    : linked('weight', entry);
}

/**
 * Places 0..count-1, or of more than `most` the two ends and `keep`; null where some are
 * left out between. The end is one longer than the beginning where `most` is even.
 * @param {number} count
 * @param {number} most
 * @param {number} [keep]
 */
export function ends(count, most, keep) {
  const all = Array.from({ length: count }, (_, n) => n);
  if (count <= most) return all;
  const [head, tail] = [Math.floor((most - 1) / 2), Math.floor(most / 2)];
  const some = all.filter(n => n < head || n >= count - tail || n === keep);
  return some.flatMap((n, m) => (m && n > some[m - 1] + 1 ? [null, n] : [n]));
}

/**
 * What truncation keeps of the sum; '' where nothing is truncated.
 * @param {Picked} picked
 * @param {Known} known
 * @param {number[]} row - all terms of the chosen loss
 * @param {number} window
 */
function keptNote({ matrix, j, t }, known, row, window) {
  const first = t - window;
  const earlier = known.inputs.slice(0, Math.max(0, first));
  const cuts = matrix === 'L' ? earlier.includes(j - 1) : earlier.length > 0;
  if (!window) return '';
  const steps = `${window} step${window > 1 ? 's' : ''}`;
  const full = `That is the full sum. A window of ${steps} keeps `;
  if (!cuts) return `${full}all of it.`;
  const kept = sumInHeaps(row.map((term, k) => (k < first ? 0 : term)));
  const which =
    first === t - 1 ? `instance ${first}` : `instances ${first} to ${t - 1}`;
  return `${full}${which} of it: ${grouped(kept)}.`;
}

/**
 * The headline after a pick.
 * @param {FormulasData} data
 * @param {Picked} picked
 * @param {Known} known
 * @param {TriangleData} triangle - how losses are summed, and what is kept
 * @returns {FormulasData}
 */
export function headlineAfter(data, picked, known, { over, window }) {
  const { t, k } = picked;
  const row = contributionsOf(known, picked)[t - 1];
  const terms = row.slice(0, t);
  const loss = lossTex(picked);
  const alone = over === 'last' && t === known.T && t > 1;
  const own = derivative(loss, weightTex(picked));
  const left = alone ? `${derivative('J', weightTex(picked))} = ${own}` : own;
  const summed = derivative(loss, weightTex(picked, 'k'));
  const parts = ends(t, TERMS, k).map((n, m) => {
    if (n === null) return '+ \\cdots';
    const sign = m === 0 ? '' : terms[n] >= 0 ? '+ ' : '{} ';
    return sign + numberTex(terms[n], n === k ? `picked${n}` : `term${n}`);
  });
  const total = t > 1 ? ` = ${numberTex(sumInHeaps(terms), 'sum')}` : '';
  const tex = `${left} = \\sum_{k=0}^{${t - 1}} ${summed} = ${parts.join(' ')}${total}`;
  const losses = alone ? `J, loss ${t} alone,` : `loss ${t}`;
  return {
    ...data,
    t,
    lines: [{ tex: [tex], rule: '', note: keptNote(picked, known, row, window) }],
    label:
      `The gradient of ${losses} as a sum over instances. ` +
      'Arrow keys go from symbol to symbol.',
  };
}
