// The controls of what plays: back, play, on, a slider, and each frame in words.
import { child, make, setHidden } from '../../components/dom.js';
import { handled } from '../../components/keys.js';
import { clamp } from '../../components/numbers.js';
import { noStep } from '../../components/steps.js';
import { adopted, beatOf, frameAfter } from './playing.js';

/** @import { Motion } from './data_types.js' */
/** @import { Playing } from './playing.js' */

/** How long a frame has rested, in ms, before the address is told. */
const RESTED = 450;
/** What it is that plays, by its kind. @type {Record<string, string>} */
const TITLES = {
  forward: 'The network runs',
  back: 'The error walks back',
  outer: 'The outer product fills',
};

/**
 * @typedef {object} PlayerParts
 * @property {HTMLButtonElement} earlier
 * @property {HTMLButtonElement} play
 * @property {HTMLButtonElement} later
 * @property {HTMLInputElement} slider
 * @property {HTMLElement} says
 * @property {HTMLElement} room - all frames in words, unseen: the tallest's height
 */
/**
 * @typedef {object} PlayerState
 * @property {PlayerParts} [parts]
 * @property {Playing} [playing]
 * @property {number} [timer] - of the next frame; while it plays
 * @property {[first: number, began: number]} [run] - the frame and time that it began
 * @property {number} [resting] - until the address is told
 */
/** @typedef {HTMLElement & PlayerState} Player */

const wantsStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @param {string} sign
 * @param {string} label
 */
function button(row, name, sign, label) {
  const node = make('button', name, row, sign);
  node.type = 'button';
  node.ariaLabel = node.title = label;
  return node;
}

/**
 * @param {Player} player
 * @returns {PlayerParts}
 */
function buildPlayer(player) {
  player.setAttribute('role', 'group');
  const row = make('div', 'keys', player);
  const parts = {
    earlier: button(row, 'earlier', '‹', 'The frame before'),
    play: button(row, 'play', '▶', 'Play'),
    later: button(row, 'later', '›', 'The next frame'),
    slider: make('input', 'frames', row),
  };
  Object.assign(parts.slider, { type: 'range', min: '0', step: '1' });
  parts.slider.setAttribute('aria-label', 'Frame');
  const words = make('div', 'words', player);
  const room = make('div', 'room', words);
  room.setAttribute('aria-hidden', 'true');
  return { ...parts, room, says: make('div', 'says', words) };
}

/**
 * Draw the controls, and show the frame: the address's, or the one that is there.
 * @param {HTMLElement} box - which they are the last of
 * @param {Motion | null} motion
 * @param {(frame: number, beat: number) => void} show - draws a frame in so many ms
 * @param {(rest: { kind: string, frame: number }) => void} send - tells the address
 */
export function drawPlayer(box, motion, show, send) {
  /** @type {Player} */
  const player = child(box, 'player');
  setHidden(player, !motion);
  clearTimeout(player.resting);
  if (!motion) {
    clearTimeout(player.timer);
    player.timer = undefined;
    player.playing = undefined;
    return;
  }
  const { kind, says } = motion;
  const last = says.length - 1;
  player.parts ??= buildPlayer(player);
  const { parts } = player;
  const before = player.playing;
  const playing = adopted(before, motion);
  const plays = player.timer !== undefined && before?.frame === playing.frame;
  player.playing = playing;
  player.ariaLabel = TITLES[kind];
  parts.slider.max = String(last);
  parts.play.hidden = wantsStill();
  parts.room.replaceChildren(...says.map(words => make('p', '', null, words)));

  const still = wantsStill() || before?.kind !== kind;
  const paint = (beat = wantsStill() ? 0 : beatOf(last)) => {
    const { frame } = playing;
    show(frame, beat);
    parts.slider.value = String(frame);
    parts.slider.setAttribute('aria-valuetext', `frame ${frame} of ${last}`);
    const moves = player.timer !== undefined;
    parts.play.textContent = moves ? '❚❚' : '▶';
    parts.play.ariaLabel = moves ? 'Pause' : 'Play';
    parts.play.title = moves ? 'Pause (space)' : 'Play (space)';
    parts.earlier.ariaDisabled = String(frame === 0);
    parts.later.ariaDisabled = String(frame === last);
    parts.says.ariaLive = moves ? 'off' : 'polite';
    if (parts.says.textContent !== says[frame]) parts.says.textContent = says[frame];
  };
  const rest = () => {
    clearTimeout(player.resting);
    player.resting = setTimeout(() => {
      if (!player.isConnected || playing.frame === playing.known) return;
      playing.sent.push(playing.frame);
      noStep();
      send({ kind, frame: playing.frame });
    }, RESTED);
  };
  const pause = () => {
    clearTimeout(player.timer);
    player.timer = undefined;
  };
  /** @param {number} frame */
  const go = frame => {
    pause();
    playing.frame = clamp(frame, 0, last);
    paint();
    rest();
  };
  const play = () => {
    clearTimeout(player.timer);
    const [first, began] = player.run ?? [0, 0];
    playing.frame = frameAfter(first, last, performance.now() - began);
    const ends = playing.frame === last || !player.isConnected;
    player.timer = ends ? undefined : setTimeout(play, beatOf(last) / 2);
    paint();
    if (ends) rest();
  };
  const toggle = () => {
    if (wantsStill()) return go(playing.frame + 1);
    if (player.timer !== undefined) return go(playing.frame);
    clearTimeout(player.resting);
    player.run = [playing.frame === last ? -1 : playing.frame, performance.now()];
    play();
  };

  parts.earlier.onclick = () => go(playing.frame - 1);
  parts.later.onclick = () => go(playing.frame + 1);
  parts.play.onclick = toggle;
  parts.slider.oninput = () => go(Number(parts.slider.value));
  player.onkeydown = event => {
    /** @type {Record<string, () => void>} */
    const keys = {
      ' ': toggle,
      ArrowLeft: () => go(playing.frame - 1),
      ArrowRight: () => go(playing.frame + 1),
      Home: () => go(0),
      End: () => go(last),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    handled(event);
    act();
  };
  if (plays && !wantsStill()) return play();
  pause();
  paint(still ? 0 : undefined);
  if (playing.frame !== playing.known) rest();
}
