// A large soft dot in place of the pointer, as a laser makes it on the wall.
import { make } from '../../components/dom.js';
import { hearWhileShown } from '../../components/listening.js';

/**
 * @typedef {object} LaserState
 * @property {[number, number]} [last] - where the pointer was
 * @property {HTMLElement | SVGElement | null} [under] - what it is over, itself hidden
 */

/** @typedef {HTMLElement & LaserState} Laser */

/** @param {HTMLElement} parent */
export function makeLaser(parent) {
  /** @type {Laser} */
  const laser = make('div', 'laser', parent);
  laser.popover = 'manual';
  laser.ariaHidden = 'true';
  for (const name of ['pointermove', 'pointerdown'])
    hearWhileShown(laser, document, name, event => aimLaser(laser, event), true);
  return laser;
}

/** @param {Laser} laser */
export const isLaser = laser => laser.matches(':popover-open');

/**
 * Turn the dot on or off; without `on` it changes.
 * @param {Laser} laser
 * @param {boolean} [on]
 */
export function turnLaser(laser, on = !isLaser(laser)) {
  if (on === isLaser(laser)) return;
  laser.togglePopover(on);
  if (!on) hidePointer(laser, null);
  else put(laser, ...(laser.last ?? [innerWidth / 2, innerHeight / 2]));
}

/**
 * The pointer is hidden over what it is over, also inside components.
 * @param {Laser} laser
 * @param {EventTarget | null} target
 */
function hidePointer(laser, target) {
  const under =
    target instanceof HTMLElement || target instanceof SVGElement ? target : null;
  if (under === laser.under) return;
  laser.under?.style.removeProperty('cursor');
  under?.style.setProperty('cursor', 'none', 'important');
  laser.under = under;
}

/**
 * @param {Laser} laser
 * @param {number} x
 * @param {number} y
 */
function put(laser, x, y) {
  const zoom = laser.currentCSSZoom ?? 1;
  laser.style.left = x / zoom + 'px';
  laser.style.top = y / zoom + 'px';
}

/**
 * @param {Laser} laser
 * @param {Event} event
 */
function aimLaser(laser, event) {
  if (!(event instanceof PointerEvent)) return;
  laser.last = [event.clientX, event.clientY];
  if (!isLaser(laser)) return;
  put(laser, ...laser.last);
  hidePointer(laser, event.composedPath()[0]);
}
