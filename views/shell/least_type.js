// The smallest type of a picture, as it is on the screen: what is presented is no smaller
// than can be read from the last row.
import { parts } from '../components/dom.js';

/** Type of the screen's height: from the last row of a room, still a third of a degree. */
const PART = 1 / 45;
/** What is smaller than the text that it stands in, as in print. */
const RAISED = 'sup, sub, tspan, .mtight, .vlist-s, .katex-mathml, title, style';

/** How large type has to be, in pixels of the screen. */
export const leastType = () => innerHeight * PART;

/** @param {Element} node */
const hasWords = node =>
  [...node.childNodes].some(
    part => part.nodeType === Node.TEXT_NODE && part.nodeValue?.trim(),
  );

/**
 * The size of an element's type on the screen, drawn or written.
 * @param {Element} node
 */
function sizeOf(node) {
  const size = parseFloat(getComputedStyle(node).fontSize);
  if (!(node instanceof SVGGraphicsElement)) return size * (node.currentCSSZoom ?? 1);
  const { width, height } = node.getBBox();
  const drawn = node.getBoundingClientRect();
  // Of text that stands upright, width and height change places.
  const upright = width > height !== drawn.width > drawn.height;
  return (size * (upright ? drawn.width : drawn.height)) / (height || 1);
}

/**
 * All elements of a picture, those of components too.
 * @param {ParentNode} root
 * @returns {Element[]}
 */
const everything = root =>
  parts(root, '*', Element).flatMap(node =>
    node.shadowRoot ? [node, ...everything(node.shadowRoot)] : [node],
  );

/**
 * The smallest type in a picture, in pixels of the screen; Infinity where there is none.
 * @param {Element} picture
 */
export function smallestType(picture) {
  let smallest = Number.POSITIVE_INFINITY;
  for (const node of everything(picture)) {
    if (!hasWords(node) || node.closest(RAISED)) continue;
    const { width, height } = node.getBoundingClientRect();
    if (width < 2 || height < 2 || !node.checkVisibility({ opacityProperty: true }))
      continue;
    smallest = Math.min(smallest, sizeOf(node));
  }
  return smallest;
}
