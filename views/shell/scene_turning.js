// Turning the steps of a tour: through those of a scene, then on to the next scene.
import { make } from '../components/dom.js';
import { opensElsewhere } from '../components/keys.js';
import { address, follow, visit } from '../components/navigate.js';
import { holdScene } from './scene_change.js';

/** @import { LinkPlaces } from '../components/data_types.js' */
/** @import { ShownScene } from './data_types.js' */
/** @import { SceneBarParts } from './scene_bar_parts.js' */

/**
 * A step that keys lead to.
 * @typedef {object} Stop
 * @property {number} scene - from 1
 * @property {number} beat - from 0
 * @property {string} link
 */

/**
 * What turning holds between calls.
 * @typedef {object} TurnState
 * @property {Stop} [at] - the step that is gone to, or is there
 * @property {number} [turning] - until when other presses may add up
 * @property {number} [going]
 */

const TURN = 1500;
const SOON = 200;
const SAID_FOR = 2500;
const PICKED = ['beat', 'frame', 'k', 'i', 'j'];

/**
 * All stops of a tour, in order.
 * @param {ShownScene} scene
 * @returns {Stop[]}
 */
export const stopsOf = scene =>
  scene.steps.flatMap((links, n) =>
    links.map((link, beat) => ({ scene: n + 1, beat, link })),
  );

/**
 * The place of a scene's step among the stops; of its first one where it is not there.
 * @param {Stop[]} stops
 * @param {{ scene: number, beat: number }} at
 */
export function placeOf(stops, at) {
  const first = stops.findIndex(({ scene }) => scene === at.scene);
  const own = stops.findIndex(
    ({ scene, beat }) => scene === at.scene && beat === at.beat,
  );
  return own < 0 ? first : own;
}

/**
 * The stop some steps on from another, the first and the last being ends.
 * @param {Stop[]} stops
 * @param {{ scene: number, beat: number }} from
 * @param {number} by
 */
export const stopAfter = (stops, from, by) =>
  stops[Math.min(stops.length - 1, Math.max(0, placeOf(stops, from) + by))];

/**
 * Whether a picture stays in its place from one step to another: only what is picked in it
 * changes, or how far what plays in it is.
 * @param {string} from
 * @param {string} to
 */
export function staysInPlace(from, to) {
  const [a, b] = [new URLSearchParams(from), new URLSearchParams(to)];
  const names = [...a.keys(), ...b.keys()];
  return names.every(name => PICKED.includes(name) || a.get(name) === b.get(name));
}

/**
 * Note which step is there, unless another is still gone to.
 * @param {TurnState} box
 * @param {ShownScene | null} scene
 */
export function arriveAt(box, scene) {
  const here = scene && stopsOf(scene)[placeOf(stopsOf(scene), there(scene))];
  const arrived = here?.scene === box.at?.scene && here?.beat === box.at?.beat;
  if (!here || arrived) box.turning = 0;
  if (!(Number(box.turning) > Date.now())) box.at = here ?? undefined;
}

/** @param {ShownScene} scene */
const there = ({ number, beat }) => ({ scene: number, beat });

/**
 * Go some steps on. Presses that come faster than steps arrive add up, and lead to the
 * last at once.
 * @param {TurnState & { parts: SceneBarParts }} box
 * @param {ShownScene | null} scene
 * @param {LinkPlaces} places
 * @param {number} by
 */
export function turn(box, scene, places, by) {
  if (!scene) return;
  const from = box.at ?? there(scene);
  const to = stopAfter(stopsOf(scene), from, by);
  if (to.scene === from.scene && to.beat === from.beat) {
    tellEnd(box.parts, by);
    return;
  }
  const soon = Number(box.turning) > Date.now();
  box.at = to;
  box.turning = Date.now() + TURN;
  drawPlace(box.parts, scene, to);
  clearTimeout(box.going);
  const go = () => goToStop(box, scene, to, places);
  box.going = setTimeout(go, soon ? SOON : 0);
}

/**
 * Say why nothing turns, for a while.
 * @param {SceneBarParts} parts
 * @param {number} by
 */
function tellEnd({ told }, by) {
  const says = by > 0 ? 'The end: ← goes back' : 'The beginning: → goes on';
  told.textContent = says;
  setTimeout(() => {
    if (told.textContent === says) told.textContent = '';
  }, SAID_FOR);
}

/**
 * @param {TurnState} box
 * @param {ShownScene} scene - the one that is shown
 * @param {Stop} stop
 * @param {LinkPlaces} places
 */
function goToStop(box, scene, stop, places) {
  const from = scene.steps[scene.number - 1][scene.beat] ?? '';
  if (stop.scene !== scene.number || !staysInPlace(from, stop.link))
    holdScene(() => !box.turning);
  visit(address(stop.link, places), places);
}

/**
 * Say which scene and step is there; a dot for each of the scene's steps.
 * @param {SceneBarParts} parts
 * @param {ShownScene} scene
 * @param {{ scene: number, beat: number }} at
 */
function drawPlace({ where, step, dots }, scene, at) {
  const count = scene.steps[at.scene - 1].length;
  where.textContent = `scene ${at.scene} of ${scene.steps.length}`;
  step.textContent = count > 1 ? `, step ${at.beat + 1} of ${count}` : '';
  dots.hidden = count < 2;
  while (dots.children.length > count) dots.lastChild?.remove();
  while (dots.children.length < count) make('span', 'dot', dots);
  for (const [n, dot] of [...dots.children].entries())
    dot.classList.toggle('now', n === at.beat);
}

/**
 * Draw the place, and what leads back and on.
 * @param {TurnState & { parts: SceneBarParts }} box
 * @param {ShownScene} scene
 * @param {LinkPlaces} places
 */
export function drawTurn(box, scene, places) {
  const { parts } = box;
  const stops = stopsOf(scene);
  const place = placeOf(stops, there(scene));
  drawPlace(parts, scene, box.at ?? stops[place]);
  for (const [anchor, by] of /** @type {[HTMLAnchorElement, number][]} */ ([
    [parts.back, -1],
    [parts.next, 1],
  ])) {
    const stop = stops[place + by];
    anchor.ariaDisabled = String(!stop);
    if (stop) follow(anchor, stop.link, places);
    else anchor.removeAttribute('href');
    anchor.onclick = event => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      turn(box, scene, places, by);
    };
  }
}
