// What is told of a line: what it changed, where it fails, and hints.
import { child, make } from '../../components/dom.js';
import { keepFitted, renderTex } from '../../components/katex.js';

/** @import { Formula } from '../../components/katex.js' */
/** @import { HintStep, LineAnswer, ToldDifference } from './data_types.js' */

/**
 * Draw a formula of our printer's; as text where there is no KaTeX. With a name it can
 * be scrolled where it is too wide.
 * @param {Formula} node
 * @param {string} tex
 * @param {string} name
 */
export function drawTex(node, tex, name) {
  node.classList.add('tex');
  if (!tex) {
    node.tex = null;
    node.replaceChildren();
  } else if (renderTex(node, tex) && !node.querySelector('.katex'))
    node.textContent = tex;
  if (name) keepFitted(node, name);
}

/**
 * The two sides of a difference, ours and theirs.
 * @param {HTMLElement} box
 * @param {ToldDifference | null} differs
 * @param {string} theirs - whose the other line is
 */
export function drawDifference(box, differs, theirs) {
  const sides = [
    ['ours', differs?.right ?? ''],
    [theirs, differs?.wrong ?? ''],
  ];
  sides.forEach(([whose, tex], n) => {
    const side = child(box, n ? 'wrong' : 'right', 'span');
    side.hidden = !tex;
    child(side, 'whose', 'span').textContent = `${whose}:`;
    drawTex(child(side, 'part', 'span'), tex, `The part of ${whose}`);
  });
}

/**
 * The verdict on a line; faint where the line has changed since.
 * @param {HTMLElement} box
 * @param {LineAnswer | null} answer
 * @param {boolean} old
 */
export function drawAnswer(box, answer, old) {
  box.classList.toggle('old', old);
  box.dataset.verdict = answer?.verdict ?? '';
  const words = child(box, 'words', 'b');
  words.textContent = answer ? `${answer.words} ` : '';
  child(box, 'change', 'span').textContent = answer?.differs?.words ?? '';
  drawDifference(child(box, 'sides'), answer?.differs ?? null, 'yours');
  child(box, 'example').textContent = answer?.example ?? '';
}

/**
 * The hints that were asked for.
 * @param {HTMLElement} box
 * @param {HintStep[]} hints
 * @param {number} shown - how many
 */
export function drawHints(box, hints, shown) {
  while (box.children.length > shown) box.lastChild?.remove();
  hints.slice(0, shown).forEach(({ words, tex }, n) => {
    const made = box.children[n];
    const row = made instanceof HTMLElement ? made : make('div', 'step', box);
    child(row, 'words', 'span').textContent = words;
    drawTex(child(row, 'formula'), tex, 'The hint');
  });
}
