// Draws the pictures of a file that holds one view, and lets them answer each other.

import { render } from '../../components/mathml.js';
import { received } from '../../components/naming.js';
import { shared } from '../../components/shared.js';
import { knownAlone } from '../../unroll/at_once/alone.js';
import { unpacked } from '../../unroll/at_once/contributions.js';
import { drawControls } from './controls.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { Picked } from '../../unroll/data_types.js' */
/** @import { FileData } from './data_types.js' */

/** @typedef {(call: Call) => unknown} Draw */
/** @typedef {(part: ShadowRoot, styles: string[]) => void} Dress */

/** @type {Record<string, string>} */
const SCRIPTS = {
  headline: 'components/formulas.js',
  network: 'unroll/network.js',
  triangle: 'unroll/triangle.js',
  bars: 'unroll/bars.js',
  chain: 'components/formulas.js',
};

/**
 * The element that has a name of ours.
 * @param {string} id
 */
function named(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no ${id}`);
  return node;
}

/**
 * Draw the view that the page holds.
 * @param {Record<string, Draw>} scripts - that draw the pictures
 * @param {Dress} dress - gives a picture its style sheets
 * @param {Record<string, string[]>} styles - by picture; one without is in the page
 */
export function start(scripts, dress, styles) {
  /** @type {FileData} */
  const data = JSON.parse(named('data').textContent ?? '');
  const { names, labels, known, drawing } = data;
  received(JSON.stringify({ names, labels }));
  shared().katex = { render };
  if (known && drawing) shared().known = knownAlone(unpacked(known), drawing);
  const tell = drawControls(data, named);
  /**
   * @param {string} name
   * @param {unknown} value
   */
  const setTriggerValue = (name, value) => {
    if (known && name === 'pick') tell(/** @type {Picked} */ (value));
  };
  for (const [role, script] of Object.entries(SCRIPTS)) {
    const picture = data[/** @type {'network'} */ (role)];
    const json = JSON.stringify({ ...picture, names, labels });
    const place = named(role);
    /** @type {HTMLElement | ShadowRoot} */
    let parentElement = place;
    if (styles[role]) {
      parentElement = place.attachShadow({ mode: 'open' });
      dress(parentElement, styles[role]);
    }
    scripts[script]({ parentElement, data: { json }, setTriggerValue });
  }
}
