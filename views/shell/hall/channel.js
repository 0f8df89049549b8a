// What the window of the page and the presenter's window tell each other.
import { remember, remembered } from './tab_store.js';

const KEPT_NAME = 'unrolled-window';
const NAMES = /^[a-z0-9]{4,20}$/;

/** Keys of the presenter's window that do there what they do here. */
export const PASSED_ON = [
  'ArrowRight',
  'ArrowLeft',
  'ArrowDown',
  'ArrowUp',
  'PageDown',
  'PageUp',
  'Home',
  'End',
  'Enter',
  'b',
  '.',
  '+',
  '=',
  '-',
  '0',
];

/**
 * What the presenter's window shows.
 * @typedef {object} ShownNotes
 * @property {string} title - '' where there is no scene
 * @property {number} number
 * @property {number} count
 * @property {string[]} paragraphs
 * @property {string} notes
 * @property {string} next - the title of the next scene; '' after the last
 * @property {string} words - its first sentence
 */

/** The name that this window goes by, made once; it survives a reload. */
export function windowName() {
  let name = remembered(KEPT_NAME);
  if (!name || !NAMES.test(name)) {
    name = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte =>
      (byte % 36).toString(36),
    ).join('');
    remember(KEPT_NAME, name);
  }
  return name;
}

/** Whether this window has had a presenter's. */
export const hasName = () => remembered(KEPT_NAME) !== '';

/** The channel between a window and its presenter's. @param {string} name */
export const channelOf = name => new BroadcastChannel(`unrolled-${name}`);

/** Do what a key does that is pressed on the page itself. @param {string} key */
export function pressKey(key) {
  const how = { key, bubbles: true, cancelable: true, composed: true };
  document.body.dispatchEvent(new KeyboardEvent('keydown', how));
}
