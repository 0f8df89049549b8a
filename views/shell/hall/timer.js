// A timer that goes on over a reload of its window.
import { remember, remembered } from './tab_store.js';

const KEPT_TIMER = 'unrolled-timer';

/**
 * @typedef {object} Timer
 * @property {number} before - ms that it ran before
 * @property {number | null} since - when it was started last; null while it stands
 */

/** @returns {Timer} */
function kept() {
  try {
    const { before, since } = JSON.parse(remembered(KEPT_TIMER));
    if (before >= 0 && (since === null || since <= Date.now()))
      return { before, since };
  } catch {
    // There is none yet.
  }
  return { before: 0, since: null };
}

/** @param {Timer} timer */
const keep = timer => remember(KEPT_TIMER, JSON.stringify(timer));

/** @param {Timer} timer */
const sum = ({ before, since }) => before + (since === null ? 0 : Date.now() - since);

/** How long it ran, and whether it runs. */
export function elapsed() {
  const timer = kept();
  return { seconds: Math.floor(sum(timer) / 1000), runs: timer.since !== null };
}

/** Start it, or pause it. */
export function turnTimer() {
  const timer = kept();
  keep({ before: sum(timer), since: timer.since === null ? Date.now() : null });
}

/** Back to nothing; it stands. */
export const resetTimer = () => keep({ before: 0, since: null });

/** Seconds as a clock says them: 1:05, 1:02:09. @param {number} seconds */
export function inMinutes(seconds) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
