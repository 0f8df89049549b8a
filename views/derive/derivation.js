import { around, child, make, onFocus } from '../components/dom.js';
import { oneStep } from '../components/history.js';
import { readyFor } from '../components/katex.js';
import { arrow, handled, presses } from '../components/keys.js';
import { hearWhileShown } from '../components/listening.js';
import { received } from '../components/naming.js';
import { noteTouch } from '../components/touch.js';
import { moveInCode } from './code_lines.js';
import { copyOut } from './copy_out.js';
import { drawArrays } from './derivation_arrays.js';
import { codeLine, showCode } from './derivation_code.js';
import { bareTex, linesTex, lineTex } from './derivation_latex.js';
import { buildDerivation, drawAside, lineOf, showLines } from './derivation_lines.js';
import { cellOf, showCell, showNothing, showSymbol } from './derivation_links.js';
import {
  inScene,
  keepArraysInSight,
  keepLineInSight,
  seeLine,
} from './derivation_sight.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Tappable } from '../components/touch.js' */
/** @import { Cell } from './array_numbers.js' */
/** @import { DerivationData } from './data_types.js' */
/** @import { DerivationParts } from './derivation_lines.js' */

/**
 * What the picture holds between calls.
 * @typedef {object} DerivationState
 * @property {DerivationData} [latest]
 * @property {DerivationParts} [parts]
 * @property {string} [slug] - the derivation that is shown
 * @property {number} [at] - the line that is turned to, from 1
 * @property {{ line: number, until: number } | null} [pending] - the line that was sent
 * @property {boolean} [picked] - an element was, whose derivation comes
 * @property {() => void} [endSight] - ends that the line stays in sight
 * @property {ResizeObserver} [sight]
 * @property {number} [wide]
 */
/** @typedef {HTMLElement & DerivationState & Tappable<Cell>} DerivationBox */

const PENDING = 4000;

/** @param {KeyboardEvent} event */
const isShortcut = event => event.altKey || event.ctrlKey || event.metaKey;

/**
 * The line that a key leads to.
 * @param {string} key
 * @param {number} at
 * @param {number} last
 */
function lineFor(key, at, last) {
  /** @type {Record<string, number>} */
  const lines = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    PageDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    PageUp: at - 1,
    Home: 1,
    End: last,
  };
  return lines[key];
}

/**
 * Move between the cells of an array.
 * @param {HTMLElement} node
 * @param {readonly [number, number]} move - to the right, down
 */
function moveCell(node, [right, down]) {
  const { m, n } = cellOf(node);
  const at = `.cell[data-m="${m + down}"][data-n="${n + right}"]`;
  const to = node.closest('table')?.querySelector(at);
  if (!(to instanceof HTMLElement)) return;
  node.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/**
 * Fit the lines anew at every new width, and when fonts have come.
 * @param {DerivationBox} box
 * @param {DerivationParts} parts
 */
function keepLinesFitted(box, parts) {
  const refit = () => {
    if (box.latest && box.at) showLines(parts, box.latest, box.at);
  };
  const sight = new ResizeObserver(() => {
    if (box.clientWidth === box.wide) return;
    box.wide = box.clientWidth;
    refit();
  });
  const come = () => {
    parts.fonts++;
    refit();
  };
  hearWhileShown(box, document.fonts, 'loadingdone', come);
  document.fonts.ready.then(come);
  return sight;
}

/** @param {Call} call */
export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  /** @type {DerivationData} */
  const data = received(json);
  /** @type {DerivationBox} */
  const box = child(root, 'derivation');
  const ready = await readyFor(box, data);
  if (ready === undefined) return;
  const last = data.lines.length;
  if (!ready) {
    const lines = data.lines.map(({ goal, tex }) => bareTex(`${goal} = ${tex}`));
    box.replaceChildren(...lines.map(tex => make('pre', '', null, tex)));
    return;
  }
  box.parts ??= buildDerivation(box);
  const { parts } = box;
  const known = box.slug === data.slug;
  const { pending } = box;
  if (pending && (!known || pending.line === data.line || Date.now() > pending.until))
    box.pending = null;
  const first = !box.slug;
  const turned = !first && !box.pending && !(known && box.at === data.line);
  let at = box.pending && box.at ? box.at : data.line;
  box.at = at;
  box.slug = data.slug;
  const label = `${data.title}: ${last} lines; arrow keys step`;
  box.classList.toggle('asked', data.predict && !data.asks);
  parts.lines.setAttribute('aria-label', label);
  drawAside(parts, data);
  showLines(parts, data, at);
  drawArrays(parts.beside, data);
  const rest = () => showNothing(box, data);
  rest();
  const { tapped } = box;
  if (tapped) {
    const selector = `.result .cell[data-r="${tapped.r}"][data-c="${tapped.c}"]`;
    const cell = box.querySelector(selector);
    if (cell instanceof HTMLElement) showCell(box, data, cell);
  }
  if ((first && data.line > 1) || (turned && inScene())) {
    box.endSight?.();
    box.endSight = keepLineInSight(box, parts);
  }
  if (box.picked) {
    box.picked = false;
    seeLine(parts);
  }

  /** @param {number} line */
  const step = line => {
    const to = Math.min(last, Math.max(1, line));
    if (to === at) return;
    at = box.at = to;
    box.pending = { line: to, until: Date.now() + PENDING };
    box.endSight?.();
    showLines(parts, data, to);
    seeLine(parts);
    setTriggerValue('line', to);
  };
  /** @param {HTMLElement} cell - of the result: its own derivation is asked for */
  const derive = cell => {
    const { r, c } = cellOf(cell);
    /** @type {Record<string, number>} */
    const picked = { line: data.gather?.line ?? 0 };
    (data.arrays[0].settings ?? []).forEach((name, n) => {
      picked[name] = n ? c : r;
    });
    box.pending = null;
    box.picked = true;
    oneStep();
    setTriggerValue('pick', picked);
  };

  parts.back.onclick = () => step(at - 1);
  parts.next.onclick = () => step(at + 1);
  box.onclick = event => {
    const copy = around(event, '.copy', HTMLElement);
    const cell = around(event, '.result .cell', HTMLElement);
    if (copy) {
      const all = linesTex(data, data.predict ? at : last);
      const n = lineOf(parts, copy);
      const code = copy.closest('.code') && data.lines[n].code;
      if (code) copyOut(copy, code.text, 'Code');
      else copyOut(copy, copy.closest('.all') ? all : lineTex(data, n));
    }
    if (cell) {
      box.tapped = box.touched ? cellOf(cell) : null;
      derive(cell);
    }
  };
  noteTouch(box);
  box.onkeydown = event => {
    if (around(event, 'textarea', HTMLElement) || isShortcut(event)) return;
    const cell = around(event, '.cell', HTMLElement);
    const move = arrow(event);
    if (cell && presses(event) && cell.closest('.result')) {
      handled(event);
      return derive(cell);
    }
    if (cell && move) {
      handled(event);
      return moveCell(cell, move);
    }
    if (move?.[1] && moveInCode(codeLine(event), move[1])) return handled(event);
    // A formula that scrolls is scrolled by the arrows while it has the focus.
    const formula = event.target instanceof Element && event.target.matches('.tex');
    if (formula && move?.[0]) return event.stopPropagation();
    const to = lineFor(event.key, at, last);
    if (to === undefined) return;
    handled(event);
    step(to);
  };
  // A clicker's Page keys step wherever the focus is, arrows where nothing has it.
  hearWhileShown(box, document, 'keydown', event => {
    if (!(event instanceof KeyboardEvent)) return;
    const [target] = event.composedPath();
    const arrows = target === document.body ? arrow(event)?.[0] : undefined;
    const by = { PageDown: 1, PageUp: -1 }[event.key] ?? arrows;
    const typing =
      target instanceof Element && target.matches('textarea, input:not([type=radio])');
    if (!by || isShortcut(event) || typing) return;
    event.preventDefault();
    step(at + by);
  });
  onFocus(
    box,
    event => {
      const cell = around(event, '.cell', HTMLElement);
      const code = codeLine(event);
      if (cell) showCell(box, data, cell);
      if (code) showCode(box, data, code);
    },
    event => {
      if (around(event, '.cell, .codeline', HTMLElement)) rest();
    },
  );
  box.onmouseover = event => {
    const node = around(event, '.cell, [data-ref], .codeline', HTMLElement);
    if (!node) rest();
    else if (node.matches('.codeline')) showCode(box, data, node);
    else if (node.matches('.cell')) showCell(box, data, node);
    else showSymbol(box, data, node);
  };
  box.onmouseleave = rest;
  if (!box.sight) {
    keepArraysInSight(parts);
    box.sight = keepLinesFitted(box, parts);
  }
  box.sight.observe(box);
}
