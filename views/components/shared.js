/** @import { Known } from '../unroll/at_once/contributions.js' */
/** @import { LongestKnown } from '../unroll/at_once/steps.js' */
/** @import { Picked } from '../unroll/data_types.js' */
/** @import { AtOnce } from './data_types.js' */
/** @import { Call } from './dom.js' */
/** @import { Katex } from './katex.js' */

/**
 * Of a sum the terms from instance `from` on, and whether their sum; null for everything.
 * @typedef {{ from: number, sum: boolean }} TermsShown
 */
/** @typedef {(call: Call) => unknown} Draw */
/** @typedef {Record<string, unknown> & { at_once?: AtOnce }} PictureData */
/**
 * A picture that can be repainted.
 * @typedef {object} Repaintable
 * @property {PictureData} data - what it shows
 * @property {Call} call
 * @property {Draw} draw
 */
/**
 * What is known of picks and of pictures, by their roles.
 * @typedef {object} Answers
 * @property {number} picks - how many the browser has answered
 * @property {number} heard - the last that Python has answered
 * @property {number} at - when the last was
 * @property {Picked} [picked] - what it picked
 * @property {number} [steps] - how many are painted, until Python has answered that
 * @property {Record<string, Repaintable>} drawn
 * @property {Record<string, Repaintable>} held - older answers that wait
 * @property {boolean} [late] - the network is painted in the next frame: it need not
 * hear what is pointed at in this one
 * @property {() => void} [ask] - asks Python about the last pick of a key
 * @property {number} pressed - when a key picked last
 * @property {boolean} [alone] - whether none had for a while
 * @property {ReturnType<typeof setTimeout>} [asking] - asks after a while
 * @property {ReturnType<typeof setTimeout>} [giving] - draws what waits after all
 */

/**
 * What all components share: each is a module of its own, the page is one.
 * @typedef {object} Shared
 * @property {EventTarget} [told] - by which components tell each other
 * @property {AbortSignal} [until] - when listeners of the whole page go
 * @property {{ oneStep: () => void, noStep: () => void }} [steps] - of the history
 * @property {number} [merging] - the timer that ends the merging of history entries
 * @property {boolean} [keeping] - the next history entry is kept, others merge into it
 * @property {boolean} [hears] - whether listeners of the whole page are there
 * @property {boolean} [hearsKeys] - whether the end of keys is heard that pick
 * @property {HTMLElement} [sceneBar] - the bar that answers the keys of the page
 * @property {boolean} [presented] - whether the page is presented
 * @property {TermsShown | null} [terms] - what a headline shows
 * @property {Record<string, number>} [zooms] - how large scenes were made by keys
 * @property {{ packed: string, sent: number }} [fragment] - the list of the address
 * @property {string} [loaded] - the scene list that was led to
 * @property {string} [base] - the path that the app is served below, without its slash
 * @property {LongestKnown} [longest] - the network at the most steps
 * @property {boolean} [hearsSteps] - whether the slider of steps is heard
 * @property {(to: string) => void} [go] - follows a link where there is no server
 * @property {number} [asked] - how many it has followed
 * @property {number} [heard] - the last of them that Python has answered
 * @property {Answers} [answers] - picks, and pictures that answer them at once
 * @property {Known} [known] - the numbers of the network on the screen
 * @property {string} [numbersSent] - as Python sent them
 * @property {Katex} [katex] - what draws formulas where Streamlit's KaTeX is not
 */

/** @type {Shared | undefined} */
let apart;

/**
 * From now on these components share nothing with others on the page.
 * @param {AbortSignal} until - when they go
 */
export function shareApart(until) {
  apart = { until };
}

/** @returns {Shared} */
export function shared() {
  if (apart) return apart;
  /** @type {Document & { unrolled?: Shared }} */
  const page = document;
  page.unrolled ??= {};
  return page.unrolled;
}

/** Where components tell each other what they show, and listen. */
export function told() {
  shared().told ??= new EventTarget();
  return /** @type {EventTarget} */ (shared().told);
}
