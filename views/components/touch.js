/** @import { AnyElement } from './dom.js' */

/**
 * A picture that knows what a finger has pointed at: it is shown again when the pick
 * it made has drawn the picture anew, for a finger does not stay there as a pointer does;
 * that the picture moves below it, as texts above get shorter, is no leaving.
 * @template Name
 * @typedef {AnyElement & { touched?: boolean, tapped?: Name | null }} Tappable
 */

/**
 * Note whether it is a finger that points.
 * @param {Tappable<unknown>} picture
 */
export function noteTouch(picture) {
  picture.onpointerdown = event => {
    picture.touched = event.pointerType === 'touch';
    picture.tapped = null;
  };
}

/**
 * Show in words again what a finger has pointed at, and light nothing up.
 * @template {AnyElement} Kind
 * @param {Element} words
 * @param {Kind | null | undefined} tapped
 * @param {(node: Kind) => void} show
 * @param {() => void} rest
 */
export function showTapped(words, tapped, show, rest) {
  if (!tapped) return;
  show(tapped);
  const text = words.textContent;
  rest();
  words.textContent = text;
}
