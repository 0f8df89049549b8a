import { around, child, make, onFocus, parts, scrolling } from '../components/dom.js';
import { oneStep } from '../components/history.js';
import { keepFitted, readyFor, renderTex } from '../components/katex.js';
import { arrow, handled, opensElsewhere } from '../components/keys.js';
import { received } from '../components/naming.js';
import { changed } from '../components/navigate.js';
import { writeLines } from './code_lines.js';
import { copyOut } from './copy_out.js';
import {
  drawPicture,
  equationsAt,
  letterPicture,
  placesOf,
} from './program_picture.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Formula } from '../components/katex.js' */
/** @import { ProgramData, ProgramEquation } from './data_types.js' */

/**
 * @typedef {object} ProgramState
 * @property {ProgramData} [latest]
 * @property {string[]} [keys] - the equations that are pointed at
 * @property {string} [chosen] - the derivation that the page showed
 * @property {ProgramParts} [parts]
 */
/** @typedef {HTMLElement & ProgramState} ProgramBox */
/** @typedef {ReturnType<typeof build>} ProgramParts */

const HINT =
  'Point at a line of the program, at an equation or into the picture: what belongs ' +
  'together lights up.';

/**
 * The parts that are built once.
 * @param {HTMLElement} box
 */
function build(box) {
  const bar = make('div', 'bar', box);
  const copy = make('button', 'copy', bar, 'Copy the program');
  copy.type = 'button';
  const both = make('div', 'both', box);
  const lines = make('pre', 'codelines', both);
  lines.setAttribute('role', 'group');
  lines.setAttribute('aria-label', 'The program; arrow keys move from line to line');
  const beside = make('div', 'beside', both);
  const marks = make('div', 'marks', beside);
  marks.setAttribute('role', 'group');
  marks.setAttribute('aria-label', 'Equations of the program');
  drawPicture(make('div', 'picture', beside));
  const said = make('div', 'equations', beside);
  said.setAttribute('role', 'status');
  return { copy, lines, marks, said, beside };
}

/**
 * The program's lines; those that have an equation can be reached by keys.
 * @param {HTMLElement} pre
 * @param {ProgramData} data
 */
function drawLines(pre, data) {
  writeLines(pre, data.lines.map(({ text }) => `${text}\n`).join(''));
  let first = true;
  parts(pre, '.codeline', HTMLElement).forEach((line, n) => {
    line.dataset.of = data.lines[n].of.join(' ');
    if (line.dataset.of) line.tabIndex = first ? 0 : -1;
    else line.removeAttribute('tabindex');
    first &&= !line.dataset.of;
  });
}

/**
 * @param {HTMLElement} box
 * @param {ProgramEquation[]} equations
 */
function drawMarks(box, equations) {
  equations.forEach(({ key, mark, title }, n) => {
    const old = box.children[n];
    const button = old instanceof HTMLElement ? old : make('button', 'mark', box);
    button.setAttribute('type', 'button');
    button.dataset.key = key;
    button.setAttribute('aria-label', title);
    renderTex(button, mark);
  });
  while (box.children.length > equations.length) box.lastChild?.remove();
}

/**
 * The equations that something of the page is of.
 * @param {Event} event
 * @param {string[]} keys - all there are
 */
function keysAt(event, keys) {
  const node = around(event, '[data-of], [data-key], [data-place]', Element);
  if (!(node instanceof HTMLElement || node instanceof SVGElement)) return [];
  const { of, key, place } = node.dataset;
  if (key) return [key];
  return place ? equationsAt(place, keys) : (of ?? '').split(' ').filter(Boolean);
}

/**
 * Light what belongs to some equations.
 * @param {ProgramBox} box
 * @param {string[]} keys
 */
function light(box, keys) {
  const places = placesOf(keys);
  for (const line of parts(box, '.codeline', HTMLElement)) {
    const of = (line.dataset.of ?? '').split(' ');
    line.classList.toggle(
      'on',
      keys.some(key => of.includes(key)),
    );
  }
  for (const mark of parts(box, '.mark', HTMLElement))
    mark.setAttribute('aria-pressed', String(keys.includes(mark.dataset.key ?? '')));
  for (const part of parts(box, '.part', SVGElement))
    part.classList.toggle('on', places.has(part.dataset.place ?? ''));
}

/**
 * Write equations, with links to their derivations.
 * @param {HTMLElement} box
 * @param {ProgramEquation[]} equations
 * @param {(of: ProgramEquation) => void} open
 */
function write(box, equations, open) {
  box.replaceChildren();
  if (!equations.length) make('p', 'hint', box, HINT);
  for (const of of equations) {
    const title = make('p', 'title', box, of.title);
    /** @type {Formula} */
    const formula = make('div', 'tex', box);
    renderTex(formula, of.tex);
    keepFitted(formula, of.title);
    if (!of.line) continue;
    title.append(': ');
    const anchor = make('a', '', title, `line ${of.line} of its derivation`);
    const line = of.line > 1 ? String(of.line) : null;
    anchor.href = changed({ page: 'derive', derivation: of.key, line });
    anchor.onclick = event => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      open(of);
    };
  }
}

/** @param {Call} call */
export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  /** @type {ProgramData} */
  const data = received(json);
  /** @type {ProgramBox} */
  const box = child(root, 'program');
  const ready = await readyFor(box, data);
  if (ready === undefined) return;
  const text = data.lines.map(line => `${line.text}\n`).join('');
  if (!ready) {
    box.replaceChildren(make('pre', '', null, text));
    return;
  }
  box.parts ??= build(box);
  const { copy, lines, marks, said } = box.parts;
  letterPicture(box.parts.beside);
  const all = data.equations.map(({ key }) => key);
  drawLines(lines, data);
  drawMarks(marks, data.equations);
  copy.onclick = () => copyOut(copy, text, 'The program');
  /** @param {ProgramEquation} of */
  const open = of => {
    oneStep();
    document
      .querySelector('.derivation')
      ?.scrollIntoView({ block: 'start', behavior: scrolling() });
    setTriggerValue('open', { derivation: of.key, line: of.line });
  };
  /** @param {string[]} keys */
  const show = keys => {
    box.keys = keys;
    light(box, keys);
    write(
      said,
      data.equations.filter(({ key }) => keys.includes(key)),
      open,
    );
  };
  const known = box.chosen === data.chosen && box.keys;
  box.chosen = data.chosen;
  show(
    known ? known.filter(key => all.includes(key)) : data.chosen ? [data.chosen] : [],
  );

  /** @param {Event} event */
  const point = event => {
    const keys = keysAt(event, all);
    if (keys.length && String(keys) !== String(box.keys)) show(keys);
  };
  box.onmouseover = box.onclick = point;
  onFocus(box, point, () => {});
  box.onkeydown = event => {
    const line = around(event, '.codeline', HTMLElement);
    const down = arrow(event)?.[1];
    if (!line || !down) return;
    handled(event);
    const stops = parts(lines, '.codeline[tabindex]', HTMLElement);
    const to = stops[stops.indexOf(line) + down];
    if (!to) return;
    line.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}
