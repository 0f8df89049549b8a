import { hearWhileShown } from './listening.js';
import { told } from './shared.js';

/**
 * What one picture points at, all others hear; null for nothing.
 * @typedef {object} Pointed
 * @property {Range} [t] - losses
 * @property {Range} [k] - instances
 * @property {number} [s] - a state
 * @property {number} [way] - one of the strongest paths
 * @property {boolean} [other] - a weight that is not the picked one
 */
/** @typedef {readonly [number, number]} Range */

const EVENT = 'unrolled-highlight';

/**
 * Tell all pictures what is pointed at.
 * @param {Pointed | null} pointed
 */
export const pointAt = pointed =>
  told().dispatchEvent(new CustomEvent(EVENT, { detail: pointed }));

/**
 * Call back with what any picture points at, as long as this one is on the page.
 * @param {Element} picture
 * @param {(pointed: Pointed | null) => void} then
 */
export const onPointed = (picture, then) =>
  hearWhileShown(picture, told(), EVENT, event => {
    if (event instanceof CustomEvent) then(event.detail);
  });

/**
 * Whether a range holds a number; no range holds all.
 * @param {Range | undefined} range
 * @param {number} value
 */
export const within = (range, value) =>
  range === undefined || (range[0] <= value && value <= range[1]);

/**
 * Whether two ranges share a number; no range holds all.
 * @param {Range | undefined} one
 * @param {Range} other
 */
export const overlap = (one, other) =>
  one === undefined || (one[0] <= other[1] && other[0] <= one[1]);
