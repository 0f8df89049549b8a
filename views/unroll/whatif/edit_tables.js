import { child, focused, make, part } from '../../components/dom.js';
import { named } from '../../components/naming.js';
import { keepReachable } from '../../components/scrolled.js';
import { cellName, cellTitle } from './edit_values.js';

/** @import { EditData, EditTable } from './data_types.js' */

/**
 * @param {EditTable} table
 * @param {number} i
 * @param {number} j
 */
function makeCell(table, i, j) {
  const cell = make('span', 'cell');
  cell.setAttribute('role', 'gridcell');
  cell.dataset.at = `${table.matrix} ${i} ${j}`;
  return cell;
}

/**
 * @param {HTMLElement} parent
 * @param {string} className
 */
function makeRow(parent, className) {
  const row = make('div', className, parent);
  row.setAttribute('role', 'row');
  return row;
}

/**
 * The head of a row or of a column: a word, with its place where it is pointed at, or
 * the place alone.
 * @param {HTMLElement} parent
 * @param {'row' | 'column'} kind
 * @param {number} place
 * @param {string | undefined} word
 * @param {string | number} name
 */
function makeHead(parent, kind, place, word, name) {
  const head = make('span', kind === 'row' ? 'index side' : 'index', parent);
  head.textContent = String(word ?? name);
  head.setAttribute('role', kind + 'header');
  if (word !== undefined) head.title = `${kind} ${place}`;
}

/** @param {EditTable} table */
function makeTable(table) {
  const block = make('div', 'block ' + table.matrix);
  const size = table.size && `, ${table.size}${table.whole ? '' : ', a part of it'}`;
  make('div', 'name', block, table.name + size);
  const sheet = make('div', 'sheet', block);
  keepReachable(sheet, table.name);
  const grid = make('div', 'grid', sheet);
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-label', table.name);
  if (table.matrix === 'x') {
    const row = makeRow(grid, 'words');
    for (const i of table.rows) {
      const word = make('span', 'one', row);
      make('span', 'index', word, i);
      word.append(makeCell(table, i, 1));
    }
    return block;
  }
  grid.style.gridTemplateColumns = `auto repeat(${table.columns.length}, minmax(3.6em, auto))`;
  const head = makeRow(grid, 'row');
  make('span', 'index', head);
  table.columns.forEach((j, c) => {
    const name = table.matrix === 'h0' ? named('h⁽⁰⁾') : j;
    makeHead(head, 'column', j, table.column_words?.[c], name);
  });
  table.rows.forEach((i, r) => {
    const row = makeRow(grid, 'row');
    makeHead(row, 'row', i, table.row_words?.[r], i);
    for (const j of table.columns) row.append(makeCell(table, i, j));
  });
  return block;
}

/**
 * @param {HTMLElement} sheets
 * @param {EditTable} table
 */
function fillTable(sheets, table) {
  const { matrix, picked } = table;
  table.cells.forEach((row, r) => {
    row.forEach((text, c) => {
      const [i, j] = [table.rows[r], table.columns[c]];
      const [content, was] = [table.full[r][c], table.was[r][c]];
      const cell = part(sheets, `[data-at="${matrix} ${i} ${j}"]`, HTMLElement);
      cell.dataset.text = text;
      if (!cell.querySelector('input')) cell.textContent = text;
      cell.dataset.value = content;
      cell.classList.toggle('edited', was !== null);
      cell.classList.toggle('chosen', picked?.[0] === i && picked[1] === j);
      cell.title = cellTitle(content, was);
      const edited = was === null ? '' : `, edited, was ${was}`;
      cell.setAttribute('aria-label', `${cellName(matrix, i, j)}: ${content}${edited}`);
    });
  });
}

/** @typedef {HTMLElement & { shape?: string }} TablesBox */
/**
 * Draw all tables, and fill them; what has the focus keeps it.
 * @param {TablesBox} box
 * @param {EditData} data
 */
export function drawTables(box, data) {
  const cell = focused(box)?.closest('.cell');
  const held = cell instanceof HTMLElement ? cell.dataset.at : undefined;
  const sheets = child(box, 'sheets');
  const shape = JSON.stringify(
    data.tables.map(t => [
      t.name,
      t.size,
      t.rows,
      t.columns,
      t.row_words,
      t.column_words,
    ]),
  );
  if (box.shape !== shape) {
    box.shape = shape;
    sheets.replaceChildren(...data.tables.map(makeTable));
  }
  for (const table of data.tables) fillTable(sheets, table);
  if (!held) return;
  const again = sheets.querySelector(`[data-at="${held}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}
