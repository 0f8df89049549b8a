// Where the matrices of a factor strip are, and how one goes from cell to cell.
import { subscript } from '../components/numbers.js';
/** @import { FactorStripData, MoreFactors, StripFactor, StripMatrix } from './data_types.js' */

/** The room for a row's bar, between factors, for factors left out, above a matrix. */
export const BAR = 40;
export const GAP = 34;
export const FOLD = 70;
const HEAD = 42;
const NARROWEST = 150;
/** The three rows of matrices: factors, the products up to them, the swap. */
export const [FACTORS, PRODUCTS, SWAP] = [0, 1, 2];

/** @param {number} n */
export const jacobianSign = n => 'D' + subscript(n);

/**
 * Whether it is a factor, and not what stands for those left out.
 * @param {StripFactor | MoreFactors | undefined} factor
 * @returns {factor is StripFactor}
 */
export const isFactor = factor => factor !== undefined && !('more' in factor);

/**
 * @typedef {object} StripLayout
 * @property {number} n - rows and columns of a matrix
 * @property {boolean} words - cells show their numbers
 * @property {boolean} pairs - there are factors to swap
 * @property {number} side - a cell's width
 * @property {number} tall - a cell's height
 * @property {number} high - a matrix's height
 * @property {number[]} tops - of the three rows
 * @property {number[]} lefts - of the factors
 * @property {(k: number) => number} third - where the k-th matrix of the swap begins
 * @property {number} width
 * @property {number} height
 */

/**
 * @param {FactorStripData} data
 * @returns {StripLayout}
 */
export function layOutStrip(data) {
  const { factors, units, t, s } = data;
  const n = units.length;
  const words = n <= data.written;
  const side = words ? 43 : n <= 8 ? 17 : 14;
  const tall = words ? 28 : side;
  const block = Math.max(NARROWEST, BAR + 4 + n * side);
  const high = n * tall;
  const second = factors.length ? 2 * HEAD + high + 22 : HEAD;
  const tops = [HEAD, second, second + HEAD + high + 30];
  const pairs = t - s > 1;
  const lefts = [];
  let x = 0;
  factors.forEach((factor, k) => {
    if (isFactor(factor) && isFactor(factors[k - 1])) x += GAP;
    lefts.push(x);
    x += isFactor(factor) ? block : FOLD;
  });
  if (!factors.length) {
    lefts.push(0);
    x = block;
  }
  /** @param {number} k */
  const third = k => k * (block + GAP);
  return {
    n,
    words,
    pairs,
    side,
    tall,
    high,
    tops,
    lefts,
    third,
    width: Math.max(x, pairs ? third(2) + block : 0) + 4,
    height: tops[pairs ? SWAP : PRODUCTS] + high + 6,
  };
}

/**
 * A matrix of the picture: its row and its place in it, where it stands, which numbers
 * it shows, how it is called.
 * @typedef {object} Block
 * @property {number} band
 * @property {number} k
 * @property {number} x
 * @property {number} y
 * @property {string} title
 * @property {Pick<StripMatrix, 'cells' | 'exponent' | 'largest'> | undefined} matrix
 * @property {StripMatrix['norm']} [norm]
 * @property {StripFactor} [factor]
 */

/**
 * Every matrix of the picture.
 * @param {FactorStripData} data
 * @param {StripLayout} layout
 * @returns {Block[]}
 */
export function blocksOf(data, layout) {
  const { factors, identity, order, swap } = data;
  const { tops, lefts } = layout;
  /** @type {Block[]} */
  const blocks = [];
  /**
   * @param {number} band
   * @param {number} k
   * @param {number} left
   * @param {string} title
   * @param {StripMatrix | null | undefined} matrix
   */
  const addMatrix = (band, k, left, title, matrix) => {
    const at = { band, k, x: left + BAR, y: tops[band] };
    blocks.push({ ...at, title, matrix: matrix ?? undefined, norm: matrix?.norm });
  };
  const [first] = factors;
  factors.forEach((factor, k) => {
    if (!isFactor(factor)) return;
    const at = { band: FACTORS, k, x: lefts[k] + BAR, y: tops[FACTORS] };
    const matrix = { cells: factor.cells, exponent: 0, largest: data.largest };
    const name = jacobianSign(factor.n);
    blocks.push({ ...at, title: name, matrix, factor });
    const whole = isFactor(first) && factor.place !== data.t;
    const title = whole ? `${jacobianSign(first.n)} … ${name}` : name;
    addMatrix(PRODUCTS, k, lefts[k], title, factor.product);
  });
  if (identity) addMatrix(PRODUCTS, 0, 0, 'identity', identity);
  if (!layout.pairs) return blocks;
  const last = factors[factors.length - 1];
  const product = isFactor(last) ? last.product : undefined;
  const pair = `${jacobianSign(swap)}, ${jacobianSign(swap + 1)} `;
  addMatrix(SWAP, 0, layout.third(0), 'in order', order?.kept ?? product);
  addMatrix(SWAP, 1, layout.third(1), `${swap ? pair : ''}swapped`, order?.swapped);
  addMatrix(SWAP, 2, layout.third(2), 'difference', order?.difference);
  return blocks;
}

/**
 * A cell's key: c = -1 is its row's bar; r = "gap" is what swaps a pair.
 * @param {number} band
 * @param {number} k
 * @param {number | 'gap'} r
 * @param {number} c
 */
export const keyOf = (band, k, r, c) => [band, k, r, c].join('/');

/**
 * The key that an arrow leads to, over the edges of matrices too.
 * @param {FactorStripData} data
 * @param {number} n - rows and columns of a matrix
 * @param {(key: string) => boolean} has
 * @param {string} from
 * @param {readonly [number, number]} move - to the right, down
 * @returns {string | undefined}
 */
export function nextKey({ factors }, n, has, from, [dx, dy]) {
  const [band, k, r, c] = from.split('/').map(Number);
  /** @param {string[]} keys */
  const first = (...keys) => keys.find(has);
  /** @param {number} by */
  const beside = by => {
    if (band === SWAP) return k + by;
    let to = k + by;
    while (factors[to] && !isFactor(factors[to])) to += by;
    return to;
  };
  if (Number.isNaN(r)) {
    if (dx > 0) return first(keyOf(FACTORS, k, 0, -1));
    if (dx < 0) return first(keyOf(FACTORS, beside(-1), 0, n - 1));
    return dy > 0 ? first(keyOf(PRODUCTS, k, 0, 0)) : undefined;
  }
  const inside = keyOf(band, k, r + dy, c + dx);
  if (has(inside)) return inside;
  if (dx) {
    const edge = dx < 0 ? n - 1 : band === FACTORS ? -1 : 0;
    const next = keyOf(band, beside(dx), r, edge);
    const gap = keyOf(FACTORS, dx > 0 ? k + 1 : k, 'gap', 0);
    return band === FACTORS ? first(gap, next) : first(next);
  }
  const over = band + dy;
  const row = dy > 0 ? 0 : n - 1;
  for (let to = over === SWAP ? Math.min(k, 2) : k; to >= 0; to--) {
    const key = keyOf(over, to, row, Math.max(c, 0));
    if (has(key)) return key;
  }
  return undefined;
}

/**
 * The key that a Page key leads to, a whole matrix on; Home and End to the first and
 * the last.
 * @param {string[]} keys - all, in order
 * @param {string} from
 * @param {string} name - the key that was pressed
 * @returns {string | undefined}
 */
export function jumpKey(keys, from, name) {
  const [band, k] = from.split('/');
  const firsts = keys.filter(key => key.startsWith(band + '/') && key.endsWith('/0/0'));
  const here = firsts.findIndex(key => key.split('/')[1] === k);
  /** @type {Record<string, number>} */
  const places = { PageDown: here + 1, PageUp: here - 1, End: firsts.length - 1 };
  return firsts[places[name] ?? 0];
}
