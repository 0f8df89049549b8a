import { around, child, focused, make } from '../../components/dom.js';
import { readyFor } from '../../components/katex.js';
import { hearWhileShown } from '../../components/listening.js';
import { received } from '../../components/naming.js';
import { drawDifference, drawTex } from './told.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { ChoiceCard, ChoiceData } from './data_types.js' */

/**
 * What is held between calls.
 * @typedef {object} ChoiceState
 * @property {ChoiceData} [latest]
 */
/** @typedef {HTMLElement & ChoiceState} ChoiceBox */

const LETTERS = 'ABCD';

/**
 * One card, and what it is once that is told.
 * @param {HTMLElement} list
 * @param {ChoiceData} data
 * @param {ChoiceCard} card
 * @param {number} n
 */
function drawCard(list, data, card, n) {
  const made = list.children[n];
  const item = made instanceof HTMLElement ? made : make('div', 'card', list);
  item.dataset.card = String(n + 1);
  const button = child(item, 'pick', 'button');
  button.type = 'button';
  button.textContent = LETTERS[n];
  button.setAttribute('aria-label', `Choose ${LETTERS[n]}`);
  drawTex(child(item, 'formula'), card.tex, `Line ${LETTERS[n]}`);
  const picked = data.picked === n + 1;
  button.setAttribute('aria-pressed', String(picked));
  item.classList.toggle('picked', picked);
  item.classList.toggle('ours', data.answered && card.right);
  const told = child(item, 'told');
  told.hidden = !data.answered;
  child(told, 'words', 'b').textContent = card.words;
  const { differs } = card;
  drawDifference(child(told, 'sides'), differs, LETTERS[n]);
  child(told, 'example').textContent = card.example;
}

/**
 * What the answer says first.
 * @param {ChoiceData} data
 */
function verdict({ answered, picked, cards }) {
  if (!answered) return '';
  const right = cards.findIndex(card => card.right);
  const ours = LETTERS[right];
  if (!picked) return `It is ${ours}.`;
  const mine = LETTERS[picked - 1];
  return picked - 1 === right ? `✓ Right: ${ours}.` : `✗ Not ${mine}: it is ${ours}.`;
}

/** @param {Call} call */
export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  /** @type {ChoiceData} */
  const data = received(json);
  /** @type {ChoiceBox} */
  const box = child(root, 'choice');
  if ((await readyFor(box, data)) === undefined) return;
  box.classList.add('narrowed');
  box.classList.toggle('presented', data.presented);
  child(box, 'asks').textContent = data.ask;
  drawTex(child(box, 'goal'), data.goal && `${data.goal} =`, 'The left side');
  const list = child(box, 'cards');
  while (list.children.length > data.cards.length) list.lastChild?.remove();
  data.cards.forEach((card, n) => {
    drawCard(list, data, card, n);
  });
  const said = child(box, 'verdict');
  said.setAttribute('role', 'status');
  said.textContent = verdict(data);
  const buttons = child(box, 'buttons');
  const reveal = child(buttons, 'reveal', 'button');
  const on = child(buttons, 'on', 'button');
  reveal.type = on.type = 'button';
  reveal.textContent = 'Reveal';
  on.textContent = `Go on from line ${data.line} ›`;
  reveal.hidden = data.answered || !data.cards.length;
  on.hidden = !data.answered;

  /** @param {number} card - 0 to reveal alone */
  const answer = card => {
    if (data.answered || card > data.cards.length) return;
    setTriggerValue('pick', { name: data.name, card });
  };
  list.onclick = event => {
    const card = around(event, '.card', HTMLElement);
    if (card) answer(Number(card.dataset.card));
  };
  const held = focused(box) === reveal;
  reveal.onclick = () => answer(0);
  on.onclick = () => setTriggerValue('line', data.line);
  if (held && reveal.hidden) on.focus();

  // Digits pick wherever one does not type; Enter reveals where nothing has the focus.
  hearWhileShown(box, document, 'keydown', event => {
    if (!(event instanceof KeyboardEvent)) return;
    const [target] = event.composedPath();
    const typing =
      target instanceof Element &&
      target.matches('textarea, input:not([type=radio]), [contenteditable]');
    if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const card = '1234'.indexOf(event.key) + 1;
    if (card && event.key.length === 1) {
      event.preventDefault();
      answer(card);
    }
    const free = target instanceof Element && !target.closest('button, a, summary');
    if (event.key === 'Enter' && data.presented && free) {
      event.preventDefault();
      if (data.answered) setTriggerValue('line', data.line);
      else answer(0);
    }
  });
}
