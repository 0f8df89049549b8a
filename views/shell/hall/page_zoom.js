// How large a presented page is, beside what fits the screen: it is part of the address.
import { changed } from '../../components/navigate.js';

const STEP = 0.1;
const LEAST = 0.5;
const MOST = 3;
const ZOOM_NAME = '--un-own-zoom';

/** How large a page is by its address. @param {string} search */
export function zoomOf(search) {
  const zoom = Number(new URLSearchParams(search).get('zoom') ?? 1);
  return zoom >= LEAST && zoom <= MOST ? zoom : 1;
}

/**
 * How large a page is after one of the keys +, = , - and 0; null for other keys.
 * @param {number} zoom
 * @param {string} key
 */
export function zoomAfter(zoom, key) {
  if (key === '0') return 1;
  const by = { '+': STEP, '=': STEP, '-': -STEP }[key];
  if (by === undefined) return null;
  const next = Math.min(MOST, Math.max(LEAST, zoom + by));
  return Math.round(next * 10) / 10;
}

/** The address at this zoom. @param {number} zoom */
export const zoomedAddress = zoom =>
  changed({ zoom: zoom === 1 ? null : String(zoom) });

/**
 * Show the page at this zoom, before the server has heard of it.
 * @param {number} zoom - 1 where nothing is presented
 */
export function applyZoom(zoom) {
  const { style } = document.documentElement;
  if (zoom === 1) style.removeProperty(ZOOM_NAME);
  else style.setProperty(ZOOM_NAME, String(zoom));
}
