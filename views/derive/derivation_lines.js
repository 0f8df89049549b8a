// A derivation's lines: the bar that turns them, the lines, what is asked and copied.
import { child, focused, make } from '../components/dom.js';
import { keepFitted } from '../components/katex.js';
import { drawCode } from './derivation_code.js';
import { drawFitted, drawFormula } from './derivation_formulas.js';
import { rightSide } from './derivation_latex.js';
/** @import { DerivationData } from './data_types.js' */
/** @import { FittedFormula, FittedLine } from './derivation_formulas.js' */

/**
 * The parts that are built once.
 * @param {HTMLElement} box
 */
export function buildDerivation(box) {
  const turn = make('div', 'turn', box);
  const title = make('h3', 'title', turn);
  const back = make('button', '', turn, '‹ line before');
  const next = make('button', '', turn, 'next line ›');
  const where = make('span', '', turn);
  where.setAttribute('role', 'status');
  const keys = make('span', 'keys', turn);
  const copyAll = make(
    'button',
    'copy',
    make('span', 'all', turn),
    'Copy all as LaTeX',
  );
  const both = make('div', 'both', box);
  const lines = make('div', 'lines', both);
  const beside = make('div', 'beside', both);
  lines.tabIndex = 0;
  lines.setAttribute('role', 'group');
  const aside = make('div', 'aside', lines);
  const asideWords = make('span', '', aside);
  /** @type {FittedFormula} */
  const asideFormula = make('div', 'tex', aside);
  const rows = make('div', 'rows', lines);
  const ask = make('div', 'ask', lines);
  make('span', '', ask, 'What comes next? Write it down, then reveal it.');
  const hint = make('button', '', ask, 'Hint');
  const rule = make('span', '', ask);
  rule.setAttribute('role', 'status');
  make('div', 'where', beside);
  make('div', 'arrays', beside);
  const words = make('div', 'says', beside);
  make('div', 'told tex', words);
  make('div', 'hint', words);
  for (const button of [back, next, copyAll, hint]) button.type = 'button';
  return {
    ...{ turn, title, back, next, where, keys, copyAll, lines, beside, rows },
    ...{ aside, asideWords, asideFormula, ask, hint, rule },
    /** The line, from 1, that `rule` is about. */
    asked: 0,
    /** How often fonts have come. */
    fonts: 0,
  };
}

/** @typedef {ReturnType<typeof buildDerivation>} DerivationParts */

const TICK = /^✓ (Holds.*?\.)(?= |$)(.*)$/;

/**
 * A tick for a line that holds, where and how well on demand; all else is said.
 * @param {HTMLElement} check
 * @param {DerivationData['lines'][number]} line
 */
function drawCheck(check, line) {
  const [, details, more] = TICK.exec(line.check) ?? [];
  check.textContent = details ? '✓ ' : line.check;
  check.classList.toggle('no', line.holds === false);
  if (!details) return;
  make('span', 'details', check, details);
  check.append(more);
}

/**
 * The n-th line's row, without its formula; code that is still asked for is no part of it.
 * @param {HTMLElement} rows
 * @param {DerivationData} data
 * @param {number} n
 * @param {boolean} shown
 */
function drawRow(rows, data, n, shown) {
  const made = rows.children[n];
  const row = made instanceof HTMLElement ? made : make('div', 'row', rows);
  const line = data.lines[n];
  const heading = data.parts.find(other => other.first === n)?.title ?? '';
  child(row, 'part', 'h4').textContent = heading;
  /** @type {FittedFormula} */
  const formula = child(row, 'tex');
  const about = child(row, 'about');
  child(about, 'rule', 'b').textContent = line.rule + '. ';
  child(about, 'note', 'span').textContent = line.note + ' ';
  const check = child(about, 'check', 'span');
  drawCheck(check, line);
  const copy = child(about, 'copy', 'button');
  copy.type = 'button';
  copy.textContent ||= 'Copy LaTeX';
  copy.setAttribute('aria-label', `Copy LaTeX of line ${n + 1}`);
  const code = shown || !data.predict ? line.code : undefined;
  drawCode(row, code, data.code_names, n);
  return { row, formula };
}

/**
 * The equation as the source has it, where the derivation is of more than that.
 * @param {DerivationParts} box
 * @param {DerivationData} data
 */
export function drawAside(box, { aside }) {
  box.aside.hidden = !aside;
  if (!aside) return;
  box.asideWords.textContent = aside.words;
  drawFormula(box.asideFormula, aside.tex);
  keepFitted(box.asideFormula, aside.words);
}

/**
 * Show the first lines, up to the one that is turned to.
 * @param {DerivationParts} box
 * @param {DerivationData} data
 * @param {number} at - that line, from 1
 */
export function showLines(box, data, at) {
  const last = data.lines.length;
  while (box.rows.children.length > last) box.rows.lastChild?.remove();
  /** @type {FittedLine[]} */
  const lines = [];
  for (let n = 0; n < last; n++) {
    const { row, formula } = drawRow(box.rows, data, n, n < at);
    const now = n === at - 1;
    row.hidden = n >= at;
    row.classList.toggle('now', now);
    if (now) row.setAttribute('aria-current', 'step');
    else row.removeAttribute('aria-current');
    if (row.hidden) continue;
    const { goal } = data.lines[n];
    formula.classList.toggle('more', !goal);
    const tex = `${goal} = ${rightSide(data, n)}`;
    lines.push({ node: formula, tex, name: `Line ${n + 1}` });
  }
  drawFitted(lines, box.fonts);
  const title = data.parts.findLast(other => other.first < at)?.title;
  const part = title && title !== data.title ? ` · ${title}` : '';
  box.title.textContent = data.title + part;
  box.back.ariaDisabled = String(at <= 1);
  box.next.ariaDisabled = String(at >= last);
  box.next.textContent = data.predict ? 'reveal next ›' : 'next line ›';
  const copied = data.predict ? 'Copy these lines as LaTeX' : 'Copy all as LaTeX';
  box.copyAll.textContent = copied;
  box.where.textContent = `line ${at} of ${last}`;
  box.keys.textContent = 'keys ← →';
  drawAsk(box, data, at);
}

/**
 * Ask what comes next, where lines are revealed one by one.
 * @param {DerivationParts} box
 * @param {DerivationData} data
 * @param {number} at
 */
function drawAsk(box, data, at) {
  const asks = data.asks && at < data.lines.length;
  const held = focused(box.hint) === box.hint;
  box.ask.hidden = !asks;
  if (box.asked !== at) {
    box.asked = at;
    box.hint.hidden = false;
    box.rule.textContent = '';
  }
  box.hint.onclick = () => {
    box.hint.hidden = true;
    box.rule.textContent = ` Its rule: ${data.lines[at].rule.toLowerCase()}.`;
    box.next.focus();
  };
  if (!asks && held) box.next.focus();
}

/**
 * The place of the line that a button copies, from 0.
 * @param {DerivationParts} box
 * @param {Element} button
 */
export const lineOf = (box, button) =>
  [...box.rows.children].findIndex(row => row.contains(button));
