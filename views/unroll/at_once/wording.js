// Numbers in sentences, written as numerals.py writes them.
import { withMinus } from '../../components/numbers.js';
import { grouped } from './headline.js';

/**
 * A share in percent: 62.1%; 100% only where it is exactly 1.
 * @param {number} share
 */
export function percent(share) {
  if (share !== 1 && grouped(100 * share) === '100')
    return share < 1 ? 'over 99.9%' : 'just over 100%';
  return `${grouped(100 * share)}%`;
}

/**
 * e to the power of a natural logarithm, however large or small.
 * @param {number} log
 */
export function exponential(log) {
  if (log === -Infinity) return '0';
  if (Math.abs(log) < 600) return grouped(Math.exp(log));
  const power = Math.floor(log / Math.LN10);
  const mantissa = Math.exp(log - power * Math.LN10).toFixed(2);
  const text = mantissa === '10.00' ? `1.00e${power + 1}` : `${mantissa}e${power}`;
  return withMinus(text);
}

/** @param {number} number */
export const counted = number => number.toLocaleString('en-US');

/**
 * 1 step, 12,000 steps.
 * @param {number} number
 * @param {string} one
 */
export const plural = (number, one) =>
  `${counted(number)} ${one}${number === 1 ? '' : 's'}`;

/**
 * In running text: a, "a and b", "a, b and c".
 * @param {(string | number)[]} items
 */
export const listed = items =>
  items.length === 1
    ? String(items[0])
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
