// Boxes that scroll where they are too narrow: keys reach these, and no others.
/** @typedef {HTMLElement & { scrolledName?: string }} ScrolledBox */

/**
 * A box that scrolls can be reached by keys, and says what it is; another cannot.
 * @param {HTMLElement} box
 * @param {string} name
 * @param {boolean} scrolls
 */
export function markScrolled(box, name, scrolls) {
  if (scrolls) {
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', `${name}, wider than the page: arrow keys scroll`);
  } else
    for (const attribute of ['tabindex', 'role', 'aria-label'])
      box.removeAttribute(attribute);
}

/** @type {ResizeObserver | undefined} */
let sizes;

/** @param {ResizeObserverEntry[]} entries */
function mark(entries) {
  for (const { target } of entries) {
    const box = /** @type {ScrolledBox} */ (target);
    if (box.scrolledName)
      markScrolled(box, box.scrolledName, box.scrollWidth > box.clientWidth);
  }
}

/**
 * Mark a box whenever its width changes.
 * @param {ScrolledBox} box
 * @param {string} name
 */
export function keepReachable(box, name) {
  box.scrolledName = name;
  sizes ??= new ResizeObserver(mark);
  sizes.unobserve(box);
  sizes.observe(box);
}

/**
 * Show at its edges that there is more to scroll to, from the next frame on.
 * @param {HTMLElement} scroll
 */
export function markHidden(scroll) {
  const mark = () => {
    const hidden = scroll.scrollWidth - scroll.clientWidth;
    scroll.classList.toggle('before', scroll.scrollLeft > 4);
    scroll.classList.toggle('after', scroll.scrollLeft < hidden - 4);
  };
  scroll.onscroll = mark;
  requestAnimationFrame(mark);
}
