// Numbers of curves and their tangents, and how they are said.
import { plain, short, superscript } from '../../components/numbers.js';
/** @import { CurveRow, CurvesData } from './data_types.js' */

/**
 * A loss's sign; t = 0 is J, of all losses.
 * @param {number} t
 */
export const lossSign = t => (t ? `J⁽${superscript(t)}⁾` : 'J');

/**
 * A loss for who hears it.
 * @param {number} t
 */
export const lossName = t => (t ? `J(${t})` : 'J');

/**
 * A number, or that there is none.
 * @param {number | null} value
 */
export const orOverflow = value => (value === null ? 'overflows' : short(value));

/**
 * The same with a plus sign too.
 * @param {number | null} value
 */
export const signed = value =>
  (value !== null && value > 0 ? '+' : '') + orOverflow(value);

/**
 * A sum; none where the second has none.
 * @param {number} one
 * @param {number | null} other
 */
export const add = (one, other) => (other === null ? null : one + other);

/**
 * What a prediction misses. A miss smaller than what rounding leaves of two nearly
 * equal numbers is 0.
 * @param {number} predicted
 * @param {number | null} actual
 */
export function missOf(predicted, actual) {
  if (actual === null) return null;
  const size = Math.abs(actual) + Math.abs(predicted);
  return Math.abs(actual - predicted) <= 1e-13 * size ? 0 : actual - predicted;
}

/**
 * The row of a loss; the last, of J, where it has none.
 * @param {CurvesData} data
 * @param {number} t
 */
export const rowOf = (data, t) =>
  data.rows.find(row => row.t === t) ?? data.rows[data.rows.length - 1];

/**
 * A row at one stop, for who hears it.
 * @param {CurvesData} data
 * @param {CurveRow} row
 * @param {number} at
 */
export function rowWords(data, row, at) {
  const predicted = row.slope * data.stops[at];
  const actual = row.actual[at];
  const note = row.note && ', ' + row.note;
  if (data.kind === 'nudge') {
    const real = actual === null ? 'overflows' : plain(actual);
    return `${lossName(row.t)}: predicted ${plain(predicted)}, actual ${real}${note}`;
  }
  const after = actual === null ? 'overflows' : plain(row.base + actual);
  const promised = plain(row.base + predicted);
  return `${lossName(row.t)}: before ${plain(row.base)}, promised ${promised}, after ${after}${note}`;
}
