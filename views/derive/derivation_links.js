// Pointing: from symbols to cells and back.
import { child, parts } from '../components/dom.js';
import { keepFitted } from '../components/katex.js';
import { factorCells, holds, resultTex, valueTex } from './array_numbers.js';
import { lightCode } from './code_lines.js';
import { drawFormula } from './derivation_formulas.js';

/** @import { Formula } from '../components/katex.js' */
/** @import { Cell } from './array_numbers.js' */
/** @import { CellRange, DerivationData } from './data_types.js' */

const POINT = 'Point at a symbol or a number: what belongs together lights up.';
const POINT_IN_CODE =
  'Point at a symbol, a number or a line of code: what belongs together lights up.';
const ELEMENT = 'Click an element of the first array to see its own derivation.';
const MATRIX = 'Point at an element of the matrix; click it to see its own derivation.';
const CLICK = 'Click, or press Enter, for the derivation of this element.';

/**
 * @param {HTMLElement} node
 * @returns {Cell}
 */
export const cellOf = ({ dataset }) => ({
  key: dataset.key ?? '',
  r: Number(dataset.r),
  c: Number(dataset.c),
  m: Number(dataset.m),
  n: Number(dataset.n),
});

/**
 * What is said while nothing is pointed at.
 * @param {DerivationData} data
 */
function restWords({ arrays, gather, lines }) {
  if (!arrays.length) return '';
  const point = lines[0].code ? POINT_IN_CODE : POINT;
  if (!gather) return point;
  return gather.terms.length ? MATRIX : `${point} ${ELEMENT}`;
}

/**
 * Light symbols and cells; the cells.
 * @param {HTMLElement} box
 * @param {Set<string>} refs
 * @param {(cell: Cell, node: HTMLElement) => boolean} isLit
 */
function light(box, refs, isLit) {
  lightCode(box, refs);
  for (const symbol of parts(box, '.rows [data-ref]', HTMLElement))
    symbol.classList.toggle('on', refs.has(symbol.dataset.ref ?? ''));
  return parts(box, '.cell', HTMLElement).filter(node =>
    node.classList.toggle('on', isLit(cellOf(node), node)),
  );
}

/**
 * Light symbols, and their cells.
 * @param {HTMLElement} box
 * @param {DerivationData} data
 * @param {Set<string>} refs
 */
export function lightSymbols(box, data, refs) {
  const ranges = [...refs].flatMap(ref => data.cells[ref] ?? []);
  return light(box, refs, cell => ranges.some(range => holds(range, cell)));
}

/**
 * Say a formula beneath the arrays.
 * @param {HTMLElement} box
 * @param {string} tex
 * @param {string} hint
 */
function say(box, tex, hint) {
  const words = child(child(child(box, 'both'), 'beside'), 'says');
  /** @type {Formula} */
  const formula = child(words, 'told');
  formula.tex = null;
  if (tex) drawFormula(formula, tex);
  else formula.replaceChildren();
  keepFitted(formula, 'What is pointed at');
  child(words, 'hint').textContent = hint;
}

/**
 * Nothing is pointed at.
 * @param {HTMLElement} box
 * @param {DerivationData} data
 */
export function showNothing(box, data) {
  light(box, new Set(), () => false);
  say(box, '', restWords(data));
}

/**
 * A symbol is pointed at.
 * @param {HTMLElement} box
 * @param {DerivationData} data
 * @param {HTMLElement} symbol
 */
export function showSymbol(box, data, symbol) {
  const outer = symbol.parentElement?.closest('[data-ref]');
  const refs = new Set([symbol.dataset.ref ?? '']);
  if (outer instanceof HTMLElement) refs.add(outer.dataset.ref ?? '');
  const lit = lightSymbols(box, data, refs);
  const cell = lit.length === 1 ? cellOf(lit[0]) : null;
  const array = cell && data.arrays.find(({ key }) => key === cell.key);
  if (array) say(box, valueTex(array, cell), '');
  else say(box, '', restWords(data));
}

/**
 * A cell is pointed at.
 * @param {HTMLElement} box
 * @param {DerivationData} data
 * @param {HTMLElement} node
 */
export function showCell(box, data, node) {
  const cell = cellOf(node);
  const array = data.arrays.find(({ key }) => key === cell.key);
  /** @param {(range: CellRange) => boolean} speaks */
  const refsOf = speaks =>
    Object.keys(data.cells).filter(ref => data.cells[ref].some(speaks));
  const own = refsOf(range => holds(range, cell));
  if (cell.key !== 'result') {
    light(box, new Set(own), (_, other) => other === node);
    if (array) say(box, valueTex(array, cell), '');
    return;
  }
  const factors = factorCells(data, cell)
    .flat()
    .filter(([key]) => key !== 'result');
  const theirs = refsOf(range =>
    factors.some(([key, r, c]) => key !== 'result' && holds(range, { key, r, c })),
  );
  light(
    box,
    new Set([...own, ...theirs]),
    (other, otherNode) =>
      otherNode === node || factors.some(range => holds(range, other)),
  );
  if (array) say(box, resultTex(data, array, cell), CLICK);
}
