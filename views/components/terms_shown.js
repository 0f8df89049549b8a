// Which terms of its sum the headline shows while an error walks back.
import { hearWhileShown } from './listening.js';
import { shared, told } from './shared.js';

/** @import { TermsShown } from './shared.js' */

const FILLED = 'unrolled-terms';

/**
 * Tell the headline what of its sum it shows.
 * @param {TermsShown | null} terms
 */
export function showTerms(terms) {
  if (JSON.stringify(shared().terms ?? null) === JSON.stringify(terms)) return;
  shared().terms = terms;
  told().dispatchEvent(new CustomEvent(FILLED));
}

/**
 * Whether a symbol is shown, by its reference.
 * @param {string} ref
 * @param {TermsShown | null} terms
 */
export function isTermShown(ref, terms) {
  const match = /^(?:term|picked)(\d+)$/.exec(ref);
  if (!terms) return true;
  return ref === 'sum' ? terms.sum : !match || Number(match[1]) >= terms.from;
}

/**
 * Call back with what is shown, now and at every change, while `node` is on the page.
 * @param {Element} node
 * @param {(terms: TermsShown | null) => void} then
 */
export function onTerms(node, then) {
  const fill = () => then(shared().terms ?? null);
  hearWhileShown(node, told(), FILLED, fill);
  fill();
}
