// Buttons that copy LaTeX or code.
import { copyText } from '../components/clipboard.js';
import { make } from '../components/dom.js';

/**
 * Copy LaTeX or code; the button says that it is done.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {string} [what]
 */
export function copyOut(button, text, what = 'LaTeX') {
  const done = () => {
    const name = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = name;
    }, 1200);
  };
  const makeField = () => {
    const beside = button.parentElement;
    const field = beside?.querySelector('textarea') ?? make('textarea', '', beside);
    field.rows = 3;
    return field;
  };
  copyText(text, done, makeField, `${what}, selected to be copied`);
}
