/**
 * The names of another course or library: sentences are made in the source's.
 * @typedef {Record<string, string>} Called - by the source's name, where it is another
 */

const INDEX = '₀₁₂₃₄₅₆₇₈₉₊₋₍₎,‚ᵢⱼₖₗₘₙₛₜᵥₓ';
const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ';
const QUOTATION = /(“[^”]*”)/;
const QUANTITY = new RegExp(
  `(?<![\\p{L}\\p{N}_.])(d?(?:h0|[HLUh])|σ)` +
    `((?:[${INDEX}]*[${INDEX.replace(',', '')}])?)` +
    `(?!(?![${HIGH}])[\\p{L}\\p{N}_]|\\+[0-9A-F]{4})`,
  'gu',
);

/** @type {Called} */
let names = {};
/** What tells a matrix from others in a formula: hh of W. @type {Called} */
let labels = {};

/**
 * What was sent to a component; its names hold from then on.
 * @param {string} json
 */
export function received(json) {
  const data = JSON.parse(json);
  names = data.names ?? {};
  labels = data.labels ?? {};
  return data;
}

/**
 * A name in the visitor's names: W_hh for H.
 * @param {string} name
 */
export function nameOf(name) {
  if (name in names) return names[name];
  const own = name[0] === 'd' ? names[name.slice(1)] : undefined;
  return own ? `d${own}` : name;
}

/**
 * A matrix as formulas have it: its letter, and what stands below it.
 * @param {string} name
 */
export const letterOf = name =>
  labels[name] ? ['W', labels[name]] : [nameOf(name), ''];

/**
 * A sentence of ours in the visitor's names; words in “...” are left as they are.
 * @param {string} text
 */
export function named(text) {
  if (!Object.keys(names).length) return text;
  return text
    .split(QUOTATION)
    .map(part => (part.startsWith('“') ? part : part.replace(QUANTITY, ownName)))
    .join('');
}

/**
 * @param {string} whole
 * @param {string} name
 * @param {string} index
 * @param {number} at
 * @param {string} text
 */
function ownName(whole, name, index, at, text) {
  if (name === 'σ' && index) return whole;
  const below = name[0] === 'd' && text[at - 1] === '/';
  const own = below ? `d${nameOf(name.slice(1))}` : nameOf(name);
  return index && own.includes('_') ? `(${own})${index}` : own + index;
}
