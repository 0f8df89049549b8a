// A black screen over the whole page, for when the room is to listen.
import { make } from '../../components/dom.js';

/**
 * The black screen, which is off.
 * @param {HTMLElement} parent
 */
export function makeBlack(parent) {
  const black = make('div', 'black', parent);
  black.popover = 'manual';
  make('span', '', black).setAttribute('role', 'status');
  // What is pressed brings the page back, and does nothing else.
  black.onclick = () => turnBlack(black, false);
  return black;
}

/** @param {HTMLElement} black */
export const isBlack = black => black.matches(':popover-open');

/**
 * Make the screen black, or show the page again.
 * @param {HTMLElement} black
 * @param {boolean} on
 */
export function turnBlack(black, on) {
  if (on === isBlack(black)) return;
  black.togglePopover(on);
  const [said] = black.children;
  said.textContent = on ? 'The screen is black: any key or click shows the page.' : '';
}
