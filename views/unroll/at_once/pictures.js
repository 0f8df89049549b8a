// What the pictures show after a pick: the last data with the numbers that follow.
import {
  contribution,
  contributionsOf,
  keptTerms,
  sumInHeaps,
  sumInOrder,
} from './contributions.js';
import { networkAnew } from './drawn.js';
import { grouped } from './headline.js';

/** @import { BarsData, Edge, NetworkData, Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** @param {number[]} values */
const largestOf = values => Math.max(0, ...values.map(Math.abs));

/**
 * The network; undefined where paths are drawn or something plays, and where it is not
 * known which edges and words are drawn: that only Python answers, if it is there.
 * @param {NetworkData} data
 * @param {Picked} picked
 * @param {Known} known
 * @returns {NetworkData | undefined}
 */
export function networkAfter(data, picked, known) {
  const { folded, matrix, i } = data;
  if (known.alone) return known.alone.network(data, picked);
  if (data.paths || data.motion) return;
  const guesses = data.predictions[0].length;
  const others = matrix === 'U' && picked.i !== i && guesses < known.V;
  if (others || folded) {
    const { drawing } = known;
    const { window } = data;
    return drawing && networkAnew(data, picked, known, { ...drawing, window });
  }
  const edges = data.edges.map(([k, row, column]) => {
    const weight = { matrix, i: row, j: column };
    return /** @type {Edge} */ ([
      k,
      row,
      column,
      contribution(known, weight, picked.t, k),
    ]);
  });
  const largest = largestOf(edges.map(edge => edge[3]));
  return { ...data, ...picked, edges, largest };
}

/**
 * The triangle. NumPy adds the rows of what truncation keeps in heaps, others in order.
 * @param {TriangleData} data
 * @param {Picked} picked
 * @param {Known} known
 * @returns {TriangleData}
 */
export function triangleAfter(data, picked, known) {
  const { over } = data;
  const { window, cut } = known.alone?.cutOf(picked.matrix) ?? data;
  const cells = contributionsOf(known, picked);
  const kept = keptTerms(cells, window);
  const counted = over === 'last' ? kept.slice(-1) : kept;
  const scale = over === 'mean' ? 1 / known.T : 1;
  const row_sums = kept.map(window ? sumInHeaps : sumInOrder);
  const column_sums = cells.map(
    (_, k) => sumInOrder(counted.map(row => row[k])) * scale,
  );
  const same =
    picked.matrix === data.matrix && picked.i === data.i && picked.j === data.j;
  return {
    ...data,
    ...picked,
    window,
    cut,
    cells,
    row_sums,
    column_sums,
    total: sumInHeaps(over === 'last' ? row_sums.slice(-1) : row_sums) * scale,
    largest: largestOf(cells.flat()),
    largest_sum: largestOf([...row_sums, ...column_sums]),
    why: same ? data.why : [],
  };
}

/**
 * The bars of the chosen loss.
 * @param {BarsData} data
 * @param {Picked} picked
 * @param {Known} known
 * @param {number} window
 * @returns {BarsData}
 */
export function barsAfter(data, picked, known, window) {
  const row = contributionsOf(known, picked)[picked.t - 1];
  const terms = row.slice(0, picked.t);
  const cut = window ? Math.max(0, picked.t - window) : 0;
  const sum = sumInHeaps(row.map((term, k) => (k < cut ? 0 : term)));
  const those = window ? 'the sum of those kept' : 'their sum';
  return {
    ...data,
    ...picked,
    terms,
    sum,
    cut,
    largest: largestOf([...terms, sum]),
    label:
      `What each instance adds to the gradient of loss ${picked.t}, as bars; ` +
      `${those} is ${grouped(sum)}.`,
  };
}
