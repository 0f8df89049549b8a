/**
 * Of a sum the terms from instance `from` on, and whether their sum; null for everything.
 * @typedef {{ from: number, sum: boolean }} TermsShown
 */
/**
 * What all components share: each is a module of its own, the page is one.
 * @typedef {object} Shared
 * @property {number} [merging] - the timer that ends the merging of history entries
 * @property {boolean} [keeping] - the next history entry is kept, others merge into it
 * @property {boolean} [hears] - whether listeners of the whole page are there
 * @property {HTMLElement} [sceneBar] - the bar that answers the keys of the page
 * @property {boolean} [presented] - whether the page is presented
 * @property {TermsShown | null} [terms] - what a headline shows
 * @property {Record<string, number>} [zooms] - how large scenes were made by keys
 * @property {{ packed: string, sent: number }} [fragment] - the list of the address
 * @property {string} [loaded] - the scene list that was led to
 * @property {string} [base] - the path that the app is served below, without its slash
 */

/** @returns {Shared} */
export function shared() {
  /** @type {Document & { unrolled?: Shared }} */
  const page = document;
  page.unrolled ??= {};
  return page.unrolled;
}
