// What is presented is as large as fits below the words; what would get too small for the
// last row stays as it is, and scrolls. Charts of Plotly's have a size of their own.
import { parts } from '../components/dom.js';

const SMALLEST = 0.75;
/** How large what is presented gets; the pictures of a tour all keep one size of type. */
export const LARGEST = 1.7;
const STEPS = 6;
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

/**
 * Zoom a picture to what fits.
 * @param {HTMLElement} picture
 * @param {number} largest
 */
function zoomToFit(picture, largest) {
  const { scrollTop } = document.querySelector('[data-testid=stMain]') ?? {
    scrollTop: 0,
  };
  const room = innerHeight - picture.getBoundingClientRect().top - scrollTop - MARGIN;
  /** @param {number} zoom */
  const fits = zoom => {
    picture.style.zoom = String(zoom);
    return heightOf(picture) <= room && picture.scrollWidth <= picture.clientWidth + 1;
  };
  if (fits(largest)) return;
  let low = SMALLEST;
  let high = largest;
  for (let n = 0; n < STEPS; n++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  if (!fits(low)) picture.style.zoom = '';
}

/**
 * Fit the picture that is presented, and again when it grows; all others have no zoom.
 * @param {FitState} box
 * @param {HTMLElement | null} presented
 * @param {() => void} again - fits what is presented then
 * @param {number} largest
 */
export function fitPicture(box, presented, again, largest) {
  for (const other of parts(document, '[class*=st-key-pic_]', HTMLElement))
    if (other !== presented) other.style.zoom = '';
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
