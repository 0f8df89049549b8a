// Where the numbers of edges stand in the unrolled network, clear of its texts.
import { FIRST_ROW, ROW } from './network_layout.js';

/** @import { NetworkData } from './data_types.js' */
/** @import { NetworkLayout } from './network_layout.js' */

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

/** Half the height of a number's frame. */
export const HALF = 9;
/** The room above it for its instance. */
const ABOVE = 11;
/** How far along its edge a number may stand, and how far above or below it. */
const SHARES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1];
const SHIFTS = [0, -8, 8, -16, 16, -24, 24];
/** Units as large as this have their values written in them. */
const ROOM_FOR_VALUE = 12;

/**
 * The frame of a number that is so wide, with its instance above it.
 * @param {Point} at
 * @param {number} width
 * @returns {Box}
 */
export const frameOf = ({ x, y }, width) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - HALF - ABOVE,
  bottom: y + HALF,
});

/**
 * The area of the way back's title.
 * @param {string} text
 * @param {Point} at
 * @returns {Box}
 */
export const titleBox = (text, { x, y }) => ({
  left: x - 3.2 * text.length,
  right: x + 3.2 * text.length,
  top: y - 12,
  bottom: y + 4,
});

/**
 * The area that two boxes share.
 * @param {Box} a
 * @param {Box} b
 */
export const sharedArea = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/**
 * The texts of the states and steps round instance k: what no number may cover.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} k
 * @returns {Box[]}
 */
export function textsNear(data, layout, k) {
  const { r, low, rows, panel, pitch, slots } = layout;
  /** @type {Box[]} */
  const boxes = [];
  /** @type {(x: number, wide: number, top: number, bottom: number) => void} */
  const add = (x, wide, top, bottom) => {
    boxes.push({ left: x - wide / 2, right: x + wide / 2, top, bottom });
  };
  for (let s = Math.max(0, k - 1); s <= Math.min(data.T, k + 2); s++) {
    const x = layout.x(s);
    if (r >= ROOM_FOR_VALUE)
      for (const y of slots[s].values()) add(x, 1.87 * r, y - r / 1.9, y + r / 1.9);
    add(s ? x + r + 14 : x, data.brief ? 26 : 24, low + 4, low + 26);
    if (!s) continue;
    add(x, pitch, 0, 19);
    add(x, panel + 4, FIRST_ROW - 2, FIRST_ROW + rows * ROW + 2);
    add(x, pitch - 8, low + 27, low + 64);
  }
  return boxes;
}

/**
 * Where a number stands: where it would if nothing were there or, if that covers a text
 * or another number, at the nearest free place along its edge; else where it covers
 * least.
 * @param {(share: number) => Point} along - a point of its edge, from 0 to 1
 * @param {number} share - where it would stand
 * @param {number} width
 * @param {Box[]} taken
 * @returns {Point}
 */
export function placeNumber(along, share, width, taken) {
  /** @param {Point} at */
  const covered = at => {
    const frame = frameOf(at, width);
    return taken.reduce((area, box) => area + sharedArea(frame, box), 0);
  };
  const home = along(share);
  if (!covered(home)) return home;
  let best = home;
  let least = Infinity;
  for (const other of SHARES) {
    const { x, y } = along(other);
    for (const shift of SHIFTS) {
      const at = { x, y: y + shift };
      const far = Math.hypot(x - home.x, y - home.y) + 3 * Math.abs(shift);
      const cost = 100 * covered(at) + far;
      if (cost < least) [best, least] = [at, cost];
    }
  }
  return best;
}
