import { around, child, make, part, parts } from '../../components/dom.js';
import { arrow, handled } from '../../components/keys.js';
import { received } from '../../components/naming.js';
import { drawTables } from './edit_tables.js';
import { begins, cellName, refusal } from './edit_values.js';
import { awaitRun } from './stale.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { EditData } from './data_types.js' */
/** @import { TablesBox } from './edit_tables.js' */
/** @import { Waiting } from './stale.js' */

/** @typedef {TablesBox & Waiting & { version?: number, edits?: string }} EditBox */
/** @typedef {'undo' | 'redo' | 'reset'} Act */
/** @typedef {{ do: Act } | { matrix: string, i: number, j: number, value: string }} Edit */

/** @type {[Act, string][]} */
const ACTS = [
  ['undo', 'Undo'],
  ['redo', 'Redo'],
  ['reset', 'Reset all'],
];

/** @param {HTMLElement} box */
function makeBar(box) {
  const bar = make('div', 'bar', box);
  for (const [act, title] of ACTS) make('button', act, bar, title).type = 'button';
  make('span', 'used', bar);
  make('div', 'says', box).setAttribute('role', 'status');
  return bar;
}

/**
 * How many edits there are, and how much of a link they take.
 * @param {EditData} data
 */
function usedWords({ count, used, limit }) {
  if (!count) return 'no edits yet';
  const room = `${used} of the ${limit.toLocaleString('en')} characters`;
  return `${count} edit${count > 1 ? 's' : ''}, ${room} that a link carries`;
}

/**
 * Matrix, row and column of a cell.
 * @param {HTMLElement} cell
 */
const placeOf = cell => (cell.dataset.at ?? '').split(' ');

/**
 * The cell that an arrow key leads to; from a table's edge to the next table.
 * @param {HTMLElement[]} cells - of all tables
 * @param {HTMLElement} cell
 * @param {readonly [number, number]} move - to the right, down
 */
function neighbour(cells, cell, [dx, dy]) {
  const grid = cell.closest('.grid') ?? document.body;
  const own = parts(grid, '.cell', HTMLElement);
  const row = cell.closest('.words') ?? cell.parentElement ?? grid;
  const wide = row.querySelectorAll('.cell').length;
  const n = own.indexOf(cell);
  const x = (n % wide) + dx;
  const to = own[n + dx + dy * wide];
  if (to && x >= 0 && x < wide) return to;
  if (!dy) return null;
  const edge = dy > 0 ? own[own.length - 1] : own[0];
  return cells[cells.indexOf(edge) + dy] ?? cell;
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {EditData} */
  const data = received(json);
  /** @type {EditBox} */
  const box = child(root, 'edit');
  const bar = box.querySelector('.bar') ?? makeBar(box);
  const words = part(box, '.says', HTMLElement);
  drawTables(box, data);
  const can = { undo: data.undo, redo: data.redo, reset: data.count > 0 };
  box.version = (box.version ?? 0) + 1;
  box.arrived?.();

  /** @param {Edit} edit */
  const send = edit => {
    const { version } = box;
    awaitRun(box, () => {
      if (box.version !== version) return;
      drawTables(box, data);
      words.textContent = 'Nothing was changed: the top of the page says why.';
    });
    setTriggerValue('edit', edit);
  };
  /** @param {Act} act */
  const doAct = act => {
    if (can[act]) send({ do: act });
  };
  const changed = box.edits !== undefined && box.edits !== data.text;
  const last = data.count ? data.last : 'No edits';
  words.textContent = changed ? `${last}: everything is computed anew.` : '';
  box.edits = data.text;
  for (const [act] of ACTS) {
    const button = part(bar, '.' + act, HTMLButtonElement);
    button.setAttribute('aria-disabled', String(!can[act]));
    button.onclick = () => doAct(act);
  }
  part(bar, '.used', HTMLElement).textContent = usedWords(data);

  const cells = parts(box, '.cell', HTMLElement);
  /** @param {HTMLElement} cell - the one that Tab leads to */
  const setHome = cell => {
    for (const other of cells) other.tabIndex = other === cell ? 0 : -1;
  };
  if (!cells.some(cell => cell.tabIndex === 0))
    setHome(cells.find(cell => cell.classList.contains('chosen')) ?? cells[0]);
  /** @param {HTMLElement} cell */
  const focus = cell => {
    setHome(cell);
    cell.focus();
  };

  /**
   * Let a cell be edited.
   * @param {HTMLElement} cell
   * @param {string} [typed] - what it begins with, in place of what it holds
   */
  const open = (cell, typed) => {
    if (cell.querySelector('input')) return;
    const [matrix, i, j] = placeOf(cell);
    const input = make('input', '', cell);
    input.value = typed ?? cell.dataset.value ?? '';
    const grow = () =>
      input.style.setProperty('--letters', String(Math.max(6, input.value.length)));
    input.oninput = grow;
    grow();
    const { left } = input.getBoundingClientRect();
    input.classList.toggle('rightward', left < box.getBoundingClientRect().left);
    input.setAttribute('aria-label', cellName(matrix, i, j));
    input.maxLength = 40;
    input.focus();
    if (typed === undefined) input.select();
    let done = false;
    const close = () => {
      done = true;
      cell.textContent = cell.dataset.text ?? '';
    };
    /** Send what was typed, if it can be taken; whether the cell is closed. */
    const save = () => {
      if (done) return true;
      const { value } = input;
      if (value === cell.dataset.value) {
        close();
        return true;
      }
      words.textContent = refusal(matrix, value, data.largest);
      if (words.textContent) {
        input.setAttribute('aria-invalid', 'true');
        return false;
      }
      close();
      cell.textContent = value;
      send({ matrix, i: Number(i), j: Number(j), value });
      return true;
    };
    input.onkeydown = event => {
      event.stopPropagation();
      if (event.key === 'Enter') {
        event.preventDefault();
        if (save()) focus(cell);
      } else if (event.key === 'Escape') {
        words.textContent = '';
        close();
        focus(cell);
      } else if (event.key === 'Tab') {
        const next = cells[cells.indexOf(cell) + (event.shiftKey ? -1 : 1)];
        const saved = save();
        if (!saved || next) event.preventDefault();
        if (saved && next) focus(next);
      }
    };
    input.onblur = () => {
      if (!done && !save())
        words.textContent += ' Enter tries again, Escape leaves it as it was.';
    };
  };

  box.onclick = event => {
    const cell = around(event, '.cell', HTMLElement);
    if (!cell) return;
    focus(cell);
    open(cell);
  };
  box.onkeydown = event => {
    const shortcut = event.ctrlKey || event.metaKey;
    if (shortcut && event.key.toLowerCase() === 'z') {
      handled(event);
      return doAct(event.shiftKey ? 'redo' : 'undo');
    }
    const cell = around(event, '.cell', HTMLElement);
    if (!cell || shortcut || event.altKey) return;
    const move = arrow(event);
    if (move) {
      handled(event);
      const to = neighbour(cells, cell, move);
      if (to) focus(to);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      handled(event);
      open(cell);
    } else if (begins(placeOf(cell)[0], event.key)) {
      handled(event);
      open(cell, event.key);
    }
  };
}
