import { setAttribute } from './dom.js';

/** @type {Partial<Record<string, readonly [number, number]>>} */
const ARROWS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * How far to the right and how far down an arrow key leads.
 * @param {KeyboardEvent} event
 */
export const arrow = event => ARROWS[event.key];

/**
 * Whether a key presses what has the focus.
 * @param {KeyboardEvent} event
 */
export const presses = event => event.key === 'Enter' || event.key === ' ';

/**
 * Keep an event from what else would answer it.
 * @param {Event} event
 */
export function handled(event) {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Whether a click on a link asks for more than to follow it: a new tab, say.
 * @param {MouseEvent} event
 */
export const opensElsewhere = event =>
  event.metaKey ||
  event.ctrlKey ||
  event.shiftKey ||
  event.altKey ||
  event.button !== 0;

/**
 * Of these Tab reaches one alone. What stays as it is costs nothing.
 * @param {SVGElement[]} nodes
 * @param {SVGElement | undefined} home
 */
export function rove(nodes, home) {
  for (const node of nodes) setAttribute(node, 'tabindex', node === home ? 0 : -1);
}
