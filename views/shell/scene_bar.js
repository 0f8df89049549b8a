import { copyText } from '../components/clipboard.js';
import { child, make, scrolling } from '../components/dom.js';
import { arrow, handled } from '../components/keys.js';
import { received } from '../components/naming.js';
import { address, appBase, changed, visit } from '../components/navigate.js';
import { shared } from '../components/shared.js';
import { fitPicture, LARGEST, pictureOf } from './fit_picture.js';
import { isOwn } from './hall/fragment.js';
import { copiedLink, drawHall, pressInHall, wakes } from './hall/hall.js';
import { onReconnected } from './reconnect.js';
import { buildSceneBar, writeScene } from './scene_bar_parts.js';
import { arriveAt, drawTurn, stopsOf, turn } from './scene_turning.js';
import { aimSpotlight, turnSpotlight } from './spotlight.js';

/** @import { Call } from '../components/dom.js' */
/** @import { SceneBarData } from './data_types.js' */
/** @import { FitState } from './fit_picture.js' */
/** @import { Hall } from './hall/hall.js' */
/** @import { SceneBarParts } from './scene_bar_parts.js' */
/** @import { TurnState } from './scene_turning.js' */

/**
 * What the bar holds between calls.
 * @typedef {object} SceneBarState
 * @property {SceneBarData} latest
 * @property {SceneBarParts} parts
 * @property {() => void} take - asks for what is taken home
 * @property {Hall} [hall]
 * @property {ResizeObserver} [room]
 * @property {string | null} [arrived] - the scene that was arrived at
 * @property {boolean} [phrase] - one was clicked: it leads to the picture that it sets
 */
/** @typedef {HTMLElement & SceneBarState & FitState & TurnState} SceneBox */

const SETTLED = 600;
/** When it is looked at again, in milliseconds: below a long page comes late. */
const LATER = [1200, 2500];
const TOLD = 2500;
const COPIED_ALONE =
  'Link to this view copied, without the scene list: it is too long for a link. Give your audience the file.';

const mainOf = () => document.querySelector('[data-testid=stMain]');

/** @param {SceneBarData} data */
const isOnPicture = data => data.focus !== 'page' && data.focus !== 'lines';

/** @param {SceneBarData} data */
const goToPicture = data =>
  pictureOf(data.focus)?.scrollIntoView({ block: 'start', behavior: scrolling() });

/**
 * Scroll to a scene's picture, and again where what is above it grew meanwhile.
 * @param {SceneBox} box
 * @param {boolean} again
 */
function bringIntoSight(box, again) {
  measure(box);
  const top = pictureOf(box.latest.focus)?.getBoundingClientRect().top ?? 0;
  if (!staysInSight()) mainOf()?.scrollTo(0, 0);
  else if (!again || top > innerHeight) goToPicture(box.latest);
}

/** @param {SceneBox} box */
function fit(box) {
  const { present, focus, scene } = box.latest;
  const picture = present ? pictureOf(focus) : null;
  const whole = present && focus === 'page' && !scene;
  fitPicture(box, picture, () => fit(box), scene ? 1 : LARGEST, whole);
}

/** Whether the scene's words stay in sight. */
function staysInSight() {
  const bar = document.querySelector('.st-key-scene_bar')?.parentElement;
  return getComputedStyle(bar ?? document.body).position === 'sticky';
}

/**
 * Say how much room the bar takes.
 * @param {SceneBox} box
 */
function measure(box) {
  const height = box.latest.scene && staysInSight() ? box.offsetHeight : 0;
  document.documentElement.style.setProperty('--un-stage', height + 'px');
}

/**
 * @param {SceneBox} box
 * @param {boolean} on
 */
const present = (box, on) =>
  visit(changed({ present: on ? 'on' : null }), box.latest.places, true);

/**
 * The look of a projector, and back.
 * @param {SceneBox} box
 */
function changeLook({ latest }) {
  const now = new URLSearchParams(location.search).get('look');
  const look = now === 'projector' ? null : 'projector';
  visit(changed({ look }), latest.places, true);
}

/** @param {SceneBox} box */
function copyLink({ parts: { told }, hall, latest }) {
  if (!hall) return;
  const link = copiedLink(hall);
  const own = latest.packed === '' && isOwn();
  const done = () => {
    told.textContent = own ? COPIED_ALONE : 'Link copied';
    setTimeout(
      () => {
        told.textContent = '';
      },
      own ? 3 * TOLD : TOLD,
    );
  };
  const makeField = () => make('input', '', told);
  copyText(link, done, makeField, 'The link, selected to be copied');
}

/**
 * Whether keys are typed into what has the focus; a radio's are arrows alone.
 * @param {EventTarget} target
 * @param {KeyboardEvent} event
 */
function isTyping(target, { key }) {
  if (!(target instanceof Element)) return false;
  if (target.matches('input[type=radio]'))
    return key !== 'PageDown' && key !== 'PageUp' && !/^[a-z?]$/.test(key);
  return target.matches('input, textarea, select, [contenteditable=true]');
}

/**
 * Do what a key of the whole page does; whether there is such a key.
 * @param {SceneBox} box
 * @param {KeyboardEvent} event
 */
function press(box, event) {
  const { latest: data, parts } = box;
  const { scene } = data;
  const path = event.composedPath();
  const [target] = path;
  const { key } = event;
  const page = { PageDown: 1, PageUp: -1 }[key];
  const [right, down] = arrow(event) ?? [0, 0];
  const step = page ?? right;
  const tab = target instanceof Element && target.matches('[data-testid=stHeader] a');
  const ground = target === document.body || target === document.documentElement;
  const own = tab || ground || path.includes(box);
  const edge = { Home: -1, End: 1 }[key];
  if (pressInHall(box.hall, key)) return true;
  if (scene && step && (own || (page && data.present)))
    turn(box, scene, data.places, step);
  else if (data.present && own && down)
    mainOf()?.scrollBy({ top: down * innerHeight * 0.6 });
  else if (scene && edge && own)
    turn(box, scene, data.places, edge * stopsOf(scene).length);
  else if (data.first && step === 1 && own)
    visit(address(data.first, data.places), data.places);
  else if (key === 'p') present(box, !data.present);
  else if (key === 's') turnSpotlight(parts.spot);
  else if (key === 'v') changeLook(box);
  else if (key === 'l') copyLink(box);
  else if (key === 't') box.take();
  else if (key === '?') parts.dialog.showModal();
  else if (key === 'f' && document.fullscreenElement) document.exitFullscreen();
  else if (key === 'f') document.documentElement.requestFullscreen();
  else if (key === 'Escape' && !parts.spot.hidden) turnSpotlight(parts.spot, false);
  else if (key === 'Escape' && data.present) present(box, false);
  else return false;
  return true;
}

/**
 * A page's tab that was chosen with the pointer does not keep the keys, nor does a radio,
 * in the sidebar too, where the arrows turn scenes or lines or start the tour.
 * @param {SceneBox} box
 */
function letGo({ latest }) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement)) return;
  const { scene, present, first } = latest;
  const turns = scene || present || first || document.querySelector('.derivation');
  const radio = active.matches('input[type=radio]');
  if (active.matches('[data-testid=stHeader] a') || (turns && radio)) active.blur();
}

/**
 * Listen to the whole page, once.
 * @param {() => SceneBox} current - the bar that is there
 */
function listen(current) {
  addEventListener('pointerup', () => setTimeout(() => letGo(current()), 50), true);
  onReconnected(() => visit(location.href, current().latest.places, true));
  document.addEventListener(
    'keydown',
    event => {
      const box = current();
      if (box.isConnected && wakes(box.hall, event)) return;
      const shortcut = event.altKey || event.ctrlKey || event.metaKey;
      const typing = isTyping(event.composedPath()[0], event);
      const busy = box.parts.dialog.open || box.hall?.qr.dialog.open;
      if (!box.isConnected || shortcut || busy || typing) return;
      if (press(box, event)) handled(event);
    },
    true,
  );
  addEventListener('resize', () => {
    if (current().isConnected) fit(current());
  });
  for (const name of ['pointermove', 'focusin', 'keyup'])
    document.addEventListener(name, event => aimSpotlight(current().parts.spot, event));
}

/**
 * Show the scene, if there is one.
 * @param {SceneBox} box
 */
function drawScene(box) {
  const { parts, latest } = box;
  const { scene, places } = latest;
  parts.scene.hidden = !scene;
  if (!scene) return;
  parts.scene.setAttribute(
    'aria-label',
    `Scene ${scene.number} of ${scene.steps.length}`,
  );
  parts.title.textContent = scene.title;
  writeScene(parts, scene, places, phrase => {
    box.phrase = phrase;
  });
  drawTurn(box, scene, places);
  parts.end.onclick = () =>
    visit(changed({ tour: null, scene: null, beat: null, focus: null }), places);
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {SceneBarData} */
  const data = received(json);
  const { scene } = data;
  /** @type {HTMLElement} */
  const element = child(root, 'scene-bar');
  const box = /** @type {SceneBox} */ (element);
  box.latest = data;
  appBase(data.places);
  box.parts ??= buildSceneBar(box);
  box.take = () => setTriggerValue('take', 1);
  const { parts } = box;
  box.classList.toggle('presenting', data.present);
  parts.present.textContent = data.present ? 'Stop presenting' : 'Present';
  arriveAt(box, scene);
  drawScene(box);
  drawHall(box, parts, data, setTriggerValue);
  parts.take.onclick = box.take;
  parts.link.onclick = () => copyLink(box);
  parts.present.onclick = () => present(box, !data.present);
  parts.help.onclick = () => parts.dialog.showModal();
  parts.shut.onclick = () => parts.dialog.close();
  const page = document.documentElement;
  const plays = new URLSearchParams(location.search).get('motion') ?? '';
  if (scene) page.setAttribute('data-unrolled-scene', plays);
  else page.removeAttribute('data-unrolled-scene');
  box.classList.toggle('staged', Boolean(scene));
  // A presented scene's words stand in for those of its picture; of what plays there,
  // a run and an outer product have no use for the sum above.
  if (data.present && scene?.paragraphs.length)
    page.setAttribute('data-unrolled-told', plays);
  else page.removeAttribute('data-unrolled-told');
  box.room ??= new ResizeObserver(() => measure(box));
  box.room.observe(box);
  const place = scene && [scene.title, scene.number, data.focus, data.places.here];
  const arrived = place && `${place.join(' ')} ${data.present}`;
  if (arrived !== box.arrived) {
    box.arrived = arrived;
    if (arrived && !data.present && isOnPicture(data))
      for (const wait of [SETTLED, ...LATER])
        setTimeout(() => {
          if (box.arrived === arrived) bringIntoSight(box, wait > SETTLED);
        }, wait);
    else if (arrived) mainOf()?.scrollTo(0, 0);
  }
  // Where the words do not stay in sight, a phrase leads to the picture that it sets.
  if (box.phrase && !staysInSight()) setTimeout(() => goToPicture(data), 300);
  box.phrase = false;
  for (const wait of [0, 300, 900])
    setTimeout(() => {
      if (box.latest === data) fit(box);
    }, wait);
  const all = shared();
  all.presented = data.present;
  const first = !all.sceneBar;
  all.sceneBar = box;
  if (first) listen(() => /** @type {SceneBox} */ (all.sceneBar));
}
