// What is presented is as large as fits below the words, but never too small for the last
// row: then it scrolls. Charts of Plotly's have a size of their own.
import { parts } from '../components/dom.js';
import { leastType, smallestType } from './least_type.js';

const SMALLEST = 0.75;
/** How large what is presented gets; the pictures of a tour all keep one size of type. */
export const LARGEST = 1.7;
const STEPS = 6;
const ROUNDS = 3;
const RAISED_MOST = 4;
const MARGIN = 16;
const REFIT_AFTER = 120;

/**
 * @typedef {object} FitState
 * @property {ResizeObserver} [growing]
 * @property {HTMLElement} [fitted] - the picture that was fitted
 * @property {number} [fittedHeight]
 * @property {number} [refit]
 */

/** @param {HTMLElement} picture */
const heightOf = picture => picture.getBoundingClientRect().height;

/** The picture of a name. @param {string} focus */
export function pictureOf(focus) {
  const picture = document.querySelector(`.st-key-pic_${focus}`);
  return picture instanceof HTMLElement ? picture : null;
}

/** How much larger or smaller the page is by choice. */
const ownZoom = () =>
  Number(
    getComputedStyle(document.documentElement).getPropertyValue('--un-own-zoom') || 1,
  );

/**
 * Zoom a picture to what fits.
 * @param {HTMLElement} picture
 * @param {number} largest
 */
function zoomToFit(picture, largest) {
  const { scrollTop } = document.querySelector('[data-testid=stMain]') ?? {
    scrollTop: 0,
  };
  const { top } = picture.getBoundingClientRect();
  const room = innerHeight * ownZoom() - top - scrollTop - MARGIN;
  /** @param {number} zoom */
  const fits = zoom => {
    picture.style.zoom = String(zoom);
    return heightOf(picture) <= room && picture.scrollWidth <= picture.clientWidth + 1;
  };
  if (!fits(largest)) {
    let low = SMALLEST;
    let high = largest;
    for (let n = 0; n < STEPS; n++) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    if (!fits(low)) picture.style.zoom = '';
  }
  raise(picture);
}

/**
 * Zoom a picture further where its type would be too small.
 * @param {HTMLElement} picture
 */
function raise(picture) {
  const least = leastType() * ownZoom();
  for (let n = 0; n < ROUNDS; n++) {
    const smallest = smallestType(picture);
    if (smallest >= least) return;
    const zoom = Number(picture.style.zoom || 1) * (least / smallest);
    picture.style.zoom = String(Math.min(RAISED_MOST, 1.001 * zoom));
  }
}

/**
 * Fit the picture that is presented, and again when it grows. Of a page that is presented
 * whole, pictures are as large as their type has to be; all others have no zoom.
 * @param {FitState} box
 * @param {HTMLElement | null} presented - null for none, or for all
 * @param {() => void} again - fits what is presented then
 * @param {number} largest
 * @param {boolean} whole - whether all are presented
 */
export function fitPicture(box, presented, again, largest, whole) {
  for (const other of parts(document, '[class*=st-key-pic_]', HTMLElement)) {
    if (other === presented) continue;
    other.style.zoom = '';
    if (whole && !other.querySelector('.js-plotly-plot')) raise(other);
  }
  box.growing ??= new ResizeObserver(() => {
    const { fitted, fittedHeight = 0 } = box;
    if (!fitted || Math.abs(heightOf(fitted) - fittedHeight) < 2) return;
    clearTimeout(box.refit);
    box.refit = setTimeout(again, REFIT_AFTER);
  });
  box.growing.disconnect();
  const fixed = presented?.querySelector('.js-plotly-plot');
  box.fitted = (!fixed && presented) || undefined;
  if (presented && fixed) presented.style.zoom = '';
  if (!box.fitted) return;
  zoomToFit(box.fitted, largest);
  box.fittedHeight = heightOf(box.fitted);
  box.growing.observe(box.fitted);
}
