import { child, make } from '../components/dom.js';
import { oneStep, PAGE } from '../components/history.js';
import { keepFitted, readyFor, renderTex } from '../components/katex.js';
import { opensElsewhere } from '../components/keys.js';
import { received } from '../components/naming.js';
import { derivationLink } from './slip_link.js';
import { drawTriangle } from './slip_triangle.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Formula } from '../components/katex.js' */
/** @import { Slip, SlipDerivation, SlipForm, SlipsData, SlipSource } from './data_types.js' */

/** @typedef {Formula & { waiting?: string }} WaitingFormula - `waiting`: what to draw */
/** @typedef {Formula & { said?: string }} FormBox - `said`: the words that are there */

/**
 * Draw a formula: it is fitted with all its box, which has its name.
 * @param {Formula} formula
 * @param {string} tex
 */
function drawFormula(formula, tex) {
  /** @type {Formula | null} */
  const box = formula.closest('.tex');
  if (renderTex(formula, tex) && box) keepFitted(box, box.formulaName ?? '');
}

/** @type {IntersectionObserver | undefined} */
let nearby;

/** @param {IntersectionObserverEntry[]} entries */
function drawNear(entries) {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting || !(target instanceof HTMLElement)) continue;
    /** @type {WaitingFormula} */
    const formula = target;
    nearby?.unobserve(formula);
    drawFormula(formula, formula.waiting ?? '');
  }
}

/**
 * Draw a formula when it comes near: there are a hundred, most of them far below.
 * @param {WaitingFormula} formula
 * @param {string} tex
 */
function drawWhenNear(formula, tex) {
  nearby ??= new IntersectionObserver(drawNear, {
    root: formula.closest('[data-testid=stMain]'),
    rootMargin: '1500px',
  });
  formula.waiting = tex;
  nearby.observe(formula);
}

/**
 * Words with formulas between dollar signs, a paragraph each.
 * @param {FormBox} box
 * @param {string[]} paragraphs
 */
function writeWords(box, paragraphs) {
  const said = paragraphs.join('\n');
  if (box.said === said) return;
  nearby?.unobserve(box);
  box.said = said;
  box.tex = undefined;
  box.replaceChildren();
  for (const paragraph of paragraphs) {
    const line = make('p', 'quote', box);
    paragraph.split('$').forEach((words, n) => {
      if (n % 2) drawWhenNear(make('span', '', line), words);
      else if (words) line.append(words);
    });
  }
}

/**
 * One form of a slip.
 * @param {HTMLElement} box
 * @param {string} className
 * @param {SlipForm | null} form
 * @param {string} title - the slip's
 */
function drawForm(box, className, form, title) {
  const row = child(box, className);
  row.classList.add('side');
  row.hidden = !form;
  if (!form) return;
  child(row, 'label', 'span').textContent = form.label;
  /** @type {FormBox} */
  const formula = child(row, 'tex');
  formula.formulaName = `${title}, ${form.label}`;
  if (form.tex) formula.said = undefined;
  else writeWords(formula, form.words ?? []);
  if (formula.tex) drawFormula(formula, form.tex ?? '');
  else if (form.tex) drawWhenNear(formula, form.tex);
  const verdict = child(row, 'verdict');
  verdict.textContent = form.said ?? '';
  verdict.classList.toggle('yes', form.holds === true);
  verdict.classList.toggle('no', form.holds === false);
  if (form.residual === undefined) delete verdict.dataset.residual;
  else verdict.dataset.residual = form.residual;
}

/**
 * Let an anchor lead to a derivation. The address of this page changes while the anchor
 * stands: it is read when the anchor is reached for.
 * @param {HTMLAnchorElement} anchor
 * @param {SlipDerivation} to
 * @param {() => void} follow
 */
function leadTo(anchor, to, follow) {
  const line = to.line > 1 ? `, line ${to.line}` : '';
  anchor.textContent = `Derivation: ${to.title}${line}`;
  const address = () => {
    anchor.href = derivationLink(to, location);
  };
  anchor.onpointerenter = anchor.onpointerdown = anchor.onfocus = address;
  address();
  anchor.onclick = event => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    follow();
  };
}

/**
 * @param {HTMLElement} row
 * @param {Slip} slip
 * @param {() => void} derive
 */
function drawSlip(row, slip, derive) {
  row.dataset.slip = slip.slug;
  row.dataset.shows = String(slip.shows);
  const head = child(row, 'head');
  child(head, 'section', 'span').textContent = slip.where;
  child(head, 'title', 'b').textContent = slip.title;
  child(head, 'meant', 'span').textContent = slip.meant ?? '';
  drawForm(row, 'quoted', slip.quoted, slip.title);
  drawForm(row, 'printed', slip.printed, slip.title);
  drawForm(row, 'corrected', slip.corrected, slip.title);
  const about = child(row, 'about');
  child(about, 'note', 'span').textContent = slip.note + ' ';
  /** @type {HTMLAnchorElement | null} */
  const anchor = about.querySelector('a.line');
  if (slip.derivation)
    leadTo(anchor ?? make('a', 'line', about), slip.derivation, derive);
  else anchor?.remove();
  nameSources(row, slip.sources ?? []);
  drawTriangle(row, slip.triangle, slip.due);
}

/**
 * Where a mistake was found, as links that open beside this page.
 * @param {HTMLElement} row
 * @param {SlipSource[]} sources
 */
function nameSources(row, sources) {
  const box = child(row, 'sources');
  box.hidden = !sources.length;
  box.replaceChildren(sources.length ? 'Found at ' : '');
  sources.forEach(({ address, site }, n) => {
    if (n) box.append(', ');
    const anchor = make('a', '', box, site);
    Object.assign(anchor, { href: address, target: '_blank', rel: 'noopener' });
  });
}

/** @typedef {HTMLElement & { latest?: SlipsData }} SlipsBox */

/** @param {Call} call */
export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  /** @type {SlipsData} */
  const data = received(json);
  /** @type {SlipsBox} */
  const box = child(root, 'slips', 'ol');
  const ready = await readyFor(box, data);
  if (ready === undefined) return;
  if (!ready) {
    const lines = data.items.map(
      slip => `${slip.title}: ${(slip.printed ?? slip.quoted).said}`,
    );
    box.replaceChildren(...lines.map(line => make('li', '', null, line)));
    return;
  }
  box.setAttribute('aria-label', data.label);
  box.classList.toggle('present', data.present);
  while (box.children.length > data.items.length) box.lastChild?.remove();
  const rows = data.items.map((_, n) => {
    const row = box.children[n];
    return row instanceof HTMLElement ? row : make('li', 'slip', box);
  });
  data.items.forEach((slip, n) => {
    drawSlip(rows[n], slip, () => {
      oneStep(PAGE);
      setTriggerValue('derive', slip.slug);
    });
  });
}
