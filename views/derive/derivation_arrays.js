// The arrays beside a derivation.
import { child, make, parts, setAttributes } from '../components/dom.js';
import { full } from '../components/numbers.js';
import { drawFormula } from './derivation_formulas.js';

/** @import { DerivationData, ShownArray } from './data_types.js' */

/** @typedef {HTMLTableElement & { shape?: string }} ArrayTable */

/**
 * Whether places before the n-th of a list are left out.
 * @param {number[]} list
 * @param {number} n
 */
const isGap = (list, n) => n > 0 && list[n] !== list[n - 1] + 1;

/**
 * The cells of an array, still without their numbers.
 * @param {HTMLElement} table
 * @param {ShownArray} array
 */
function buildTable(table, array) {
  const [tall, wide] = array.shape;
  table.replaceChildren();
  if (wide > 1) {
    const head = make('tr', '', table);
    make('td', '', head);
    array.columns.forEach((c, n) => {
      if (isGap(array.columns, n)) make('td', 'gap', head, '…');
      make('th', '', head, c);
    });
  }
  array.rows.forEach((r, m) => {
    if (isGap(array.rows, m))
      make('td', 'gap', make('tr', '', table), '⋮').colSpan = 99;
    const line = make('tr', '', table);
    line.setAttribute('role', 'row');
    if (tall > 1) make('th', '', line, r);
    else make('td', '', line, '');
    array.columns.forEach((c, n) => {
      if (isGap(array.columns, n)) make('td', 'gap', line, '…');
      const cell = make('td', 'cell', line);
      cell.setAttribute('role', 'gridcell');
      Object.assign(cell.dataset, { key: array.key, r, c, m, n });
    });
  });
}

/**
 * The numbers of an array.
 * @param {ShownArray} array
 * @param {HTMLElement[]} cells
 */
function paintCells(array, cells) {
  const [tall, wide] = array.shape;
  const largest = Math.max(...array.values.flat().map(Math.abs)) || 1;
  for (const cell of cells) {
    const [r, c] = [Number(cell.dataset.r), Number(cell.dataset.c)];
    const [m, n] = [Number(cell.dataset.m), Number(cell.dataset.n)];
    const value = array.values[m][n];
    const text = array.short[m][n];
    cell.textContent = text;
    cell.dataset.value = String(value);
    cell.title = full(value);
    const place = [tall > 1 ? r : '', wide > 1 ? c : ''].filter(Boolean).join(',');
    cell.setAttribute('aria-label', `${array.said} ${place}: ${text}`);
    const colour =
      value > 0 ? 'var(--plus)' : value < 0 ? 'var(--minus)' : 'transparent';
    cell.style.setProperty('--ink', colour);
    const share = Math.round(4 + (34 * Math.abs(value)) / largest);
    cell.style.setProperty('--share', `${share}%`);
    if (array.key !== 'result') continue;
    const chosen = array.chosen?.[0] === r && array.chosen[1] === c;
    cell.classList.toggle('chosen', chosen);
    cell.setAttribute('aria-selected', String(chosen));
  }
}

/**
 * @param {HTMLElement} sheet
 * @param {ShownArray} array
 */
function drawTable(sheet, array) {
  /** @type {ArrayTable} */
  const table = sheet.querySelector('table') ?? make('table', '', sheet);
  const { key, rows, columns, shape } = array;
  const derives = key === 'result' ? '; Enter derives an element' : '';
  const label = `${array.said}, ${shape[0]} by ${shape[1]}${derives}`;
  setAttributes(table, { role: 'grid', 'aria-label': label });
  const built = JSON.stringify([key, rows, columns, shape]);
  if (table.shape !== built) {
    table.shape = built;
    buildTable(table, array);
  }
  const cells = parts(table, '.cell', HTMLElement);
  paintCells(array, cells);
  const home =
    cells.find(cell => cell.matches('.chosen')) ??
    cells.find(cell => cell.tabIndex === 0) ??
    cells[0];
  for (const cell of cells) cell.tabIndex = cell === home ? 0 : -1;
}

/**
 * How much of an array is shown.
 * @param {ShownArray} array
 */
function sizeText({ rows, columns, shape: [tall, wide] }) {
  const whole = rows.length === tall && columns.length === wide;
  if (!whole)
    return `part of ${tall.toLocaleString('en')} × ${wide.toLocaleString('en')}`;
  return tall > 1 && wide > 1 ? `${tall} × ${wide}` : '';
}

/**
 * Draw all arrays of the line that is shown.
 * @param {HTMLElement} beside
 * @param {DerivationData} data
 */
export function drawArrays(beside, { arrays, where, left_out }) {
  const at = where && `, at ${where}`;
  const about = arrays.length ? `Values in this line${at}. ` : '';
  child(beside, 'where').textContent = about + left_out;
  const list = child(beside, 'arrays');
  while (list.children.length > arrays.length) list.lastChild?.remove();
  arrays.forEach((array, n) => {
    const holder = list.children[n] ?? make('div', 'array', list);
    const result = array.key === 'result';
    holder.classList.toggle('result', result);
    drawFormula(child(holder, 'name'), array.tex + (result ? ' =' : ''));
    drawTable(child(holder, 'sheet'), array);
    child(holder, 'size').textContent = sizeText(array);
  });
}
