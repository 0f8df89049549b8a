// What links symbols and cells, and how an element is written with its numbers.
/** @import { CellRange, DerivationData, ShownArray } from './data_types.js' */

/**
 * A cell of an array on the screen; r and c count the array, m and n what is shown.
 * @typedef {object} Cell
 * @property {string} key
 * @property {number} r
 * @property {number} c
 * @property {number} m
 * @property {number} n
 */

/**
 * Whether a range of cells, 0 for all, holds a cell.
 * @param {CellRange} range
 * @param {{ key: string, r: number, c: number }} cell
 */
export const holds = ([key, r, c], cell) =>
  key === cell.key && (!r || r === cell.r) && (!c || c === cell.c);

/**
 * A number in LaTeX, with all its digits.
 * @param {number} value
 */
export const fullTex = value =>
  String(value).replace(/e([+-]?\d+)/, (_, power) => ` \\times 10^{${Number(power)}}`);

/**
 * A short number in LaTeX.
 * @param {string} short
 */
export const shortTex = short =>
  short
    .replace('−', '-')
    .replaceAll(',', '{,}')
    .replace(/e([−-]?\d+)/, (_, power) => ` \\times 10^{${power.replace('−', '-')}}`);

/**
 * An element's formula.
 * @param {ShownArray} array
 * @param {number} r
 * @param {number} c
 */
export const elementTex = (array, r, c) =>
  array.one.replaceAll('@r', String(r)).replaceAll('@c', String(c));

/**
 * An element and its number.
 * @param {ShownArray} array
 * @param {Cell} cell
 */
export const valueTex = (array, { r, c, m, n }) =>
  `${elementTex(array, r, c)} = ${fullTex(array.values[m][n])}`;

/**
 * The cells that make one of the result, term by term.
 * @param {DerivationData} data
 * @param {Cell} cell
 * @returns {CellRange[][]}
 */
export function factorCells({ gather }, { r, c }) {
  /** @param {string | number} follow - "r", "c", or 0 for all */
  const place = follow => (follow === 'r' ? r : follow === 'c' ? c : 0);
  const terms = gather?.terms ?? [];
  return terms.map(({ factors }) =>
    factors.map(([key, row, column]) => [key, place(row), place(column)]),
  );
}

/**
 * An element of an array by its row and column; null where that is not one shown.
 * @param {DerivationData} data
 * @param {CellRange} range
 */
function elementAt({ arrays }, [key, r, c]) {
  const array = arrays.find(other => other.key === key);
  if (!array) return null;
  const m = array.shape[0] === 1 ? 0 : array.rows.indexOf(r);
  const n = array.shape[1] === 1 ? 0 : array.columns.indexOf(c);
  if (m < 0 || n < 0) return null;
  return {
    tex: elementTex(array, array.rows[m], array.columns[n]),
    value: array.values[m][n],
    short: array.short[m][n],
  };
}

/**
 * An element of the result: written as a sum of products of elements, with their
 * numbers, where that is what it is; else its number alone.
 * @param {DerivationData} data
 * @param {ShownArray} result
 * @param {Cell} cell
 */
export function resultTex(data, result, cell) {
  const { r, c, m, n } = cell;
  const total = result.values[m][n];
  const left = elementTex(result, r, c);
  const alone = `${left} = ${fullTex(total)}`;
  const terms = data.gather?.terms ?? [];
  if (!terms.length) return alone;
  const ranges = factorCells(data, cell);
  const names = [];
  const numbers = [];
  let sum = 0;
  for (const [place, { sign }] of terms.entries()) {
    const found = ranges[place].map(range => elementAt(data, range));
    const factors = found.filter(factor => factor !== null);
    if (!sign || factors.length < found.length) return alone;
    const mark = sign < 0 ? '-' : place ? '+' : '';
    names.push(mark + factors.map(factor => factor.tex).join('\\,'));
    const bracketed = place > 0 || factors.length > 1;
    const written = factors.map(({ value, short }) =>
      value < 0 && bracketed ? `(${shortTex(short)})` : shortTex(short),
    );
    numbers.push(mark + written.join(' \\times '));
    sum += factors.reduce((product, { value }) => product * value, sign);
  }
  const exact = Math.abs(sum - total) <= 1e-9 * Math.max(Math.abs(total), 1e-300);
  if (!exact) return alone;
  const right = shortTex(result.short[m][n]);
  return `${left} = ${names.join(' ')} = ${numbers.join(' ')} = ${right}`;
}
