// Which terms of its sum the headline shows while an error walks back.
import { shared, told } from './shared.js';

/** @import { TermsShown } from './shared.js' */
/** @typedef {Element & { fills?: () => void }} Filling */

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
 * @param {Filling} node
 * @param {(terms: TermsShown | null) => void} then
 */
export function onTerms(node, then) {
  const stop = () => {
    if (node.fills) told().removeEventListener(FILLED, node.fills);
  };
  stop();
  node.fills = () => {
    if (node.isConnected) then(shared().terms ?? null);
    else stop();
  };
  told().addEventListener(FILLED, node.fills);
  node.fills();
}
