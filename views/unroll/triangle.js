import { answered } from '../components/answered.js';
import { written } from '../components/contribution.js';
import {
  around,
  child,
  focused,
  onFocus,
  parts,
  setAttribute,
  setText,
} from '../components/dom.js';
import { onPointed, pointAt } from '../components/highlight.js';
import { arrow, handled, presses, rove } from '../components/keys.js';
import { received } from '../components/naming.js';
import { full } from '../components/numbers.js';
import { drawStory } from '../components/story.js';
import { makeSvg } from '../components/svg.js';
import { noteTouch, showTapped } from '../components/touch.js';
import { pass, pick } from './at_once/pick.js';
import { buildTriangle, moveFrame, paintTriangle } from './triangle_drawing.js';
import { belongs, layOutTriangle, whyZero } from './triangle_layout.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Pointed } from '../components/highlight.js' */
/** @import { Tappable } from '../components/touch.js' */
/** @import { TriangleData } from './data_types.js' */
/** @import { CellPlace } from './triangle_layout.js' */

/** @typedef {SVGSVGElement & { shape?: string } & Tappable<CellPlace>} Picture */

/**
 * @param {SVGElement} cell
 * @returns {CellPlace}
 */
const placeOf = ({ dataset }) => [Number(dataset.r), Number(dataset.c)];

/** @param {Call} call */
function draw({ parentElement: root, data: { json }, setTriggerValue, reworded }) {
  /** @type {TriangleData} */
  const data = received(json);
  const box = child(root, 'triangle');
  drawStory(box, data.story);
  /** @type {Picture} */
  const picture = box.querySelector('svg') ?? makeSvg('svg', { role: 'grid' });
  if (!picture.parentNode) box.append(picture);
  const words = child(box, 'said');
  const layout = layOutTriangle(data.rows.length);
  const shape = JSON.stringify([
    data.rows,
    data.columns,
    data.matrix,
    data.over,
    data.window,
  ]);
  const active = focused(picture);
  const held = active instanceof SVGElement && picture.contains(active) ? active : null;
  if (picture.shape !== shape) {
    picture.shape = shape;
    picture.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
    picture.style.width = '100%';
    picture.style.maxWidth = layout.width * 1.15 + 'px';
    buildTriangle(picture, data, layout);
  }
  picture.classList.toggle('roomy', layout.n <= 4);
  setAttribute(picture, 'aria-label', data.label);
  if (!reworded) paintTriangle(picture, data, layout);

  const cells = parts(picture, '.cell[tabindex]', SVGElement);
  /** @param {CellPlace} place */
  const find = ([r, c]) =>
    cells.find(cell => cell.dataset.r === String(r) && cell.dataset.c === String(c));
  const home = cells.find(cell => cell.classList.contains('chosen')) ?? cells[0];
  rove(cells, home);

  /** @param {Pointed | null} pointed */
  const highlight = pointed => {
    picture.classList.toggle('dim', Boolean(pointed));
    if (!pointed) return;
    for (const node of parts(picture, '[data-r]', SVGElement))
      node.classList.toggle('lit', belongs(data, placeOf(node), pointed));
  };
  const clear = () => {
    setText(words, data.rest);
    highlight(null);
  };
  const rest = () => {
    clear();
    pointAt(null);
  };
  /** @param {SVGElement} cell - or a sum */
  const show = cell => {
    const [r, c] = placeOf(cell);
    if (cell.matches('.cell')) moveFrame(picture, layout, 'look', r, c);
    const label = cell.getAttribute('aria-label') ?? '';
    const name = label.replace(
      /(, because .*|(, (partly )?discarded)?(, does not count)?)$/,
      '',
    );
    const cut = cell.matches('.cut') ? ', discarded' : '';
    const idle = cell.matches('.idle') ? ', does not count in J' : '';
    const value = full(cell.dataset.value ?? '');
    const shown = written(name.slice(0, name.lastIndexOf(': ') + 2));
    const why = whyZero(data, r, c);
    words.textContent = shown + value + (why && `, because ${why}`) + cut + idle;
    const pointed = { t: data.rows[r], k: data.columns[c] };
    pointAt(pointed);
    highlight(pointed);
  };
  /** @param {SVGElement} cell */
  const holds = cell => {
    const [r, c] = placeOf(cell);
    const [t, k] = data.go?.[r]?.[c] ?? [data.rows[r][0], data.columns[c][0]];
    return { t, k };
  };

  const leave = () => {
    if (!picture.tapped) rest();
  };
  picture.onmouseover = event => {
    const cell = around(event, '[data-r]', SVGElement);
    if (cell) show(cell);
    else leave();
  };
  picture.onmouseleave = leave;
  onFocus(
    picture,
    event => {
      const cell = around(event, '.cell', SVGElement);
      if (cell?.matches(':focus-visible')) show(cell);
    },
    rest,
  );
  onPointed(picture, highlight);
  picture.onclick = event => {
    const cell = around(event, '.cell[tabindex]', SVGElement);
    if (!cell) return;
    picture.tapped = picture.touched ? placeOf(cell) : null;
    if (!pick(data, holds(cell), setTriggerValue)) show(cell);
  };
  noteTouch(picture);
  picture.onkeydown = event => {
    const cell = around(event, '.cell', SVGElement);
    if (!cell) return;
    if (presses(event)) {
      handled(event);
      pick(data, holds(cell), setTriggerValue);
      return;
    }
    const move = arrow(event);
    if (!move) return;
    handled(event);
    const [r, c] = placeOf(cell);
    const to = find([r + move[1], c + move[0]]);
    if (!to || pass(data, holds(to), setTriggerValue, to)) return;
    cell.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    show(to);
  };

  if (!reworded) clear();
  else if (!picture.classList.contains('dim')) setText(words, data.rest);
  showTapped(words, picture.tapped && find(picture.tapped), show, rest);
  const kept = held && (find(placeOf(held)) ?? home);
  if (kept !== held) kept?.focus({ preventScroll: true });
}

export default answered(draw);
