/**
 * What Streamlit calls a component with.
 * @typedef {object} Call
 * @property {HTMLElement | ShadowRoot} parentElement - where the component draws
 * @property {{ json: string }} data - what Python sends, as mounting.py packs it
 * @property {(name: string, value: unknown) => void} setTriggerValue - sends to Python
 * @property {boolean} [repainted] - only numbers are new: room and type are as they were
 * @property {boolean} [reworded] - only sentences are new: all is painted already
 */
/** @typedef {HTMLElement | SVGElement} AnyElement */

/**
 * A new HTML element.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {ParentNode | null} [parent] - gets it as its last child
 * @param {string | number} [text]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, className, parent, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = String(text);
  parent?.append(node);
  return node;
}

/**
 * The child of that class, made if it is not there yet.
 * @template {keyof HTMLElementTagNameMap} [Name='div']
 * @param {ParentNode} parent
 * @param {string} className
 * @param {Name} [name]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function child(parent, className, name) {
  const tag = /** @type {Name} */ (name ?? 'div');
  for (const node of parent.children)
    if (node.classList.contains(className))
      return /** @type {HTMLElementTagNameMap[Name]} */ (node);
  return make(tag, className, parent);
}

/**
 * The descendant that a selector names, which has to be there.
 * @template {Element} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(parent, selector, kind) {
  const node = parent.querySelector(selector);
  if (!(node instanceof kind)) throw new Error(`no ${kind.name} ${selector}`);
  return node;
}

/**
 * The descendants of one kind that a selector names.
 * @template {Element} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind[]}
 */
export function parts(parent, selector, kind) {
  const nodes = [...parent.querySelectorAll(selector)];
  return /** @type {Kind[]} */ (nodes.filter(node => node instanceof kind));
}

/**
 * The element at or around which an event happened, if the selector names one.
 * @template {Element} Kind
 * @param {Event} event
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind | null}
 */
export function around(event, selector, kind) {
  const node = event.target instanceof Element ? event.target.closest(selector) : null;
  return node instanceof kind ? node : null;
}

/**
 * What has the focus in a component, seen from inside it.
 * @param {Node} node - any of the component's
 * @returns {AnyElement | null}
 */
export function focused(node) {
  const root = node.getRootNode();
  const active =
    root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
  return active instanceof HTMLElement || active instanceof SVGElement ? active : null;
}

/**
 * Set attributes; what stays as it is costs nothing.
 * @param {Element} node
 * @param {Record<string, string | number | boolean>} attributes
 */
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes))
    setAttribute(node, name, value);
}

/**
 * Set an attribute; what stays as it is costs nothing.
 * @param {Element} node
 * @param {string} name
 * @param {string | number | boolean} value
 */
export function setAttribute(node, name, value) {
  const text = String(value);
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/**
 * Set a text; what stays as it is costs nothing.
 * @param {Element} node
 * @param {string | number} text
 */
export function setText(node, text) {
  if (node.textContent !== String(text)) node.textContent = String(text);
}

/**
 * Hide an element, or show it; what stays as it is costs nothing.
 * @param {HTMLElement} node
 * @param {boolean} hidden
 */
export function setHidden(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}

/** @typedef {(event: FocusEvent) => void} FocusListener */
/** @typedef {AnyElement & { focusing?: [FocusListener, FocusListener] }} Focusable */
/**
 * Call the one when the focus comes, the other when it goes. Chromium knows no
 * `onfocusin`: listeners are added once, what they call may change.
 * @param {AnyElement} target
 * @param {FocusListener} inside
 * @param {FocusListener} outside
 */
export function onFocus(target, inside, outside) {
  /** @type {Focusable} */
  const node = target;
  if (!node.focusing) {
    const added = /** @type {HTMLElement} */ (target);
    added.addEventListener('focusin', event => node.focusing?.[0](event));
    added.addEventListener('focusout', event => node.focusing?.[1](event));
  }
  node.focusing = [inside, outside];
}

/** @param {Event} event */
const unheard = event => event.stopImmediatePropagation();

/**
 * Give the focus to an element of which the component does not hear: what it shows of
 * the one and of the other would be laid out for nothing. Such events stay in the root.
 * @param {AnyElement} node
 */
export function focusUnheard(node) {
  const root = node.getRootNode();
  for (const type of ['focusin', 'focusout'])
    root.addEventListener(type, unheard, true);
  node.focus();
  for (const type of ['focusin', 'focusout'])
    root.removeEventListener(type, unheard, true);
}

/** Whether motion is wanted, as a way to scroll. */
export const scrolling = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
