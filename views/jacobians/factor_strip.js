import {
  around,
  child,
  focused,
  onFocus,
  part,
  setAttributes,
} from '../components/dom.js';
import { oneStep } from '../components/history.js';
import { arrow, handled, presses } from '../components/keys.js';
import { named, received } from '../components/naming.js';
import { makeSvg } from '../components/svg.js';
import { noteTouch } from '../components/touch.js';
import { buildStrip, paintStrip } from './factor_strip_drawing.js';
import {
  BAR,
  blocksOf,
  isFactor,
  jumpKey,
  layOutStrip,
  nextKey,
} from './factor_strip_layout.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Tappable } from '../components/touch.js' */
/** @import { FactorStripData } from './data_types.js' */
/** @import { CellsByKey } from './factor_strip_drawing.js' */

/**
 * The picture's cells by their keys, and the key of what was last gone to.
 * @typedef {object} StripState
 * @property {string} [shape]
 * @property {CellsByKey} [cells]
 * @property {string} [held]
 */
/** @typedef {SVGSVGElement & StripState & Tappable<string>} Picture */

const JUMPS = ['PageDown', 'PageUp', 'Home', 'End'];

/** @param {SVGElement} node */
const keyIn = node => node.dataset.key ?? '';

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {FactorStripData} */
  const data = received(json);
  const box = child(root, 'factor-strip');
  const scroll = child(box, 'scroll');
  const said = child(box, 'said');
  child(box, 'words').textContent = data.words;
  /** @type {Picture} */
  const svg = scroll.querySelector('svg') ?? makeSvg('svg', { role: 'group' }, scroll);
  const layout = layOutStrip(data);
  const { width, height } = layout;
  const shape = JSON.stringify([
    named('σ′ H'),
    layout.n,
    layout.lefts,
    layout.pairs,
    data.factors.map(isFactor),
  ]);
  const active = focused(svg);
  const held = active && svg.contains(active) ? active.dataset.key : undefined;
  if (svg.shape !== shape || !svg.cells) {
    svg.shape = shape;
    setAttributes(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    const fitted = { width: '100%', height: 'auto', maxWidth: width + 'px' };
    Object.assign(svg.style, { ...fitted, minWidth: 0.85 * width + 'px' });
    svg.cells = buildStrip(svg, data, layout);
  }
  const { cells } = svg;
  svg.setAttribute('aria-label', data.label);
  paintStrip(svg, cells, data, layout);

  const look = part(svg, '.look', SVGElement);
  const nodes = [...cells.values()];
  /** @param {SVGElement} node - the one that Tab leads to */
  const setHome = node => {
    for (const other of nodes) other.tabIndex = other === node ? 0 : -1;
  };
  setHome(cells.get(held ?? svg.held ?? '') ?? nodes[0]);
  const rest = () => {
    said.textContent = data.legend;
    look.classList.remove('on');
  };
  /** @param {SVGElement} node - a cell, a bar or a gap */
  const show = node => {
    said.textContent = node.getAttribute('aria-label');
    const gap = node.matches('.gap');
    look.classList.toggle('on', !gap);
    if (gap) return;
    const [band, k, r, c] = keyIn(node).split('/').map(Number);
    const blocks = blocksOf(data, layout);
    const block = blocks.find(other => other.band === band && other.k === k);
    if (!block) return;
    const { side, tall } = layout;
    const across =
      c < 0
        ? { x: block.x - BAR, width: BAR - 3 }
        : { x: block.x + c * side, width: side };
    setAttributes(look, { ...across, y: block.y + r * tall, height: tall });
  };
  /** @param {SVGElement} gap */
  const swap = gap => {
    const swapped = gap.getAttribute('aria-pressed') === 'true';
    oneStep();
    setTriggerValue('swap', swapped ? 0 : Number(gap.dataset.n));
  };
  /** @param {SVGElement} node */
  const goTo = node => {
    setHome(node);
    svg.held = keyIn(node);
  };

  /** @param {Event} event */
  const nodeOf = event => around(event, '[data-key]', SVGElement);
  svg.onmouseover = event => {
    const node = nodeOf(event);
    if (node) show(node);
    else rest();
  };
  svg.onmouseleave = rest;
  onFocus(
    svg,
    event => {
      const node = nodeOf(event);
      if (node?.matches(':focus-visible')) show(node);
    },
    rest,
  );
  svg.onclick = event => {
    const node = nodeOf(event);
    if (!node) return;
    goTo(node);
    show(node);
    svg.tapped = svg.touched ? keyIn(node) : null;
    if (node.matches('.gap')) swap(node);
  };
  noteTouch(svg);
  svg.onkeydown = event => {
    const node = nodeOf(event);
    if (!node) return;
    const move = arrow(event);
    if (!move && !JUMPS.includes(event.key) && !presses(event)) return;
    handled(event);
    if (presses(event)) {
      if (node.matches('.gap')) swap(node);
      return;
    }
    const key = move
      ? nextKey(data, layout.n, other => cells.has(other), keyIn(node), move)
      : jumpKey([...cells.keys()], keyIn(node), event.key);
    const to = cells.get(key ?? '');
    if (!to) return;
    goTo(to);
    to.focus();
    show(to);
  };
  rest();
  const tapped = cells.get(svg.tapped ?? '');
  if (tapped) show(tapped);
  if (held) cells.get(held)?.focus({ preventScroll: true });
}
