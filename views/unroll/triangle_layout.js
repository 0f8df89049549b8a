// Where things are in the triangle, and which number is where.
import { overlap } from '../components/highlight.js';

/** @import { Pointed } from '../components/highlight.js' */
/** @import { TriangleData } from './data_types.js' */

const LEFT = 42;
const TOP = 40;
const GAP = 10;
const LOWEST = 18;

/**
 * Places are rows and columns from 0; the row and the column after the last hold sums.
 * @typedef {object} TriangleLayout
 * @property {number} n - rows, and columns
 * @property {boolean} words - cells show their numbers
 * @property {boolean} small - a cell is a mark alone
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {(c: number) => number} x
 * @property {(r: number) => number} y
 * @property {(c: number) => number} wide
 * @property {(r: number) => number} tall
 */

/**
 * @param {number} n - rows
 * @returns {TriangleLayout}
 */
export function layOutTriangle(n) {
  const sums = n <= 30 ? 78 : 20;
  const side = n <= 4 ? 68 : n <= 6 ? 58 : n <= 9 ? 48 : (n <= 30 ? 350 : 410) / n;
  const tall = n <= 9 ? Math.min(34, side * 0.62) : side;
  const last = Math.max(tall, LOWEST);
  return {
    n,
    words: side >= 46,
    small: n > 30,
    left: LEFT,
    top: TOP,
    width: LEFT + n * side + GAP + sums,
    height: TOP + n * tall + GAP + last + 4,
    x: c => LEFT + c * side + (c >= n ? GAP : 0),
    y: r => TOP + r * tall + (r >= n ? GAP : 0),
    wide: c => (c >= n ? sums : side),
    tall: r => (r >= n ? last : tall),
  };
}

/**
 * The frame of a cell.
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 */
export const cellFrame = (layout, r, c) => ({
  x: layout.x(c),
  y: layout.y(r),
  width: layout.wide(c),
  height: layout.tall(r),
});

/**
 * The mark of a number without room for its digits: a square, or a circle where it is
 * negative; its area is the size, and its unseen stroke fills the cell.
 * @param {TriangleLayout} layout
 * @param {number} r
 * @param {number} c
 * @param {number} value
 * @param {number} share - of the largest size
 */
export function markFrame(layout, r, c, value, share) {
  const frame = cellFrame(layout, r, c);
  const side = Math.min(frame.width, frame.height);
  const size = Math.max(1, (side - 1.5) * Math.sqrt(share));
  return {
    x: frame.x + (frame.width - size) / 2,
    y: frame.y + (frame.height - size) / 2,
    width: size,
    height: size,
    rx: value < 0 ? size / 2 : 0,
    'stroke-width': Math.max(0, side - size),
  };
}

/**
 * The edge of what truncation keeps: a staircase along the diagonal.
 * @param {TriangleLayout} layout
 * @param {number[][]} cut - of each cell: 0 kept, 1 discarded, 2 in part
 */
export function bandPath({ n, x, y, tall }, cut) {
  let path = '';
  for (let r = 0; r < n; r++) {
    const first = Math.max(
      0,
      cut[r].findIndex(part => part !== 1),
    );
    path += `${r ? 'L' : 'M'}${x(first)} ${y(r)}V${y(r) + tall(r)}`;
  }
  return path;
}

/**
 * The number at a place: a cell's, or a sum.
 * @param {TriangleData} data
 * @param {number} r
 * @param {number} c
 */
export function numberAt(data, r, c) {
  const n = data.rows.length;
  if (r < n && c < n) return data.cells[r][c];
  return r < n ? data.row_sums[r] : c < n ? data.column_sums[c] : data.total;
}

/**
 * A range in words.
 * @param {readonly [number, number]} range
 */
export const rangeText = ([first, last]) =>
  first === last ? `${first}` : `${first}–${last}`;

/**
 * Whether a cell has a term: its first instance is before its last loss.
 * @param {TriangleData} data
 * @param {number} r
 * @param {number} c
 */
export const isLive = (data, r, c) => data.columns[c][0] < data.rows[r][1];

/**
 * Why a cell's term is 0; '' where it is not, for sums, and where none is known.
 * @param {TriangleData} data
 * @param {number} r
 * @param {number} c
 */
export function whyZero(data, r, c) {
  const n = data.rows.length;
  if (r === n || c === n) return '';
  const [t] = data.rows[r];
  const [k] = data.columns[c];
  if (!isLive(data, r, c))
    return data.matrix === 'U'
      ? 'that instance is a later loss’s'
      : 'it comes too late for this loss';
  return data.why.find(([row, column]) => row === t && column === k)?.[2] ?? '';
}

/** @typedef {[r: number, c: number]} CellPlace */
/**
 * Whether a cell or a sum belongs to what is pointed at.
 * @param {TriangleData} data
 * @param {CellPlace} place
 * @param {Pointed} pointed
 */
export function belongs(data, [r, c], pointed) {
  const t = data.rows[r];
  const k = data.columns[c];
  if (pointed.s !== undefined)
    return Boolean(t && k && k[0] < pointed.s && pointed.s <= t[1]);
  if (!pointed.t && !pointed.k) return false;
  const inRow = t ? overlap(pointed.t, t) : !pointed.t;
  const inColumn = k ? overlap(pointed.k, k) : !pointed.k;
  return inRow && inColumn;
}
