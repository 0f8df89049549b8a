// Drawing a derivation's formulas: fractions that are symbols, and fitting in.
import { parts } from '../components/dom.js';
import { fitFormula, renderTex } from '../components/katex.js';
import { openBrackets, spreadNew, withoutBraces } from './derivation_latex.js';

/** @import { Formula } from '../components/katex.js' */

/** @typedef {Formula & { fitted?: string }} FittedFormula - `fitted`: to what */

const SMALLEST = 70;

/**
 * A fraction of one symbol's partial by another's is a symbol too: J(3)/z(3;1).
 * @param {HTMLElement} node
 */
function nameFractions(node) {
  for (const fraction of parts(node, '.katex-html .mfrac', HTMLElement)) {
    const symbols = parts(fraction, '[data-ref]', HTMLElement);
    const text = fraction.textContent ?? '';
    if (symbols.length !== 2 || !text.includes('∂')) continue;
    const [below, above] = symbols.map(symbol => symbol.dataset.ref);
    const around = fraction.closest('.minner')?.parentElement?.textContent ?? '';
    const bar = around.includes('last') ? '|' : '';
    const plus = /∂\+/.test(text) ? '+' : '';
    fraction.dataset.ref = `${plus}${above}/${below}${bar}`;
  }
}

/**
 * Draw a formula whose symbols and fractions have references.
 * @param {Formula} node
 * @param {string} tex
 */
export function drawFormula(node, tex) {
  if (renderTex(node, tex)) nameFractions(node);
}

/** @typedef {{ node: FittedFormula, tex: string, name: string }} FittedLine */

/** What a line that is too wide is written as, one after another. */
const NARROWER = [
  spreadNew,
  (/** @type {string} */ tex) => openBrackets(spreadNew(tex)),
  (/** @type {string} */ tex) =>
    openBrackets(
      tex.includes('matrix}') ? spreadNew(tex) : withoutBraces(spreadNew(tex)),
    ),
];

/** @param {FittedLine} line */
const over = ({ node }) => node.scrollWidth > node.clientWidth + 1;

/**
 * Draw lines. What is too wide wraps if marks and brackets let it, then shrinks a
 * little, then scrolls. All are measured before any is changed: a browser lays the page
 * out anew for the first measure after a change.
 * @param {FittedLine[]} lines
 * @param {number} fonts - how often fonts have come
 */
export function drawFitted(lines, fonts) {
  const keys = lines.map(({ node, tex }) => `${fonts} ${node.clientWidth} ${tex}`);
  const changed = lines.filter(({ node }, n) => node.fitted !== keys[n]);
  for (const [n, { node }] of lines.entries()) node.fitted = keys[n];
  for (const { node, tex } of changed) {
    node.style.fontSize = '';
    drawFormula(node, tex);
  }
  let wide = changed.filter(over);
  for (const narrower of NARROWER) {
    for (const { node, tex } of wide) drawFormula(node, narrower(tex));
    wide = wide.filter(over);
  }
  let sized = wide.map(line => ({ line, size: 100 }));
  while (sized.length) {
    const smaller = sized.map(({ line, size }) => {
      const { clientWidth, scrollWidth } = line.node;
      const fits = Math.floor((size * clientWidth) / scrollWidth);
      return { line, size: Math.max(SMALLEST, Math.min(size - 2, fits)) };
    });
    for (const { line, size } of smaller) line.node.style.fontSize = size + '%';
    sized = smaller.filter(({ line, size }) => size > SMALLEST && over(line));
  }
  for (const { node, name } of changed) fitFormula(node, name);
}
