// Numbers of a factor strip, and what is said of a cell.
import { named } from '../components/naming.js';
import { short, subscript, superscript } from '../components/numbers.js';
/** @import { DecimalNumber, FactorStripData } from './data_types.js' */
/** @import { Block } from './factor_strip_layout.js' */

/**
 * value times 10^exponent in full, also where no float64 could hold it.
 * @param {DecimalNumber} number
 */
export function fullDecimal({ value, exponent }) {
  if (!exponent || value === 0) return String(value);
  const [mantissa, power] = value.toExponential().split('e');
  return `${mantissa}e${Number(power) + exponent}`;
}

/**
 * The same in three digits.
 * @param {DecimalNumber} number
 */
export function shortDecimal({ value, exponent }) {
  if (!exponent || value === 0) return short(value);
  return `${value.toFixed(2)} × 10${superscript(exponent)}`.replace(/^-/, '−');
}

/**
 * A cell's or a bar's name, its value in full, and how that comes about.
 * @param {FactorStripData} data
 * @param {Block} block
 * @param {number} r
 * @param {number} c - -1 for a row's bar
 * @returns {[name: string, value: string, origin: string]}
 */
export function describeCell(data, { title, matrix, factor, band }, r, c) {
  const [i, j] = [data.units[r], data.units[c]];
  const slope = factor?.slope[r] ?? 0;
  if (c < 0) return [named(`σ′${subscript(i)} of ${title}`), String(slope), ''];
  const number = { value: matrix?.cells[r][c] ?? 0, exponent: matrix?.exponent ?? 0 };
  const kind = band === 2 ? ' product' : '';
  const name = `${title}${kind}, row ${i}, column ${j}`;
  if (!factor) return [name, fullDecimal(number), ''];
  const comma = i > 9 || j > 9 ? '‚' : '';
  const entry = `H${subscript(i)}${comma}${subscript(j)} ${data.H[r][c]}`;
  const origin = named(` = σ′${subscript(i)} ${slope} × ${entry}`);
  return [name, fullDecimal(number), origin];
}
