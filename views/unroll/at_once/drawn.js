// Which edges, units and words are drawn after a pick: as network.py chooses them.
import { contribution, numbersOf, unpacked } from './contributions.js';

/** @import { Edge, Guess, NetworkData, Picked, Unit } from '../data_types.js' */
/** @import { DrawnData, KnownData } from './data_types.js' */
/** @import { Known } from './contributions.js' */

/** @typedef {Omit<DrawnData, 'into'> & { into: Float64Array }} Drawing */

/**
 * @param {DrawnData} data
 * @returns {Drawing}
 */
export const drawingOf = ({ into, ...rest }) => ({ ...rest, into: numbersOf(into) });

/**
 * A network's numbers, and with what it is drawn.
 * @param {KnownData} data
 * @returns {Known}
 */
export const knownToDraw = ({ drawing, longest, ...numbers }) => ({
  ...unpacked(numbers),
  drawing: drawing && drawingOf(drawing),
});

/**
 * What truncation keeps of a matrix, and which cells it discards: none of U's.
 * @param {Drawing} drawing
 * @param {string} matrix
 */
export const cutOf = ({ window, cut }, matrix) =>
  matrix === 'U' ? { window: 0, cut: null } : { window, cut };

/**
 * Numbers from `from` on, `count` of them.
 * @param {number} count
 * @param {number} [from]
 */
const range = (count, from = 0) => Array.from({ length: count }, (_, n) => from + n);

/**
 * Where the largest of some sizes are; of equal ones the first.
 * @param {number[]} sizes
 * @param {number} count
 */
const first = (sizes, count) =>
  range(sizes.length)
    .sort((a, b) => sizes[b] - sizes[a])
    .slice(0, count);

/**
 * Places of a product of two vectors: all, or where both are largest.
 * @param {number[]} rows
 * @param {number[]} columns
 * @param {number | null} keep
 * @returns {[number, number][]}
 */
function grid(rows, columns, keep) {
  const tall = keep === null ? rows.length : Math.ceil(Math.sqrt(keep));
  const wide = keep === null ? columns.length : Math.max(1, Math.floor(keep / tall));
  const across = first(columns.map(Math.abs), wide);
  return first(rows.map(Math.abs), tall).flatMap(i =>
    across.map(j => /** @type {[number, number]} */ ([i, j])),
  );
}

/**
 * A step's most probable words, its target and a picked row of U among them.
 * @param {Known} known
 * @param {Drawing} drawing
 * @param {Picked} picked
 * @param {number} step - from 0
 * @param {number} count
 * @returns {Guess[]}
 */
function guessesOf({ V, delta_o }, { words, targets, sure }, picked, step, count) {
  const target = targets[step];
  const p = range(V).map(v => (v === target ? sure[step] : delta_o[step * V + v]));
  const wanted = new Set([...(picked.matrix === 'U' ? [picked.i - 1] : []), target]);
  const rest = first(p, V).filter(v => !wanted.has(v));
  const some = [...wanted, ...rest].slice(0, count).sort((a, b) => p[b] - p[a]);
  const all = count === V ? range(V) : some;
  return all.map(v => ({ v: v + 1, word: words[v], p: p[v], target: v === target }));
}

/**
 * The edges of one step that are drawn.
 * @param {Known} known
 * @param {Picked} picked
 * @param {number} k
 * @param {number[]} rows - words that its prediction shows, from 0
 * @param {number | null} keep
 * @param {number} bias - the unit into which no edge leads, from 1
 * @returns {Edge[]}
 */
function edgesOf(known, picked, k, rows, keep, bias) {
  const { D, V, inputs, delta, h, delta_o } = known;
  const { matrix, i, j, t } = picked;
  /** @param {number} s */
  const state = s => [...h.subarray(s * D, (s + 1) * D)];
  const start = ((t * (t - 1)) / 2 + k) * D;
  const error = k < t ? [...delta.subarray(start, start + D)] : range(D).map(() => 0);
  /** @type {[number, number][]} */
  let places;
  if (matrix === 'H') places = grid(error, state(k), keep);
  else if (matrix === 'L') {
    const most = first(error.map(Math.abs), keep ?? D);
    places = most.map(row => [row, inputs[k]]);
  } else {
    const errors = rows.map(v => delta_o[k * V + v]);
    const found = grid(errors, state(k + 1), keep);
    places = found.map(([row, column]) => [rows[row], column]);
  }
  const drawn = keep === null || k < t ? places : [];
  const own = { H: true, L: inputs[k] === j - 1, U: rows.includes(i - 1) }[matrix];
  const mine = drawn.some(([row, column]) => row === i - 1 && column === j - 1);
  if (own && !mine) drawn.push([i - 1, j - 1]);
  return drawn
    .filter(([row]) => matrix === 'U' || row !== bias - 1)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([row, column]) => {
      const weight = { matrix, i: row + 1, j: column + 1 };
      return [k, row + 1, column + 1, contribution(known, weight, t, k)];
    });
}

/**
 * Of each state the units at the ends of edges, or all of them.
 * @param {Known} known
 * @param {string} matrix
 * @param {Edge[]} edges
 * @param {boolean} folded
 * @returns {Unit[][]}
 */
function unitsOf({ T, D, h }, matrix, edges, folded) {
  const seen = range(T + 1).map(() => new Set(folded ? [] : range(D, 1)));
  if (folded)
    for (const [k, i, j] of edges) {
      if (matrix !== 'U') seen[k + 1].add(i);
      if (matrix !== 'L') seen[matrix === 'H' ? k : k + 1].add(j);
    }
  return seen.map((units, s) =>
    [...(units.size ? units : [1])]
      .sort((a, b) => a - b)
      .map(unit => [unit, h[s * D + unit - 1]]),
  );
}

/** Units of a folded layer that have room for their numbers. */
const NUMBERED = 16;

/**
 * A sentence about folded layers.
 * @param {Unit[][]} units
 * @param {number} hidden
 */
function aboutFolded(units, hidden) {
  const most = Math.max(...units.map(some => some.length));
  if (most >= hidden)
    return `Of each step the largest terms are drawn, between all ${hidden} units.`;
  const numbered = most <= NUMBERED ? ', numbered' : '';
  return (
    `Drawn: at most ${most} of ${hidden} units${numbered}: those at the ends of the ` +
    'largest terms.'
  );
}

/**
 * The network after a pick of any weight, loss and instance.
 * @param {NetworkData} data
 * @param {Picked} picked
 * @param {Known} known
 * @param {Drawing} drawing
 * @returns {NetworkData}
 */
export function networkAnew(data, picked, known, drawing) {
  const { T, D } = known;
  const keep = drawing.keep[picked.matrix];
  const count = data.predictions[0].length;
  const predictions = known.delta_o.length
    ? range(T).map(step => guessesOf(known, drawing, picked, step, count))
    : data.predictions;
  const edges = predictions.flatMap((guesses, k) => {
    const rows = guesses.map(({ v }) => v - 1);
    return edgesOf(known, picked, k, rows, keep, data.bias);
  });
  const units = unitsOf(known, picked.matrix, edges, keep !== null);
  const inputs = units.slice(1).map((some, s) =>
    some.map(([unit]) => {
      const at = 2 * (s * D + unit - 1);
      return /** @type {[number, number]} */ ([drawing.into[at], drawing.into[at + 1]]);
    }),
  );
  return {
    ...data,
    ...picked,
    folded: keep !== null,
    window: cutOf(drawing, picked.matrix).window,
    predictions,
    edges,
    units,
    inputs,
    drawn: keep === null ? '' : aboutFolded(units, D),
    largest: Math.max(0, ...edges.map(edge => Math.abs(edge[3]))),
  };
}
