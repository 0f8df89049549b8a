// The triangle of a mistake: how often each instance of each loss is added up.
import { child } from '../components/dom.js';
import { short } from '../components/numbers.js';
import { makeSvg } from '../components/svg.js';

const CELL = 22;
const EDGE = 20;

/** @param {number} count */
const countText = count => (Number.isInteger(count) ? String(count) : short(count));

/**
 * What a screen reader is told: the rows, the first loss's first.
 * @param {number[][]} triangle - [t-1][k]
 */
export function triangleWords(triangle) {
  const rows = triangle.map(
    (row, t) => `Loss ${t + 1}: ${row.map(countText).join(', ')}.`,
  );
  return ['How often instances 0, 1, … are added up.', ...rows].join(' ');
}

/**
 * Whether a count is not what it should be.
 * @param {number} count
 * @param {number} due
 */
export const isOff = (count, due) => Math.abs(count - due) > 1e-9;

/**
 * Draw the triangle below a slip's forms, or take it away.
 * @param {HTMLElement} row
 * @param {number[][] | undefined} triangle
 * @param {number[][]} [due]
 */
export function drawTriangle(row, triangle, due) {
  const drawn = JSON.stringify([triangle ?? null, due ?? null]);
  const box = child(row, 'cells');
  box.hidden = !triangle;
  if (box.dataset.drawn === drawn || !triangle) return;
  box.dataset.drawn = drawn;
  const size = EDGE + CELL * triangle.length;
  const shape = { width: size, height: size, viewBox: `0 0 ${size} ${size}` };
  const label = triangleWords(triangle);
  const svg = makeSvg('svg', { ...shape, role: 'img', 'aria-label': label });
  triangle.forEach((counts, t) => {
    const middle = EDGE + CELL * (t + 0.5);
    makeSvg('text', { x: EDGE - 6, y: middle + 4, class: 'end' }, svg, t + 1);
    makeSvg('text', { x: middle, y: EDGE - 6 }, svg, t);
    counts.forEach((count, k) => {
      const at = { x: EDGE + CELL * k, y: EDGE + CELL * t, width: CELL, height: CELL };
      const name = isOff(count, due?.[t][k] ?? 1) ? 'count off' : 'count';
      makeSvg('rect', { ...at, class: name }, svg);
      const place = { x: at.x + CELL / 2, y: middle + 4, class: name };
      makeSvg('text', place, svg, countText(count));
    });
  });
  box.replaceChildren(svg);
}
