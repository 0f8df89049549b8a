// A link of this app is followed without loading it anew, where Streamlit restores what
// an address says when the browser goes back to it.
import { goTo, noStep, oneStep, PAGE } from './history.js';
import { opensElsewhere } from './keys.js';
import { shared } from './shared.js';

/** @import { LinkPlaces } from './data_types.js' */
/** @import { Shared } from './shared.js' */

const KEPT = ['present', 'look', 'names', 'embed', 'embed_options'];

/**
 * The path that the app is served below, without a slash at its end. It stays what it
 * was when the page was opened: where presses follow each other faster than pages come,
 * the address is a page ahead of what says which page this is.
 * @param {LinkPlaces} places
 * @param {{ pathname: string }} [here]
 * @param {Shared} [page]
 */
export function appBase(places, here = location, page = shared()) {
  page.base ??= here.pathname
    .slice(0, here.pathname.length - places.here.length)
    .replace(/\/$/, '');
  return page.base;
}

/**
 * The address of a link on this server, with what every link keeps.
 * @param {string} link - a query, "?page=derive&…"
 * @param {LinkPlaces} places
 * @param {{ search: string }} [here] - where the reader is
 * @param {string} [base]
 */
export function address(link, places, here = location, base = appBase(places)) {
  const asked = new URLSearchParams(link);
  const now = new URLSearchParams(here.search);
  const page = asked.get('page') ?? 'unroll';
  asked.delete('page');
  const zoom = shared().zooms?.[`${asked.get('tour')} ${asked.get('scene')}`];
  if (zoom === 1) asked.delete('zoom');
  else if (zoom) asked.set('zoom', String(zoom));
  for (const name of KEPT)
    if (!asked.has(name))
      for (const value of now.getAll(name)) asked.append(name, value);
  if (page === places.root && page !== 'unroll') asked.set('page', page);
  const search = String(asked);
  return `${base}/${page === places.root ? '' : page}${search && '?' + search}`;
}

/**
 * Go to an address.
 * @param {string} to
 * @param {LinkPlaces} places
 * @param {boolean} [replace] - make it no step of the history
 */
export function visit(to, places, replace) {
  const { go } = shared();
  if (go) {
    if (replace) noStep();
    else oneStep(PAGE);
    go(to);
  } else if (places.soft) goTo(to, replace);
  else location.assign(to);
}

/**
 * Let an anchor follow a link.
 * @param {HTMLAnchorElement} anchor
 * @param {string} link
 * @param {LinkPlaces} places
 */
export function follow(anchor, link, places) {
  anchor.href = address(link, places);
  anchor.onclick = event => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    visit(address(link, places), places);
  };
}

/**
 * What this address says, a few things changed or, where they are null, left out.
 * @param {Record<string, string | null>} changes
 * @param {{ pathname: string, search: string }} [here]
 */
export function changed(changes, here = location) {
  const asked = new URLSearchParams(here.search);
  for (const [name, value] of Object.entries(changes))
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  return here.pathname + (String(asked) && '?' + asked);
}
