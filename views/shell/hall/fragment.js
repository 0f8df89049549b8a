// The scene list in the address: read when a link brings one, written while it is shown.
import { shared } from '../../components/shared.js';
import { remember, remembered } from './tab_store.js';
import { unpack } from './unpack.js';

const BEGINS = '#scenes=';
const KEPT_LIST = 'unrolled-scenes';
const AGAIN = 4000;

/**
 * @typedef {object} Fragment
 * @property {string} packed
 * @property {number} sent - when it was sent to Python; 0 for never
 */

/** The packed list of a fragment. @param {string} hash @returns {string} */
const packedIn = hash =>
  hash.startsWith(BEGINS) ? hash.slice(BEGINS.length).replace(/&.*/, '') : '';

/** Whether the address is of the visitor's own list. */
export const isOwn = () => new URLSearchParams(location.search).get('tour') === 'own';

/** Whether the page is the one that lists the tours. */
export const isTour = () =>
  /\/tour\/?$/.test(location.pathname) ||
  new URLSearchParams(location.search).get('page') === 'tour';

/** What the address brought, or what a reload of this tab lost from it. */
function brought() {
  const [load] = performance.getEntriesByType('navigation');
  const first = load ? new URL(load.name).hash : '';
  const kept = isOwn() || isTour() ? remembered(KEPT_LIST) : '';
  return packedIn(location.hash) || packedIn(first) || kept || '';
}

/**
 * Read the list of the address, once; keep the one that is loaded in the address.
 * @param {string | null} packed - of the loaded list: '' if it has none, null without one
 * @param {(text: string) => void} send - to Python
 */
export function followFragment(packed, send) {
  const page = shared();
  if (!page.fragment) {
    page.fragment = { packed: brought(), sent: 0 };
    addEventListener('hashchange', () => {
      const other = packedIn(location.hash);
      if (!other || other === page.fragment?.packed) return;
      page.fragment = { packed: other, sent: 0 };
      read(page.fragment, send);
    });
  }
  const { fragment } = page;
  // A server that was started anew has forgotten the list.
  const forgotten =
    packed === null && isOwn() && fragment.sent && Date.now() - fragment.sent > AGAIN;
  if (fragment.packed && (!fragment.sent || forgotten)) read(fragment, send);
  else if (packed) keep(fragment, packed);
  else if (packed === '') remember(KEPT_LIST, '');
  else if (packed === null && isOwn() && !fragment.sent) {
    fragment.sent = Date.now();
    send('none');
  }
}

/**
 * @param {Fragment} fragment
 * @param {(text: string) => void} send
 */
async function read(fragment, send) {
  fragment.sent = Date.now();
  const text = await unpack(fragment.packed);
  if (!text.startsWith('=')) fragment.packed = '';
  send(text);
}

/**
 * Keep the loaded list in the address, which Streamlit drops from it.
 * @param {Fragment} fragment
 * @param {string} packed
 */
function keep(fragment, packed) {
  Object.assign(fragment, { packed, sent: Date.now() });
  remember(KEPT_LIST, packed);
  if (!isOwn() || packedIn(location.hash) === packed) return;
  const { pathname, search } = location;
  history.replaceState(history.state, '', pathname + search + BEGINS + packed);
}
