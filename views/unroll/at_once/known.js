// The numbers of the network on the screen: kept for picks, nothing is drawn.
import { received } from '../../components/naming.js';
import { shared } from '../../components/shared.js';
import { unpacked } from './contributions.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { KnownData } from './data_types.js' */

/** @param {Call} call */
export default function ({ data: { json } }) {
  /** @type {KnownData} */
  const data = received(json);
  if (shared().known?.net === data.net) return;
  shared().known = data.net ? unpacked(data) : undefined;
}
