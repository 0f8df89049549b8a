// The numbers of the network on the screen: kept for picks, nothing is drawn.
import { received } from '../../components/naming.js';
import { shared } from '../../components/shared.js';
import { knownToDraw } from './drawn.js';
import { followSteps, unpackedLongest } from './steps.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { KnownData } from './data_types.js' */

/** @param {Call} call */
export default function ({ data: { json } }) {
  // The numbers are many, and mostly here.
  if (json === shared().numbersSent) return;
  shared().numbersSent = json;
  /** @type {KnownData} */
  const data = received(json);
  const { longest } = data;
  shared().known = data.net ? knownToDraw(data) : undefined;
  if (shared().longest?.known.net === longest?.known.net) return;
  shared().longest = longest && unpackedLongest(longest);
  if (longest) followSteps();
}
