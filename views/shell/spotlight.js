/**
 * Turn the spotlight on or off; without `on` it changes. What is lit is a circle around
 * the pointer or, by keyboard, around what has the focus; in it nothing dims.
 * @param {HTMLElement} spot
 * @param {boolean} [on]
 */
export function turnSpotlight(spot, on) {
  spot.hidden = on === undefined ? !spot.hidden : !on;
  document.documentElement.toggleAttribute('data-unrolled-spotlight', !spot.hidden);
  if (!spot.hidden && !spot.style.getPropertyValue('--x'))
    aim(spot, innerWidth / 2, innerHeight / 2);
}

/**
 * @param {HTMLElement} spot
 * @param {number} x
 * @param {number} y
 */
function aim(spot, x, y) {
  const zoom = spot.getBoundingClientRect().width / spot.offsetWidth || 1;
  spot.style.setProperty('--x', x / zoom + 'px');
  spot.style.setProperty('--y', y / zoom + 'px');
}

/**
 * Aim the spotlight at what an event is about.
 * @param {HTMLElement} spot
 * @param {Event} event
 */
export function aimSpotlight(spot, event) {
  if (spot.hidden) return;
  if (event instanceof PointerEvent && event.type === 'pointermove')
    return aim(spot, event.clientX, event.clientY);
  const [node] = event.composedPath();
  if (!(node instanceof Element)) return;
  const lit = node.querySelector('.on, .lit') ?? node;
  const { left, top, width, height } = lit.getBoundingClientRect();
  aim(spot, left + width / 2, top + height / 2);
}
