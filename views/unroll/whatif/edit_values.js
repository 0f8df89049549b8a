import { named, nameOf } from '../../components/naming.js';
import { full } from '../../components/numbers.js';

/**
 * What a cell holds, in words: H 1,2; h(0) 3; word 4.
 * @param {string} matrix
 * @param {string | number} i
 * @param {string | number} j
 */
export const cellName = (matrix, i, j) =>
  matrix === 'x'
    ? `word ${i}`
    : matrix === 'h0'
      ? named(`h(0) ${i}`)
      : `${nameOf(matrix)} ${i},${j}`;

/**
 * Why what was typed cannot be taken; '' where it can.
 * @param {string} matrix
 * @param {string} text
 * @param {number} largest - the largest size of a weight
 */
export function refusal(matrix, text, largest) {
  if (matrix === 'x')
    return /[\p{L}\p{N}]/u.test(text)
      ? ''
      : `“${text}” is no word: nothing was changed.`;
  const value = Number(text.trim().replace(/−/g, '-').replace(/,/g, '.') || NaN);
  if (Number.isNaN(value)) return `“${text}” is not a number: nothing was changed.`;
  const limit = largest.toLocaleString('en');
  return Math.abs(value) > largest
    ? `${text} is not from −${limit} to ${limit}: nothing was changed.`
    : '';
}

/**
 * Whether a letter that is typed on a cell begins its new content.
 * @param {string} matrix
 * @param {string} letter
 */
export const begins = (matrix, letter) =>
  letter.length === 1 && (matrix === 'x' ? /[\p{L}\p{N}]/u : /[-−+.\d]/).test(letter);

/**
 * A cell's whole content, and what it was before edits.
 * @param {string} content
 * @param {string | null} was
 */
export const cellTitle = (content, was) =>
  full(content) + (was === null ? '' : `, was ${full(was)}`);
