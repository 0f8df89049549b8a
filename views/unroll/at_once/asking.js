// When Python is asked about picks that keys make: once, at their end.
import { answers } from '../../components/answered.js';
import { shared } from '../../components/shared.js';

/** Presses that follow each other sooner than that, in ms, are asked about once. */
const REST = 120;
/** How long a key that is held may wait for its repeats, in ms. */
const HELD = 700;

/** Ask now, if anything is to be asked. */
function askNow() {
  const { ask } = answers();
  dropAsk();
  if (!ask) return;
  ask();
}

/** @param {number} wait - in ms */
function askIn(wait) {
  clearTimeout(answers().asking);
  answers().asking = setTimeout(askNow, wait);
}

/** Ask no more about what was picked: something newer is asked about. */
export function dropAsk() {
  clearTimeout(answers().asking);
  answers().ask = undefined;
}

/**
 * Ask at the end of a key: where it came alone, as soon as it is let go; else when no
 * other has followed. While it is held, not at all.
 * @param {() => void} ask
 */
export function askAtEnd(ask) {
  const all = answers();
  const now = Date.now();
  all.alone = now - all.pressed > 2 * REST;
  all.pressed = now;
  all.ask = ask;
  askIn(HELD);
  if (shared().hearsKeys) return;
  shared().hearsKeys = true;
  addEventListener(
    'keyup',
    () => {
      if (!answers().ask) return;
      if (answers().alone) askNow();
      else askIn(REST);
    },
    { capture: true, signal: shared().until },
  );
}
