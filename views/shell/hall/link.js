// The link to this view, as it is given to others.
import { changed } from '../../components/navigate.js';

/**
 * The link to this view: with navigation, and with the own scene list, packed, if there
 * is one. Without that its scene would have no words: then it is the view alone.
 * @param {string | null} packed
 * @param {{ pathname: string, search: string, href: string }} [here]
 */
export function linkHere(packed, here = location) {
  /** @type {Record<string, string | null>} */
  const changes = { present: null };
  const own = new URLSearchParams(here.search).get('tour') === 'own' && !packed;
  if (own) Object.assign(changes, { tour: null, scene: null, beat: null });
  const link = new URL(changed(changes, here), here.href);
  link.hash = packed ? `scenes=${packed}` : '';
  return link.href;
}
