// The presenter's window: notes, what comes next, a timer and a clock.
import { child, make } from '../../components/dom.js';
import { handled } from '../../components/keys.js';
import { received } from '../../components/naming.js';
import { channelOf, PASSED_ON } from './channel.js';
import { elapsed, inMinutes, resetTimer, turnTimer } from './timer.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { PresenterData } from './data_types.js' */
/** @import { ShownNotes } from './channel.js' */

const ALONE =
  'Nothing is heard of the page that is presented: it is shut, or opens anew. This window follows it when it is there.';
const NO_SCENE = 'No scene is shown: the page Tour starts one.';
const SILENT = 2000;

/** @param {HTMLElement} box */
function build(box) {
  const head = make('header', '', box);
  const where = make('span', 'where', head);
  where.setAttribute('role', 'status');
  const time = make('span', 'time', head);
  time.setAttribute('role', 'timer');
  const turn = make('button', 'turn', head, 'Start');
  const reset = make('button', 'reset', head, 'Reset');
  const clock = make('span', 'clock', head);
  const scene = make('section', 'scene', box);
  const title = make('h1', '', scene);
  const notes = make('div', 'notes', scene);
  const words = make('div', 'words', scene);
  const next = make('section', 'next', box);
  make('h2', '', next, 'Next');
  const then = make('h3', '', next);
  const opening = make('p', '', next);
  const tools = make('div', 'tools', box);
  const buttons = [turn, reset];
  for (const [key, does] of [
    ['PageUp', '‹ back'],
    ['PageDown', 'next ›'],
    ['b', 'Black screen'],
    ['+', 'Larger'],
    ['-', 'Smaller'],
  ]) {
    const button = make('button', '', tools, does);
    button.dataset.key = key;
    buttons.push(button);
  }
  for (const button of buttons) button.type = 'button';
  return { where, time, turn, reset, clock, title, notes, words, next, then, opening };
}

/** @typedef {ReturnType<typeof build>} Parts */
/** @typedef {HTMLElement & { parts?: Parts, channel?: BroadcastChannel }} Box */

/**
 * @param {Parts} parts
 * @param {ShownNotes} shown
 */
function write(parts, shown) {
  const { title, number, count, paragraphs, notes, next, words } = shown;
  parts.where.textContent = title ? `scene ${number} of ${count}` : '';
  parts.title.textContent = title || NO_SCENE;
  parts.notes.replaceChildren(
    ...notes.split('\n').map(line => make('p', '', null, line)),
  );
  parts.notes.hidden = !notes;
  parts.words.replaceChildren(...paragraphs.map(text => make('p', '', null, text)));
  parts.next.hidden = !title;
  parts.then.textContent = next || 'This is the last scene.';
  parts.opening.textContent = words;
}

/** @param {Parts} parts */
function tick({ time, turn, clock }) {
  const { seconds, runs } = elapsed();
  time.textContent = inMinutes(seconds);
  turn.textContent = runs ? 'Pause' : seconds ? 'Go on' : 'Start';
  const now = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  clock.textContent = now;
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json } }) {
  /** @type {PresenterData} */
  const data = received(json);
  const { name } = data;
  /** @type {Box} */
  const box = child(root, 'presenter');
  if (box.parts) return;
  const parts = build(box);
  const channel = channelOf(name);
  Object.assign(box, { parts, channel });
  const again = () => tick(parts);
  const alone = setTimeout(() => {
    parts.title.textContent = ALONE;
  }, SILENT);
  channel.onmessage = ({ data: heard }) => {
    if (typeof heard.title !== 'string') return;
    clearTimeout(alone);
    write(parts, heard);
  };
  channel.postMessage({ hello: true });
  parts.turn.onclick = () => {
    turnTimer();
    again();
  };
  parts.reset.onclick = () => {
    resetTimer();
    again();
  };
  box.onclick = ({ target }) => {
    const key = target instanceof HTMLElement && target.dataset.key;
    if (key) channel.postMessage({ key });
  };
  document.addEventListener(
    'keydown',
    event => {
      const shortcut = event.altKey || event.ctrlKey || event.metaKey;
      const pressed =
        event.key === 'Enter' && event.composedPath()[0] !== document.body;
      if (shortcut || pressed || !PASSED_ON.includes(event.key)) return;
      handled(event);
      channel.postMessage({ key: event.key });
    },
    true,
  );
  again();
  setInterval(again, 500);
}
