import { around, child, make, parts, setText } from '../components/dom.js';
import { arrow, handled } from '../components/keys.js';
import { received } from '../components/naming.js';
import { short } from '../components/numbers.js';

/** @import { Call } from '../components/dom.js' */
/** @import { SaidWord, SampleData } from './data_types.js' */

/** @typedef {HTMLElement & { json?: string }} SampleBox */

/** @param {SaidWord} said */
const chance = ({ word, p }) => `“${word}”, probability ${short(p)}`;

/**
 * The likeliest words where one was said, as bars.
 * @param {HTMLElement} table
 * @param {SaidWord | null} said
 */
function drawGuesses(table, said) {
  table.replaceChildren();
  for (const { word, p } of said?.guesses ?? []) {
    const row = make('div', word === said?.word ? 'guess own' : 'guess', table);
    make('span', 'word', row, word);
    const bar = make('span', 'bar', row);
    make('i', '', bar).style.width = `${100 * p}%`;
    make('span', 'number', row, short(p));
  }
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json } }) {
  /** @type {SampleData} */
  const data = received(json);
  /** @type {SampleBox} */
  const box = child(root, 'sample');
  if (box.json === json) return;
  box.json = json;
  const line = child(box, 'line');
  line.replaceChildren();
  line.setAttribute('role', 'group');
  line.setAttribute('aria-label', data.label);
  for (const word of data.prompt) make('span', 'prompt', line, word);
  make('span', 'then', line, '→');
  data.words.forEach((said, n) => {
    const word = make('button', 'said-word', line);
    word.type = 'button';
    word.tabIndex = n ? -1 : 0;
    word.dataset.n = String(n);
    word.setAttribute('aria-label', chance(said));
    make('span', '', word, said.word);
    make('i', '', word).style.width = `${100 * said.p}%`;
  });
  const note = child(box, 'said');
  const table = child(box, 'guesses');
  const words = parts(line, '.said-word', HTMLElement);
  /** @param {HTMLElement | null} word */
  const show = word => {
    const said = word ? data.words[Number(word.dataset.n)] : null;
    for (const other of words) other.classList.toggle('now', other === word);
    setText(note, said ? `${chance(said)}; the likeliest words there:` : data.rest);
    drawGuesses(table, said);
  };
  show(null);
  line.onpointerover = event => {
    const word = around(event, '.said-word', HTMLElement);
    if (word) show(word);
  };
  line.onclick = event => {
    const word = around(event, '.said-word', HTMLElement);
    if (word) show(word);
  };
  for (const word of words) word.onfocus = () => show(word);
  line.onkeydown = event => {
    const word = around(event, '.said-word', HTMLElement);
    const move = arrow(event);
    if (!word || !move) return;
    handled(event);
    const to = words[words.indexOf(word) + (move[0] || move[1])];
    if (!to) return;
    word.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}
