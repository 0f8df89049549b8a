import { child } from '../components/dom.js';
import { received } from '../components/naming.js';
import { follow } from '../components/navigate.js';

/** @import { Call } from '../components/dom.js' */
/** @import { OpeningData } from './data_types.js' */

/** @param {Call} call */
export default function ({ parentElement, data: { json } }) {
  /** @type {OpeningData} */
  const data = received(json);
  const box = child(parentElement, 'opening');
  child(box, 'sentence', 'p').textContent = data.sentence;
  const show = child(box, 'show', 'a');
  show.textContent = 'Show me';
  follow(show, data.tour, data.places);
}
