// Pictures that the browser repaints at a pick before Python answers it. Python's
// answer then replaces what was painted; one that is older than the last pick waits.
import { shared } from './shared.js';

/** @import { Answers, Draw, Repaintable, PictureData } from './shared.js' */

/** How long an older answer waits for the one that is due, in ms. */
const LONGEST = 2000;

/** @returns {Answers} */
export function answers() {
  shared().answers ??= { picks: 0, heard: 0, at: 0, pressed: 0, drawn: {}, held: {} };
  return /** @type {Answers} */ (shared().answers);
}

/** Whether Python has not yet answered the last pick. */
export function isAhead() {
  const { heard, picks, at } = answers();
  return heard < picks && (shared().known?.alone || Date.now() - at < LONGEST);
}

/**
 * Whether an answer is to another number of steps than is painted already.
 * @param {PictureData} data
 */
function isOutrun({ at_once }) {
  const { steps, at } = answers();
  const other = steps && at_once?.steps && at_once.steps.T !== steps;
  return other && Date.now() - at < LONGEST;
}

/**
 * What a picture shows, apart from which pick it comes after.
 * @param {PictureData} data
 * @param {object} [sentences] - what is left out besides
 */
const said = (data, sentences) =>
  JSON.stringify({ ...data, ...sentences, at_once: null });

/** What the browser leaves to Python where it cannot say it: sentences beside a picture,
 * and those in it. */
const BESIDE = { rest: null, label: null, story: null };
const SENTENCES = { ...BESIDE, why: null };

/**
 * Draw what Python sent, unless the picture shows it already.
 * @param {string} role
 * @param {Repaintable} next
 */
function give(role, next) {
  const { drawn, held } = answers();
  const before = drawn[role];
  delete held[role];
  drawn[role] = next;
  const { call, draw, data } = next;
  if (before?.call.parentElement !== call.parentElement) return draw(call);
  /** @param {object} [sentences] */
  const same = sentences => said(before.data, sentences) === said(data, sentences);
  if (same()) return;
  const reworded = same(BESIDE);
  return draw({ ...call, reworded, repainted: reworded || same(SENTENCES) });
}

/** Draw what waits for an answer that has not come. */
function giveUp() {
  const all = answers();
  all.heard = all.picks;
  all.steps = undefined;
  for (const [role, next] of Object.entries(all.held)) give(role, next);
}

/**
 * A component that can be repainted, if its data says which picture it is.
 * @param {Draw} draw
 * @returns {Draw}
 */
export const answered = draw => call => {
  /** @type {PictureData} */
  const data = JSON.parse(call.data.json);
  if (!data.at_once) return draw(call);
  const { role, heard } = data.at_once;
  const all = answers();
  const next = { data, call, draw };
  if ((heard < all.picks && isAhead()) || isOutrun(data)) {
    all.held[role] = next;
    return;
  }
  all.steps = undefined;
  all.heard = Math.max(heard, all.heard);
  return give(role, next);
};

/** Python's answer is waited for, but not for ever. */
function awaitAnswer() {
  const all = answers();
  all.at = Date.now();
  clearTimeout(all.giving);
  if (!shared().known?.alone) all.giving = setTimeout(giveUp, LONGEST);
}

/**
 * Count a pick that the browser answers; returns its number.
 */
export function countPick() {
  awaitAnswer();
  return ++answers().picks;
}

/**
 * Until Python has answered it, this many steps are painted.
 * @param {number} steps
 */
export function countSteps(steps) {
  awaitAnswer();
  answers().steps = steps;
}

/**
 * What a picture on the page shows.
 * @param {string} role
 */
export function shownIn(role) {
  const found = answers().drawn[role];
  return found?.call.parentElement.isConnected ? found.data : undefined;
}

/**
 * What a picture of this network shows; undefined where it is not on the page.
 * @param {string} role
 * @param {string} net
 */
export function shownBy(role, net) {
  const data = shownIn(role);
  return data?.at_once?.net === net ? data : undefined;
}

/**
 * Paint a picture anew.
 * @param {string} role
 * @param {PictureData} data
 */
export function repaint(role, data) {
  const { call, draw } = answers().drawn[role];
  answers().drawn[role] = { data, call, draw };
  draw({ ...call, data: { json: JSON.stringify(data) }, repainted: true });
}
