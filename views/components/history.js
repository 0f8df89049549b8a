// Entries of the browser's history. Streamlit pushes one for each setting that a pick
// changes, and one for what it puts right in an address that was gone back to. While
// entries are merged, what it pushes replaces the entry that is there instead.
import { shared } from './shared.js';

/** What Streamlit pushes after a whole page was changed comes within so many ms. */
export const PAGE = 2500;
const LONGEST_WAIT = 5000;
const QUIET = 400;
const SETTLING = 1500;
/** Buttons of Streamlit's own that set several values, by how their keys begin. */
const SEVERAL = [
  'to_',
  'preset_',
  'own_again',
  'own_back',
  'own_telling',
  'by_heart',
  'reset',
]
  .map(key => `[class*="st-key-${key}"]`)
  .join();

const merging = () => Object.hasOwn(history, 'pushState');

/** Push entries again as they come. */
function endMerging() {
  clearTimeout(shared().merging);
  shared().keeping = false;
  // It is the object's own: what the prototype has shows again.
  Reflect.deleteProperty(history, 'pushState');
}

/** Whether a link was followed that Python has not answered yet, where it is slow. */
const isAsking = () => Number(shared().asked) > Number(shared().heard);

/** @param {number} wait - in ms */
function endIn(wait) {
  clearTimeout(shared().merging);
  const end = () => (isAsking() ? endIn(QUIET) : endMerging());
  shared().merging = setTimeout(end, wait);
}

/**
 * Merge entries, for `wait` ms or until `quiet` ms after the first that is kept; where
 * none is kept, after the last.
 * @param {boolean} keepFirst - push the first of them
 * @param {number} wait
 * @param {number} [quiet]
 */
function merge(keepFirst, wait, quiet) {
  shared().keeping = keepFirst;
  history.pushState = (...entry) => {
    const keep = shared().keeping;
    if (quiet && (keep || !keepFirst)) endIn(quiet);
    if (!keep) return history.replaceState(...entry);
    shared().keeping = false;
    return History.prototype.pushState.apply(history, entry);
  };
  endIn(wait);
}

/**
 * What Streamlit is about to push is one step: one step back undoes it.
 * @param {number} [within] - how long after the first entry the others may come, in ms
 */
export function oneStep(within = QUIET) {
  if (!merging()) merge(true, LONGEST_WAIT, within);
}

/** What Streamlit is about to push leads to another page: a step of its own, however soon
 * it follows another. */
export function pageStep() {
  endMerging();
  oneStep(PAGE);
}

/** What Streamlit is about to push is no step of its own. */
export function noStep() {
  if (!shared().keeping) merge(false, LONGEST_WAIT, QUIET);
}

/**
 * Go to an address of this app as Streamlit's own history does, which restores what
 * the address says.
 * @param {string} address
 * @param {boolean} [replace] - make it no step
 */
export function goTo(address, replace) {
  endMerging();
  if (replace) history.replaceState({}, '', address);
  else history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}

shared().steps = { oneStep, noStep };
if (!shared().hears) {
  shared().hears = true;
  // What was gone back to may still be put right: that is no step.
  addEventListener('popstate', () => merge(false, SETTLING), true);
  document.addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element && target.closest(SEVERAL))) return;
      pageStep();
    },
    true,
  );
}
