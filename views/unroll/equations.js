import { child, make, onFocus, setHidden, setText } from '../components/dom.js';
import { keepFitted, readyFor, renderTex } from '../components/katex.js';
import { received } from '../components/naming.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Equation, EquationsData } from './data_types.js' */

/** @typedef {HTMLElement & { latest?: EquationsData, at?: number }} EquationBox */

/**
 * Show the numbers of an equation, or what is said at rest.
 * @param {EquationBox} box
 * @param {number} [at]
 */
function show(box, at) {
  box.at = at;
  const { latest: data } = box;
  if (!data) return;
  const told = child(box, 'told');
  /** @type {Equation | undefined} */
  const equation = at === undefined ? undefined : data.equations[at];
  setText(child(told, 'words', 'span'), equation?.words ?? data.rest);
  const numbers = child(told, 'tex', 'span');
  setHidden(numbers, !equation);
  if (!equation) return;
  renderTex(numbers, equation.numbers);
  keepFitted(numbers, 'The numbers');
}

/** @param {Call} call */
export default async function ({ parentElement, data: { json } }) {
  /** @type {EquationsData} */
  const data = received(json);
  /** @type {EquationBox} */
  const box = child(parentElement, 'equations');
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', data.label);
  if (!(await readyFor(box, data))) return;
  const row = child(box, 'row');
  data.equations.forEach((equation, n) => {
    const held = row.children[n] ?? make('button', 'equation', row);
    const button = /** @type {HTMLButtonElement} */ (held);
    button.type = 'button';
    button.setAttribute('aria-label', equation.label);
    renderTex(child(button, 'tex', 'span'), equation.tex);
    button.onmouseenter = () => show(box, n);
    button.onclick = () => show(box, n);
    onFocus(
      button,
      () => show(box, n),
      () => show(box),
    );
  });
  row.onmouseleave = () => show(box);
  show(box, box.at);
}
