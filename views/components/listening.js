// Hearing of what outlives a picture: the page, its fonts, what other pictures tell.

/** @typedef {(event: Event) => void} Then */

/** @type {WeakMap<Node, Map<string, Then>>} */
const hearing = new WeakMap();

/**
 * Call back at each event of a type while a node is on the page: for a node and a type
 * what was said last. The target holds the node weakly, so that a picture of a page
 * that was left is not kept, and the first event after that ends the listening.
 * @param {Node} node
 * @param {EventTarget} target
 * @param {string} type
 * @param {Then} then
 * @param {boolean} [capture] - before what is deeper hears it
 */
export function hearWhileShown(node, target, type, then, capture = false) {
  const all = hearing.get(node) ?? new Map();
  hearing.set(node, all);
  const heard = all.has(type);
  all.set(type, then);
  if (!heard) listen(new WeakRef(node), target, type, capture);
}

/**
 * A function of its own: its listener must not see the node.
 * @param {WeakRef<Node>} held
 * @param {EventTarget} target
 * @param {string} type
 * @param {boolean} capture
 */
function listen(held, target, type, capture) {
  /** @param {Event} event */
  const listener = event => {
    const node = held.deref();
    const all = node && hearing.get(node);
    if (node?.isConnected) return all?.get(type)?.(event);
    target.removeEventListener(type, listener, capture);
    all?.delete(type);
  };
  target.addEventListener(type, listener, capture);
}
