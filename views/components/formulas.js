import { answered } from './answered.js';
import { around, child, make, parts } from './dom.js';
import { onPointed, overlap, pointAt } from './highlight.js';
import { keepFitted, readyFor, renderTex } from './katex.js';
import { arrow, handled } from './keys.js';
import { received } from './naming.js';
import { full } from './numbers.js';
import { drawStory } from './story.js';
import { isTermShown, onTerms } from './terms_shown.js';

/** @import { Call } from './dom.js' */
/** @import { FormulaLine, FormulasData } from './data_types.js' */
/** @import { Pointed } from './highlight.js' */

/** @typedef {HTMLElement & { latest?: FormulasData, at?: number }} FormulaBox */

/**
 * Draw a formula whose numbers say their full value where they are pointed at.
 * @param {HTMLElement} node
 * @param {string} tex
 */
function drawFormula(node, tex) {
  if (!renderTex(node, tex)) return;
  for (const number of parts(node, '[data-value]', HTMLElement))
    number.title = full(number.dataset.value ?? '');
}

/** @param {Element | null} symbol - of HTML or MathML */
const refOf = symbol => symbol?.getAttribute('data-ref') ?? undefined;

/**
 * @param {HTMLElement} rows
 * @param {FormulaLine} line
 * @param {number} n
 * @param {number} of
 */
function drawRow(rows, line, n, of) {
  const row = rows.children[n] ?? make('div', 'row', rows);
  const drawn = parts(row, '.tex', HTMLElement);
  while (drawn.length > line.tex.length) drawn.shift()?.remove();
  line.tex.forEach((tex, m) => {
    const formula = drawn[m] ?? make('div', 'tex');
    if (!formula.parentNode) row.insertBefore(formula, row.querySelector('.about'));
    drawFormula(formula, tex);
    keepFitted(formula, `Row ${n + 1} of ${of}, formula ${m + 1}`);
  });
  if (!line.rule && !line.note) {
    row.querySelector('.about')?.remove();
    return;
  }
  const about = child(row, 'about');
  about.replaceChildren();
  if (line.rule) {
    make('b', '', about, line.rule);
    about.append(', ');
  }
  about.append(line.note + ' ');
}

/**
 * @param {HTMLElement} box
 * @param {FormulasData} data
 */
function drawRows(box, data) {
  const rows = child(box, 'rows');
  while (rows.children.length > data.lines.length) rows.lastChild?.remove();
  data.lines.forEach((line, n) => {
    drawRow(rows, line, n, data.lines.length);
  });
}

/**
 * What a symbol speaks of, by its reference; null where that is nothing.
 * @param {string | undefined} ref
 * @param {number} t - the loss that all formulas are of
 * @returns {Pointed | null}
 */
export function referenceMeaning(ref, t) {
  const match = /^(instance|term|picked|h|loss|weight)(\d*)$/.exec(ref ?? '');
  if (!match) return null;
  const name = match[1];
  const n = Number(match[2]);
  if (name === 'h') return { s: n };
  if (name === 'loss' || name === 'weight') return { t: [t, t] };
  return { t: [t, t], k: [n, n] };
}

/**
 * Whether a symbol belongs to what is pointed at in any picture.
 * @param {Pointed | null} meaning
 * @param {Pointed | null} pointed
 * @param {number} t
 */
export function belongs(meaning, pointed, t) {
  if (!meaning || !pointed || pointed.other || pointed.way !== undefined) return false;
  if (!overlap(pointed.t, [t, t])) return false;
  if (pointed.s !== undefined) return meaning.s === pointed.s;
  if (pointed.k) return Boolean(meaning.k && overlap(pointed.k, meaning.k));
  return Boolean(meaning.t && !meaning.k);
}

/** @param {Call} call */
async function draw({ parentElement: root, data: { json } }) {
  /** @type {FormulasData} */
  const data = received(json);
  /** @type {FormulaBox} */
  const box = child(root, 'formulas');
  drawStory(root, data.story);
  box.className = 'unrolled formulas ' + data.kind;
  const ready = await readyFor(box, data);
  if (ready === undefined) return;
  if (!ready) {
    const texts = data.lines.flatMap(line => line.tex);
    box.replaceChildren(...texts.map(tex => make('pre', '', null, tex)));
    return;
  }
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', data.label);
  drawRows(box, data);
  const symbols = () => parts(box, '[data-ref]', Element);

  /**
   * Light up what belongs to what is pointed at: in a picture, or here at `ref`.
   * @param {Pointed | null} pointed
   * @param {string} [ref]
   */
  const highlight = (pointed, ref) => {
    box.classList.toggle('dim', Boolean(pointed));
    for (const node of symbols()) {
      const meaning = referenceMeaning(refOf(node), data.t);
      const on = ref
        ? refOf(node) === ref || Boolean(pointed?.k && pointed.k[0] === meaning?.k?.[0])
        : belongs(meaning, pointed, data.t);
      node.classList.toggle('on', on);
    }
  };
  /** @param {string | undefined} ref */
  const show = ref => {
    const meaning = referenceMeaning(ref, data.t);
    pointAt(meaning);
    highlight(meaning ?? {}, ref);
  };
  const rest = () => {
    pointAt(null);
    highlight(null);
  };
  box.onmouseover = event => {
    const ref = refOf(around(event, '[data-ref]', Element));
    if (ref) show(ref);
    else rest();
  };
  box.onmouseleave = rest;
  box.tabIndex = 0;
  box.onkeydown = event => {
    const step = arrow(event)?.[0];
    const all = symbols();
    if (event.target !== box || !step || !all.length) return;
    handled(event);
    box.at = ((box.at ?? (step > 0 ? -1 : 0)) + step + all.length) % all.length;
    show(refOf(all[box.at]));
    all[box.at].scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  box.onblur = () => {
    box.at = undefined;
    rest();
  };
  onPointed(box, pointed => highlight(pointed));
  highlight(null);
  if (data.kind === 'headline')
    onTerms(box, terms => {
      for (const node of symbols())
        node.classList.toggle('unsaid', !isTermShown(refOf(node) ?? '', terms));
    });
}

export default answered(draw);
