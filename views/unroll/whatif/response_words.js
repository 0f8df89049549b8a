// What a picture of curves says of one stop.
import { plain, short } from '../../components/numbers.js';
import {
  add,
  lossName,
  lossSign,
  missOf,
  orOverflow,
  rowOf,
  signed,
} from './response_numbers.js';

/** @import { CurvesData } from './data_types.js' */

/**
 * The row that a picture speaks of: the chosen loss's or, for a step, J's.
 * @param {CurvesData} data
 */
const mainRow = data => rowOf(data, data.kind === 'step' ? 0 : data.t);

/**
 * The sentence above the slider.
 * @param {CurvesData} data
 * @param {number} at
 */
export function changeSentence(data, at) {
  const row = mainRow(data);
  const size = data.stops[at];
  const predicted = row.slope * size;
  const actual = row.actual[at];
  if (data.kind === 'nudge') {
    if (actual === null) return `ε = ${short(size)}: the moved network overflows.`;
    const miss = missOf(predicted, actual);
    const end = miss ? `: the line misses by ${short(Math.abs(miss))}.` : '.';
    return (
      `ε = ${short(size)}: ${lossSign(data.t)} is predicted to change by ` +
      `${signed(predicted)} and changes by ${signed(actual)}${end}`
    );
  }
  const rate = `Rate ${short(size)}`;
  if (actual === null) return `${rate}: the network after this step overflows.`;
  const [before, after, promised] = [
    row.base,
    add(row.base, actual),
    row.base + predicted,
  ].map(orOverflow);
  const vain = row.base + predicted < 0 ? ', which no loss can reach.' : '.';
  const change = row.base + actual - row.base;
  const verb = change > 0 ? 'rises' : change < 0 ? 'falls' : 'stays';
  const long = change > 0 ? 'the step is too long. ' : '';
  return (
    `${rate}: ${long}J ${verb} from ${before} to ${after}; ` +
    `the gradient promised ${promised}${vain}`
  );
}

/**
 * The same, short, for who hears the slider.
 * @param {CurvesData} data
 * @param {number} at
 */
export function changeWords(data, at) {
  const row = mainRow(data);
  const size = data.stops[at];
  const nudge = data.kind === 'nudge';
  const base = nudge ? 0 : row.base;
  const actual = row.actual[at];
  const real = actual === null ? 'overflows' : plain(base + actual);
  const predicted = plain(base + row.slope * size);
  return nudge
    ? `epsilon ${plain(size)}: ${lossName(data.t)} predicted ${predicted}, actual ${real}`
    : `rate ${plain(size)}: J promised ${predicted}, actual ${real}`;
}
