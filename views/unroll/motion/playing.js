// When which frame is shown: a pure account of what plays.
import { clamp } from '../../components/numbers.js';

/** @import { Motion } from './data_types.js' */

/** All of it, and a frame, take at most so many ms. */
const WHOLE = 2600;
const SLOWEST = 700;

/**
 * @typedef {object} Playing
 * @property {string} kind
 * @property {number} frame - the one that is shown
 * @property {number} known - the one that the address was last known to have
 * @property {number[]} sent - those sent to it that have not come back
 */

/**
 * How many ms a frame is shown.
 * @param {number} last - the last frame
 */
export const beatOf = last => Math.min(SLOWEST, WHOLE / Math.max(1, last));

/**
 * The frame that is shown so many ms after playing began: the next one at once.
 * @param {number} first - where it began
 * @param {number} last
 * @param {number} elapsed
 */
export const frameAfter = (first, last, elapsed) =>
  Math.min(last, first + 1 + Math.floor(elapsed / beatOf(last)));

/**
 * What is shown when new data has come: what the address says if it says something new,
 * else the frame that is there already. What was sent comes back late, and is not new.
 * @param {Playing | undefined} playing
 * @param {Motion} motion
 * @returns {Playing}
 */
export function adopted(playing, { kind, frame, at }) {
  if (playing?.kind !== kind) return { kind, frame, known: frame, sent: [] };
  const own = playing.sent.indexOf(frame);
  const stays = own >= 0 || frame === playing.known;
  return {
    kind,
    frame: clamp(stays ? playing.frame : frame, 0, at.length - 1),
    known: frame,
    sent: stays ? playing.sent.slice(own + 1) : [],
  };
}
