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

/**
 * Draw a line. What is too wide wraps if marks and brackets let it, then shrinks a
 * little, then scrolls.
 * @param {FittedFormula} node
 * @param {string} tex
 * @param {string} name
 * @param {number} fonts - how often fonts have come
 */
export function drawFitted(node, tex, name, fonts) {
  const key = `${fonts} ${node.clientWidth} ${tex}`;
  if (node.fitted === key) return;
  node.fitted = key;
  node.style.fontSize = '';
  drawFormula(node, tex);
  const over = () => node.scrollWidth > node.clientWidth + 1;
  if (over()) drawFormula(node, spreadNew(tex));
  if (over()) drawFormula(node, openBrackets(spreadNew(tex)));
  if (over() && !tex.includes('matrix}'))
    drawFormula(node, openBrackets(withoutBraces(spreadNew(tex))));
  for (let size = 100; over() && size > SMALLEST; ) {
    const fits = Math.floor((size * node.clientWidth) / node.scrollWidth);
    size = Math.max(SMALLEST, Math.min(size - 2, fits));
    node.style.fontSize = size + '%';
  }
  fitFormula(node, name);
}
