// What a lecturer has in the hall: a black screen, a laser dot, a larger page, the link's
// QR code, and the presenter's window.
import { make } from '../../components/dom.js';
import { handled } from '../../components/keys.js';
import { visit } from '../../components/navigate.js';
import { shared } from '../../components/shared.js';
import { isBlack, makeBlack, turnBlack } from './black.js';
import { followFragment, isOwn, isTour } from './fragment.js';
import { isLaser, makeLaser, turnLaser } from './laser.js';
import { linkHere } from './link.js';
import { makeMenu } from './menu.js';
import { BLOCKED, notesOf, openNotes, tell } from './notes_out.js';
import { applyZoom, zoomAfter, zoomedAddress, zoomOf } from './page_zoom.js';
import { drawQr, makeQr, openQr } from './qr.js';

/** @import { SceneBarData } from '../data_types.js' */
/** @import { Laser } from './laser.js' */
/** @import { NotesOut } from './notes_out.js' */
/** @import { QrParts } from './qr.js' */

/**
 * @typedef {object} Hall
 * @property {HTMLElement} black
 * @property {Laser} laser
 * @property {HTMLDetailsElement} menu
 * @property {QrParts} qr
 * @property {NotesOut} notes - the presenter's window
 * @property {HTMLElement} told - where what was done is said
 * @property {SceneBarData} data
 * @property {(name: string, value: string) => void} send - to Python
 * @property {number} zoom - how large the page is
 * @property {number} [zooming] - the timer of going to an address
 */

const ZOOMED = 250;
const SEEN = 2500;

/** @type {[string, string][]} */
const CHOICES = [
  ['b', 'Black screen'],
  ['l', 'Laser dot'],
  ['s', 'Spotlight'],
  ['f', 'Full screen'],
  ['v', 'Projector’s look, or not'],
  ['+', 'Larger'],
  ['-', 'Smaller'],
  ['0', 'As large as it was'],
  ['p', 'Presenter’s window'],
];

/** The keys of the hall, and what they do. @type {[string, string][]} */
export const HALL_KEYS = [
  ['b  or  .', 'presented: the screen black; any key or click shows the page again'],
  ['l', 'presented: a laser dot in place of the pointer; again, or Escape, ends it'],
  ['+, −, 0', 'presented: the page larger, smaller, as it was; the link says so'],
  ['q', 'the QR code of the link, for the room to scan'],
  ['p, presented', 'the presenter’s window: notes, the next scene, a timer, a clock'],
];

/**
 * Make what is not there yet, and follow what Python sends.
 * @param {HTMLElement & { hall?: Hall }} box - the bar
 * @param {{ link: HTMLElement, help: HTMLElement, told: HTMLElement }} parts
 * @param {SceneBarData} data
 * @param {(name: string, value: string) => void} send - to Python
 */
export function drawHall(box, parts, data, send) {
  if (!box.hall) {
    /** @type {Hall} */
    const hall = {
      black: makeBlack(box),
      laser: makeLaser(box),
      menu: makeMenu(CHOICES),
      qr: makeQr(box),
      notes: { shown: notesOf(null) },
      told: parts.told,
      data,
      send,
      zoom: 1,
    };
    const code = make('button', 'code', null, 'QR');
    code.ariaLabel = 'QR code';
    code.type = 'button';
    code.onclick = () => pressInHall(hall, 'q');
    parts.link.after(code);
    parts.help.before(hall.menu);
    box.hall = hall;
  }
  const { hall } = box;
  Object.assign(hall, { data, send });
  hall.menu.hidden = !data.present;
  followFragment(data.packed, text => hall.send('scenes', text));
  tell(hall.notes, notesOf(data.scene));
  if (data.qr) drawQr(hall.qr, data.qr);
  if (!hall.zooming) hall.zoom = zoomOf(location.search);
  if (hall.zoom !== 1) keepZoom(hall.zoom);
  applyZoom(data.present ? hall.zoom : 1);
  if (data.present) return;
  turnLaser(hall.laser, false);
  turnBlack(hall.black, false);
}

/**
 * Show the page again if the screen is black; whether it was.
 * @param {Hall | undefined} hall
 * @param {KeyboardEvent} event
 */
export function wakes(hall, event) {
  if (!hall || !isBlack(hall.black)) return false;
  if (!event.repeat) turnBlack(hall.black, false);
  handled(event);
  return true;
}

/**
 * Do what a key does in the hall; whether it does anything.
 * @param {Hall | undefined} hall
 * @param {string} key
 */
export function pressInHall(hall, key) {
  if (!hall) return false;
  if (key === 'Escape' && hall.menu.open) {
    hall.menu.open = false;
    return true;
  }
  if (key === 'q') {
    const link = copiedLink(hall);
    openQr(hall.qr, link);
    hall.send('qr', link);
    return true;
  }
  if (!hall.data.present) return false;
  const zoom = zoomAfter(hall.zoom, key);
  if (key === 'b' || key === '.') turnBlack(hall.black, true);
  else if (key === 'l') turnLaser(hall.laser);
  else if (key === 'p') openPresenter(hall);
  else if (key === 'Escape' && isLaser(hall.laser)) turnLaser(hall.laser, false);
  else if (zoom !== null) zoomTo(hall, zoom);
  else return false;
  return true;
}

/** The link to this view, as others get it. @param {Hall} hall */
export function copiedLink({ data: { packed } }) {
  return linkHere(((isOwn() || isTour()) && packed) || null);
}

/** @param {Hall} hall */
function openPresenter({ notes, data, told }) {
  if (openNotes(notes, data.places)) return;
  told.textContent = BLOCKED;
  setTimeout(() => {
    told.textContent = '';
  }, 3 * SEEN);
}

/** Keep how large a scene is for its links, its steps' too. @param {number} zoom */
function keepZoom(zoom) {
  const scene = new URLSearchParams(location.search);
  if (!scene.has('tour')) return;
  const zooms = shared().zooms ?? {};
  shared().zooms = zooms;
  zooms[`${scene.get('tour')} ${scene.get('scene') ?? 1}`] = zoom;
}

/**
 * Show the page at this zoom at once; the address follows when no key comes after.
 * @param {Hall} hall
 * @param {number} zoom
 */
function zoomTo(hall, zoom) {
  hall.zoom = zoom;
  applyZoom(zoom);
  hall.told.textContent = `${Math.round(zoom * 100)} %`;
  dispatchEvent(new Event('resize'));
  clearTimeout(hall.zooming);
  hall.zooming = setTimeout(() => {
    hall.zooming = 0;
    hall.told.textContent = '';
    keepZoom(zoom);
    visit(zoomedAddress(zoom), hall.data.places, true);
  }, ZOOMED);
}
