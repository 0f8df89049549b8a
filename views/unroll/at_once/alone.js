// What follows from a pick where there is no Python: all that the pictures show.
import { cutOf, drawingOf, networkAnew } from './drawn.js';

/** @import { NetworkData, Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */
/** @import { DrawnData } from './data_types.js' */

/**
 * @typedef {object} Alone
 * @property {(data: NetworkData, picked: Picked) => NetworkData} network
 * @property {(matrix: string) => { window: number, cut: number[][] | null }} cutOf
 */

/**
 * A network's numbers, with which all is found here.
 * @param {Known} known
 * @param {DrawnData} data
 * @returns {Known}
 */
export function knownAlone(known, data) {
  const drawing = drawingOf(data);
  /** @type {Alone} */
  const alone = {
    network: (before, picked) => networkAnew(before, picked, known, drawing),
    cutOf: matrix => cutOf(drawing, matrix),
  };
  return { ...known, alone };
}
