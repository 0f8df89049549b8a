/** @import { SlipDerivation } from './data_types.js' */

/** Settings of this page alone. */
const OWN = ['section', 'theme', 'route', 'step', 'line'];

/** The pictures that have such links. */
const LISTS = ['mistakes', 'slips'];

/**
 * The address of a line of a derivation, for this network: what is only of this page
 * stays behind.
 * @param {SlipDerivation} to
 * @param {{ pathname: string, search: string }} here
 */
export function derivationLink({ slug, line }, here) {
  const asked = new URLSearchParams(here.search);
  for (const name of OWN) asked.delete(name);
  asked.set('page', 'derive');
  asked.set('derivation', slug);
  if (line > 1) asked.set('line', String(line));
  if (LISTS.includes(asked.get('focus') ?? '')) asked.set('focus', 'lines');
  return `${here.pathname.replace(/[^/]*$/, '')}?${asked}`;
}
