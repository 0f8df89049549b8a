// The code under a derivation's lines.
import { around, child, parts } from '../components/dom.js';
import { quantitiesIn, speaksOf, writeLines } from './code_lines.js';
import { lightSymbols } from './derivation_links.js';

/** @import { CodeOfLine, DerivationData } from './data_types.js' */

/**
 * The line of code at which something happened.
 * @param {Event} event
 */
export const codeLine = event => around(event, '.codeline', HTMLElement);

/**
 * Draw a line's code, what came out of it, and the button that copies it.
 * @param {HTMLElement} row
 * @param {CodeOfLine | undefined} code
 * @param {Record<string, string>} names - what references call names in code
 * @param {number} n - the line, from 0
 */
export function drawCode(row, code, names, n) {
  if (!code) {
    row.querySelector('.code')?.remove();
    return;
  }
  const box = child(row, 'code');
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', `Code of line ${n + 1}`);
  const lines = child(box, 'codelines', 'pre');
  writeLines(lines, code.text);
  for (const line of parts(lines, '.codeline', HTMLElement))
    line.dataset.quantities = [...quantitiesIn(line.textContent ?? '', names)].join(
      ' ',
    );
  const about = child(box, 'about');
  const ran = child(about, 'ran', 'span');
  ran.textContent = code.said + ' ';
  ran.classList.toggle('no', code.equal === false);
  const copy = child(about, 'copy', 'button');
  copy.type = 'button';
  copy.hidden = !code.text;
  copy.textContent ||= 'Copy code';
  copy.setAttribute('aria-label', `Copy code of line ${n + 1}`);
}

/**
 * A line of code is pointed at: what it names lights up, in its formula and the arrays.
 * @param {HTMLElement} box
 * @param {DerivationData} data
 * @param {HTMLElement} code
 */
export function showCode(box, data, code) {
  const quantities = new Set((code.dataset.quantities ?? '').split(' '));
  const refs = parts(code.closest('.row') ?? box, '[data-ref]', HTMLElement)
    .map(symbol => symbol.dataset.ref ?? '')
    .filter(ref => speaksOf(ref, quantities));
  lightSymbols(box, data, new Set(refs));
  for (const other of parts(box, '.codeline', HTMLElement))
    other.classList.toggle('on', other === code);
}
