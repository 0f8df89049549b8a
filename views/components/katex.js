// Formulas by Streamlit's own KaTeX.
import { markScrolled } from './scrolled.js';
import { shared } from './shared.js';
import { speak } from './speech.js';

/** @typedef {HTMLElement & { tex?: string | null, formulaName?: string }} Formula */
/**
 * @typedef {object} Katex
 * @property {(tex: string, node: HTMLElement, options: object) => void} render
 */

/** @type {Katex | undefined} */
let katex;

/**
 * Load KaTeX, once; false if it cannot be had.
 * @param {string | undefined} url
 */
async function loadKatex(url) {
  katex ??= shared().katex;
  if (!katex && url) {
    const found = await import(new URL(url, document.baseURI).href).catch(() => null);
    // By what it does: Streamlit's bundler may give the default export another name.
    katex ??= Object.values(found ?? {}).find(it => it?.render);
  }
  return Boolean(katex);
}

/**
 * Load KaTeX for a box: whether it is there; undefined where the box was given newer
 * data meanwhile, which another call draws.
 * @param {HTMLElement & { latest?: { katex?: string } }} box
 * @param {{ katex?: string }} data
 */
export async function readyFor(box, data) {
  box.classList.add('unrolled');
  box.latest = data;
  const ready = await loadKatex(data.katex);
  return box.latest === data ? ready : undefined;
}

/**
 * KaTeX 0.18 names some classes katex-…; a style sheet of an older one does not.
 * @param {HTMLElement} node
 */
function addOldNames(node) {
  for (const inner of node.querySelectorAll('.katex-html [class*="katex-"]'))
    for (const name of [...inner.classList])
      if (name.startsWith('katex-')) inner.classList.add(name.slice(6));
}

/**
 * Draw a formula; whether it was drawn anew.
 * @param {Formula} node
 * @param {string} tex
 */
export function renderTex(node, tex) {
  if (node.tex === tex) return false;
  node.tex = tex;
  katex?.render(tex, node, {
    displayMode: true,
    throwOnError: false,
    strict: 'ignore',
    trust: (/** @type {{ command: string }} */ { command }) => command === '\\htmlData',
  });
  addOldNames(node);
  speak(node);
  return true;
}

const SLIGHT = 8;

/**
 * A formula that is wider than its box by less than SLIGHT shrinks until it fits. One
 * that truly scrolls can be reached by keys, and says what it is.
 * @param {HTMLElement} node
 * @param {string} name
 */
export function fitFormula(node, name) {
  const over = () => node.scrollWidth - node.clientWidth;
  const least = 0.9 * (parseFloat(node.style.fontSize) || 100);
  for (
    let size = least / 0.9 - 1;
    over() > 0 && over() < SLIGHT && size > least;
    size--
  )
    node.style.fontSize = size + '%';
  markScrolled(node, name, over() > 0);
}

/** @param {Formula} node */
function refit(node) {
  if (!node.isConnected || !node.formulaName) return;
  node.style.fontSize = '';
  fitFormula(node, node.formulaName);
}

/** @type {ResizeObserver | undefined} */
let sizes;

function observeSizes() {
  document.fonts.addEventListener('loadingdone', () => {
    for (const node of document.querySelectorAll('.unrolled .tex'))
      if (node instanceof HTMLElement) refit(node);
  });
  return new ResizeObserver(entries =>
    requestAnimationFrame(() => {
      for (const { target } of entries)
        if (target instanceof HTMLElement) refit(target);
    }),
  );
}

/**
 * Fit a formula at every new width, and when its letters have come.
 * @param {Formula} node
 * @param {string} name
 */
export function keepFitted(node, name) {
  node.formulaName = name;
  sizes ??= observeSizes();
  sizes.unobserve(node);
  sizes.observe(node);
}
