import { setAttribute } from './dom.js';
import { nameOf } from './naming.js';
import { entryName, plain } from './numbers.js';

const MATRICES = ['H', 'L', 'U'];

/**
 * Whose contribution: of a weight, at instance k, to loss t. A cell that holds several
 * losses or instances names them as a range, "3–4".
 * @typedef {object} Place
 * @property {string} [matrix]
 * @property {number} [i]
 * @property {number} [j]
 * @property {number | string} [t]
 * @property {number | string} [k]
 */

/**
 * A contribution in words: dJ(3)/dH 1,2 at instance 0: -0.0123.
 * @param {Place} place
 * @param {number} value
 */
export const contributionName = ({ matrix, i, j, t, k }, value) =>
  `dJ(${t})/d${nameOf(matrix ?? '')} ${i},${j} at instance ${k}: ${plain(value)}`;

/**
 * A name that is spoken, as it is written on the page: H 1,2 as H₁₂.
 * @param {string} name
 */
export const written = name =>
  MATRICES.reduce(
    (text, matrix) =>
      text.replace(new RegExp(`${nameOf(matrix)} (\\d+),(\\d+)`, 'g'), (_, i, j) =>
        entryName(matrix, i, j),
      ),
    name,
  );

/**
 * Let an element say which contribution it shows, for tests and for what reads pages.
 * @param {Element} node
 * @param {Place} place
 * @param {number} value
 */
export function setContribution(node, place, value) {
  for (const [key, number] of Object.entries(place))
    if (number !== undefined) setAttribute(node, 'data-' + key, number);
  setAttribute(node, 'data-value', value);
}
