// Where things are in heat maps, how dark they are, and what they are called.
import { clamp, entryName, short, withMinus } from '../components/numbers.js';
/** @import { HeatMap, HeatmapsData } from './data_types.js' */

export const LEFT = 28;
export const TOP = 40;
const ROOM = 780;
/** How dark the smallest disagreement is: of 0, where nothing differs, to 1. */
const LEAST = 0.1;

/**
 * @typedef {object} CellSize
 * @property {number} wide
 * @property {number} tall
 * @property {boolean} words - there is room for a power of ten
 */

/**
 * The size of a cell of any map.
 * @param {HeatMap[]} maps - side by side
 * @returns {CellSize}
 */
export function layOutCells(maps) {
  const columns = maps.reduce((sum, map) => sum + map.columns.length, 0);
  const wide = Math.min(42, (ROOM - maps.length * (LEFT + 20)) / columns);
  return { wide, tall: Math.min(wide, 28), words: wide >= 32 };
}

/**
 * How dark a disagreement is, from 0 to 1.
 * @param {readonly number[]} scale - powers of ten
 * @param {number} error
 */
export function darkness([low, high], error) {
  if (error <= 0) return 0;
  return LEAST + (1 - LEAST) * clamp((Math.log10(error) - low) / (high - low), 0, 1);
}

/**
 * The mark of a cell. Where there is room it fills the cell; elsewhere it grows as it
 * darkens, so that darkness is never the only sign.
 * @param {CellSize} size
 * @param {number} x
 * @param {number} y
 * @param {number} dark
 */
export function inkFrame(size, x, y, dark) {
  const share = size.words ? 1 : dark && 0.25 + 0.75 * dark;
  const width = Math.max(0, size.wide - 2) * share;
  const height = Math.max(0, size.tall - 2) * share;
  return {
    x: x + (size.wide - width) / 2,
    y: y + (size.tall - height) / 2,
    width,
    height,
  };
}

/**
 * The power of ten that a cell names.
 * @param {number} error
 */
export const powerText = error =>
  error > 0 ? `1e${withMinus(Math.round(Math.log10(error)))}` : 'equal';

/**
 * What a heat map compares with what.
 * @param {HeatmapsData} data
 */
export const against = data => data.against ?? `engine against ${data.route}`;

/**
 * A cell in words: its three numbers, and how far they disagree.
 * @param {HeatmapsData} data
 * @param {HeatMap} map
 * @param {number} r
 * @param {number} c
 */
export function cellWords(data, map, r, c) {
  const word = map.words[map.matrix === 'L' ? c : r];
  const named = word === undefined ? '' : ` (“${word}”)`;
  const sign = entryName(map.matrix, map.rows[r], map.columns[c]);
  const entry = `∂J/∂${sign}${named}`;
  if (map.given) {
    const [given, right] = [map.given[r][c], map.engine[r][c]];
    const words = given === null ? 'not given' : withMinus(given);
    const off = given === null ? '' : ` Difference ${short(given - right)}.`;
    return `${entry}: given ${words}, true ${withMinus(right)}.${off}`;
  }
  return (
    `${entry}: engine ${withMinus(map.engine[r][c])}, ` +
    `complex step ${withMinus(map.complex?.[r][c] ?? 0)}, ` +
    `central difference ${withMinus(map.central?.[r][c] ?? 0)} ` +
    `at step ${withMinus(data.step)}. Disagreement ${short(map.errors[r][c])}.`
  );
}
