// The box that a line is typed in, with its palette.

import { child, make, parts } from '../../components/dom.js';
import { arrow, handled } from '../../components/keys.js';
import { nameOf } from '../../components/naming.js';
import { drawTex } from './told.js';

/** @import { OwnLineData, PaletteKey, TypedReading } from './data_types.js' */

/**
 * The parts that are built once.
 * @param {HTMLElement} box
 */
export function buildLineBox(box) {
  const goal = make('div', 'goal', box);
  const target = make('div', 'aim', box);
  const showTarget = make('button', '', target);
  const form = make('div', 'form', target);
  const written = make('ol', 'written', box);
  const done = make('div', 'done', box);
  done.setAttribute('role', 'status');
  const question = make('div', 'question', box);
  const label = make('label', 'asks', question);
  const left = make('div', 'left', question);
  const field = make('textarea', 'typed', question);
  field.id = label.htmlFor = 'own-line-typed';
  field.rows = 2;
  field.spellcheck = false;
  field.setAttribute('autocapitalize', 'off');
  field.setAttribute('autocomplete', 'off');
  const reading = make('div', 'reading', question);
  reading.id = 'own-line-reading';
  field.setAttribute('aria-describedby', reading.id);
  const palette = make('div', 'palette', question);
  palette.setAttribute('role', 'toolbar');
  palette.setAttribute('aria-label', 'Symbols to put in; arrow keys move');
  const buttons = make('div', 'buttons', question);
  const check = make('button', 'check', buttons, 'Check');
  const hint = make('button', '', buttons, 'Hint');
  const on = make('button', 'on', buttons);
  make('span', 'keys', buttons, 'Enter checks');
  const answer = make('div', 'answer', question);
  answer.setAttribute('role', 'status');
  const hints = make('div', 'hints', question);
  hints.setAttribute('role', 'status');
  for (const button of [showTarget, check, hint, on]) button.type = 'button';
  return {
    ...{ goal, target, showTarget, form, written, done, question, label, left, field },
    ...{ reading, palette, check, hint, on, hints, answer },
  };
}

/** @typedef {ReturnType<typeof buildLineBox>} LineBoxParts */

/** How one may type, in the visitor's names. */
export function howToType() {
  const [hidden, output] = [nameOf('H'), nameOf('U')];
  const entry = output.includes('_') ? `(${output})` : output;
  const plain = `sum_k delta_k^(o,t) ${entry}_ki, ${hidden}' delta^(t), ${nameOf('σ')}'(z_i^(t))`;
  return `LaTeX, or plain: ${plain}`;
}

/**
 * Put a text in where the cursor is.
 * @param {HTMLTextAreaElement} field
 * @param {PaletteKey} key
 */
function putIn(field, { put, back }) {
  const { selectionStart: from, selectionEnd: to } = field;
  const joined = from && /[\p{L}\p{N})\]}′'ᵀ]/u.test(field.value[from - 1]);
  const apart = joined && /^[\p{L}[∂∑∏]/u.test(put) && put !== 'ᵀ' ? ' ' : '';
  if (field.value.length + apart.length + put.length - (to - from) > field.maxLength)
    return;
  field.setRangeText(apart + put, from, to, 'end');
  const at = from + apart.length + put.length - back;
  field.setSelectionRange(at, at);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * The keys of the palette; one of them is in the order of tabs, arrows go on from it.
 * @param {LineBoxParts} box
 * @param {PaletteKey[]} keys
 */
export function drawPalette({ palette, field }, keys) {
  const drawn = JSON.stringify(keys);
  if (palette.dataset.drawn === drawn) return;
  palette.dataset.drawn = drawn;
  palette.replaceChildren();
  keys.forEach((key, n) => {
    const button = make('button', '', palette);
    button.type = 'button';
    button.tabIndex = n ? -1 : 0;
    button.setAttribute('aria-label', `Put in ${key.said}`);
    const formula = make('span', '', button);
    formula.setAttribute('aria-hidden', 'true');
    drawTex(formula, key.tex, '');
    // The field keeps the focus, and a phone's keyboard stays as it is.
    button.onpointerdown = event => event.preventDefault();
    button.onmousedown = event => event.preventDefault();
    button.onclick = event => {
      putIn(field, key);
      if (event.detail === 0) field.focus();
    };
  });
  palette.onkeydown = event => {
    const move = arrow(event);
    if (!move) return;
    handled(event);
    const buttons = parts(palette, 'button', HTMLElement);
    const at = buttons.findIndex(button => button.tabIndex === 0);
    const to = buttons[at + move[0] + move[1]];
    if (!to) return;
    buttons[at].tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}

/**
 * What was understood of what is in the box; faint until the latest is.
 * @param {LineBoxParts} box
 * @param {TypedReading | null} reading
 */
export function drawReading({ reading: node, field }, reading) {
  node.classList.toggle('old', (reading?.text ?? '') !== field.value);
  drawTex(child(node, 'formula'), reading?.tex ?? '', 'Your line');
  const problem = child(node, 'problem');
  problem.hidden = !reading?.problem;
  child(problem, 'why').textContent = reading?.problem ?? '';
  const where = child(problem, 'where', 'code');
  const [before, found, after] = reading?.where ?? ['', '', ''];
  child(where, 'before', 'span').textContent = before;
  child(where, 'found', 'mark').textContent = found || '\u2038';
  child(where, 'after', 'span').textContent = after;
  const could = child(problem, 'could');
  const readings = reading?.could_be ?? [];
  while (could.children.length > readings.length) could.lastChild?.remove();
  readings.forEach((tex, n) => {
    const made = could.children[n];
    const one = made instanceof HTMLElement ? made : make('div', '', could);
    drawTex(one, tex, 'One reading');
  });
}

/**
 * The lines of a derivation of one's own, each with its verdict.
 * @param {LineBoxParts} box
 * @param {OwnLineData} data
 * @param {(place: number) => void} takeBack
 */
export function drawWritten({ written }, data, takeBack) {
  written.hidden = !data.written.length;
  while (written.children.length > data.written.length) written.lastChild?.remove();
  data.written.forEach(({ tex, answer }, n) => {
    const made = written.children[n];
    const row = made instanceof HTMLElement ? made : make('li', '', written);
    const formula = child(row, 'formula');
    drawTex(formula, tex ? `= ${tex}` : '', `Your line ${n + 1}`);
    if (!tex) formula.textContent = answer.text;
    child(row, 'words', 'span').textContent = `${answer.words} ${answer.example} `;
    const back = child(row, 'back', 'button');
    back.type = 'button';
    back.textContent = 'Take back';
    back.setAttribute('aria-label', `Take back your line ${n + 1}`);
    back.onclick = () => takeBack(n);
  });
}
