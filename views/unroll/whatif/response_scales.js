// Where things are in a chart of a curve and its tangent.
import { clamp, withMinus } from '../../components/numbers.js';
/** @import { CurveRow, CurvesData } from './data_types.js' */

/**
 * Round numbers from `low` to `high` with their texts.
 * @param {number} low
 * @param {number} high
 * @param {number} most - about so many
 * @returns {[number, string][]}
 */
export function ticks(low, high, most) {
  const rough = (high - low) / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find(by => by * unit >= rough) ?? 10);
  const values = [];
  for (let n = Math.ceil(low / step); n * step <= high && values.length < 40; n++)
    values.push(n * step);
  /** @param {number} value */
  const power = value => Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const place = power(step);
  const far = place < -4 || power(Math.max(-low, high)) > 4;
  /** @param {number} value */
  const written = value =>
    far
      ? value.toExponential(Math.max(0, power(value) - place)).replace('e+', 'e')
      : value.toFixed(Math.max(0, -place));
  return values.map(value => [value, value === 0 ? '0' : withMinus(written(value))]);
}

/** The chart's size, and where its frame is. */
export const CHART = {
  width: 460,
  height: 236,
  left: 58,
  right: 448,
  top: 12,
  foot: 198,
};

/**
 * From sizes of a move and changes of a loss to places in its chart.
 * @param {CurvesData} data
 * @param {CurveRow} row
 */
export function scales({ log, stops }, row) {
  const { left, right, top, foot } = CHART;
  /** @param {number} value */
  const along = value => (log ? Math.log10(value) : value);
  const first = along(stops[0]);
  const last = along(stops[stops.length - 1]);
  const pad = (row.span[1] - row.span[0]) * 0.06;
  const low = row.span[0] - pad;
  const high = row.span[1] + pad;
  return {
    low,
    high,
    /** @param {number} value */
    x: value => left + ((along(value) - first) / (last - first)) * (right - left),
    /** @param {number} value */
    y: value => foot - ((value - low) / (high - low)) * (foot - top),
  };
}

/**
 * The path of a curve through every stop; it breaks where there is no value.
 * @param {CurvesData} data
 * @param {CurveRow} row
 * @param {(stop: number) => number | null} valueAt - by the stop's place
 */
export function curvePath(data, row, valueAt) {
  const { x, y } = scales(data, row);
  let path = '';
  let pen = 'M';
  data.stops.forEach((stop, n) => {
    const value = valueAt(n);
    if (value === null) {
      pen = 'M';
      return;
    }
    const height = clamp(y(value), -5000, 5000);
    path += `${pen}${x(stop).toFixed(2)} ${height.toFixed(2)}`;
    pen = 'L';
  });
  return path;
}
