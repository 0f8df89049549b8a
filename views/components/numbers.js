// Numbers as text.

import { named } from './naming.js';

/**
 * Three significant digits, with a hyphen for the minus sign.
 * @param {number} value
 */
export function plain(value) {
  const size = Math.abs(Number(value.toExponential(2)));
  if (value === 0) return '0';
  if (size < 1e-4 || size >= 1e5) return value.toExponential(2).replace('e+', 'e');
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(size))));
}

/**
 * With real minus signs.
 * @param {string | number} value
 */
export const withMinus = value => String(value).replace(/-/g, '−');

/**
 * Three significant digits, with a real minus sign.
 * @param {number} value
 */
export const short = value => withMinus(plain(value));

/**
 * In every digit, with real minus signs.
 * @param {string | number} value
 */
export const full = withMinus;

/**
 * Its digits below the line.
 * @param {string | number} value
 */
export const subscript = value =>
  String(value).replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);

/**
 * Its digits, and a minus sign, above the line.
 * @param {string | number} value
 */
export const superscript = value =>
  String(value).replace(/[-\d]/g, sign =>
    sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)],
  );

/**
 * A quantity of one step: J⁽⁴⁾.
 * @param {string} letter
 * @param {number} time
 */
export const atTime = (letter, time) => `${letter}⁽${superscript(time)}⁾`;

/**
 * An entry of a matrix: H₁₂, H₁₀,₂ where digits would run on, h₃⁽⁰⁾, (W_hh)₁₂.
 * @param {string} matrix
 * @param {string | number} i
 * @param {string | number} j
 */
export function entryName(matrix, i, j) {
  if (matrix === 'h0') return named(`h${subscript(i)}⁽⁰⁾`);
  if (matrix.startsWith('b_')) return `(${matrix})${subscript(i)}`;
  const comma = Number(i) > 9 || Number(j) > 9 ? ',' : '';
  return named(matrix + subscript(i) + comma + subscript(j));
}

/**
 * The nearest number from `low` to `high`.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
