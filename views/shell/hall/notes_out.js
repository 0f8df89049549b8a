// The page's side of the presenter's window: it is opened, told what is shown, and obeyed.
import { address } from '../../components/navigate.js';
import { channelOf, hasName, PASSED_ON, pressKey, windowName } from './channel.js';

/** @import { LinkPlaces } from '../../components/data_types.js' */
/** @import { ShownScene } from '../data_types.js' */
/** @import { ShownNotes } from './channel.js' */

export const BLOCKED =
  'The browser did not open the window: allow pop-up windows for this page.';

/**
 * @typedef {object} NotesOut
 * @property {string} [name] - what this window goes by
 * @property {BroadcastChannel} [channel]
 * @property {ShownNotes} shown
 */

/** What is told of a scene. @param {ShownScene | null} scene @returns {ShownNotes} */
export function notesOf(scene) {
  return {
    title: scene?.title ?? '',
    number: scene?.number ?? 0,
    count: scene?.steps.length ?? 0,
    paragraphs: (scene?.paragraphs ?? []).map(phrases =>
      phrases.map(phrase => phrase.words).join(''),
    ),
    notes: scene?.notes ?? '',
    next: scene?.next?.title ?? '',
    words: scene?.next?.words ?? '',
  };
}

/** @param {NotesOut} out */
function connect(out) {
  if (out.channel) return;
  out.name = windowName();
  out.channel = channelOf(out.name);
  out.channel.onmessage = ({ data }) => {
    if (data.hello) tell(out, out.shown);
    else if (PASSED_ON.includes(data.key)) pressKey(data.key);
  };
}

/**
 * Tell the presenter's window what is shown now.
 * @param {NotesOut} out
 * @param {ShownNotes} shown
 */
export function tell(out, shown) {
  out.shown = shown;
  if (hasName()) connect(out);
  out.channel?.postMessage(shown);
}

/**
 * Open the presenter's window, or bring it to the front; whether the browser did.
 * @param {NotesOut} out
 * @param {LinkPlaces} places
 */
export function openNotes(out, places) {
  connect(out);
  const base = new URL(address(`?page=${places.root}`, places), location.href).pathname;
  const where = `${base}?presenter=${out.name}`;
  const opened = open(where, `unrolled-${out.name}`, 'popup,width=960,height=640');
  opened?.focus();
  return Boolean(opened);
}
