// The LaTeX of a derivation: what is marked as new, and forms that can wrap.
/** @import { DerivationData } from './data_types.js' */

/**
 * Where the brace closes that opens at or after a place.
 * @param {string} text
 * @param {number} from
 */
function closing(text, from) {
  let at = from;
  for (let depth = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return at;
}

/**
 * Put something in place of every \htmlData{…}{body}.
 * @param {string} tex
 * @param {(data: string, body: string, rest: string) => string} put - `rest`: what follows
 * @returns {string}
 */
function replaceData(tex, put) {
  const start = tex.indexOf('\\htmlData{');
  if (start < 0) return tex;
  const middle = closing(tex, start + 9);
  const end = closing(tex, middle + 1);
  const rest = tex.slice(end + 1);
  const body = replaceData(tex.slice(middle + 2, end), put);
  const data = tex.slice(start + 10, middle);
  return tex.slice(0, start) + put(data, body, rest) + replaceData(rest, put);
}

/**
 * A formula without references, as one copies it.
 * @param {string} tex
 */
export const bareTex = tex =>
  replaceData(tex, (_, body, rest) => (/^[\^_]/.test(rest) ? `{${body}}` : body));

/**
 * What is new, marked symbol by symbol instead of as a whole, so that it can wrap.
 * @param {string} tex
 */
export const spreadNew = tex =>
  replaceData(tex, (data, body) =>
    data.startsWith('new')
      ? body.replace(/\\htmlData\{ref=([^},]*)\}/g, '\\htmlData{ref=$1,new=1}')
      : `\\htmlData{${data}}{${body}}`,
  );

/**
 * Brackets of a fixed size, within which a formula can wrap; but for matrices.
 * @param {string} tex
 */
export const openBrackets = tex =>
  tex.includes('matrix}')
    ? tex
    : tex.replaceAll('\\left(', '\\Bigl(').replaceAll('\\right)', '\\Bigr)');

/**
 * A derivative's value goes from the brace beneath it to beneath its last bracket, so
 * that what is inside can wrap.
 * @param {string} tex
 * @returns {string}
 */
export function withoutBraces(tex) {
  const start = tex.indexOf('\\underbrace{');
  if (start < 0) return tex;
  const middle = closing(tex, start + 11);
  const end = closing(tex, middle + 2);
  const body = tex.slice(start + 12, middle).trimEnd();
  const value = tex.slice(middle + 3, end);
  const inside = body.endsWith('\\right)')
    ? `${withoutBraces(body.slice(0, -7))} \\mathclose{\\underset{\\scriptstyle ${value}}{\\Bigr)}}`
    : `\\underbrace{${withoutBraces(body)}}_{${value}}`;
  return tex.slice(0, start) + inside + withoutBraces(tex.slice(end + 1));
}

/**
 * The right side of line n, from 0.
 * @param {DerivationData} data
 * @param {number} n
 */
export const rightSide = ({ lines, numbers }, n) =>
  (numbers && lines[n].numbers) || lines[n].tex;

/**
 * One line as LaTeX to be copied, with the left side that it stands under.
 * @param {DerivationData} data
 * @param {number} n
 */
export function lineTex(data, n) {
  let first = n;
  while (!data.lines[first].goal) first--;
  return bareTex(`${data.lines[first].goal} = ${rightSide(data, n)}`);
}

/**
 * The first `count` lines as LaTeX to be copied.
 * @param {DerivationData} data
 * @param {number} count
 */
export function linesTex(data, count) {
  const rows = data.lines
    .slice(0, count)
    .map(({ goal }, n) => bareTex(`${goal} &= ${rightSide(data, n)}`).trim());
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`;
}
