import { answered } from '../components/answered.js';
import { child, make, setText } from '../components/dom.js';
import { pageStep } from '../components/history.js';
import { received } from '../components/naming.js';

/** @import { Call } from '../components/dom.js' */
/** @import { OnwardsData } from './data_types.js' */

/** @param {Call} call */
function draw({ parentElement, data: { json }, setTriggerValue }) {
  /** @type {OnwardsData} */
  const data = received(json);
  const { titles, matrix, i, j, t, k } = data;
  const box = child(parentElement, 'onwards');
  titles.forEach((title, which) => {
    const button = box.children[which] ?? make('button', 'way', box);
    if (!(button instanceof HTMLButtonElement)) return;
    setText(button, title);
    button.onclick = () => {
      pageStep();
      setTriggerValue('go', { which, matrix, i, j, t, k });
    };
  });
}

export default answered(draw);
