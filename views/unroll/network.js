import { answered, answers } from '../components/answered.js';
import { contributionName, written } from '../components/contribution.js';
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
import { nameOf, received } from '../components/naming.js';
import { clamp, full } from '../components/numbers.js';
import { markHidden } from '../components/scrolled.js';
import { drawStory } from '../components/story.js';
import { makeSvg } from '../components/svg.js';
import { noteTouch, showTapped } from '../components/touch.js';
import { pass, pick } from './at_once/pick.js';
import { markFrame } from './motion/marks.js';
import { playMotion } from './motion/play.js';
import { nearestEdge } from './nearest_edge.js';
import { buildNetwork, paintNetwork } from './network_drawing.js';
import { highlightNetwork } from './network_highlight.js';
import {
  instanceReach,
  layOutNetwork,
  NARROWEST,
  nextEdge,
  scrolledTo,
  WIDEST,
} from './network_layout.js';
import { drawLegend } from './network_legend.js';
import { unitWords } from './network_words.js';

/** @import { Call } from '../components/dom.js' */
/** @import { Pointed } from '../components/highlight.js' */
/** @import { Tappable } from '../components/touch.js' */
/** @import { Edge, NetworkData } from './data_types.js' */
/** @import { NetworkSvg } from './network_drawing.js' */
/** @import { Highlight } from './network_highlight.js' */
/** @import { EdgePlace, NetworkLayout } from './network_layout.js' */

/** @typedef {HTMLElement & { again?: () => void, sight?: ResizeObserver, seen?: number, wide?: number, presented?: boolean }} NetworkBox - `seen`: its width, for which to ask again would take a layout */
/** @typedef {{ shape?: string, shown?: string }} Drawn - `shown`: the pick scrolled to */
/** @typedef {NetworkSvg & Drawn & Tappable<EdgePlace>} Picture */

/**
 * @param {number} width
 * @param {boolean | undefined} presented
 */
const room = (width, presented) =>
  presented ? WIDEST : clamp(20 * Math.floor(width / 20), NARROWEST, WIDEST);

/**
 * Instance, row and column of an edge.
 * @param {SVGElement} hit
 * @returns {EdgePlace}
 */
const placeOf = ({ dataset }) => [
  Number(dataset.k),
  Number(dataset.i),
  Number(dataset.j),
];

/**
 * What of the data decides which elements there are, and where.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} wide
 */
const shapeOf = (data, layout, wide) =>
  JSON.stringify([
    wide,
    data.T,
    data.D,
    data.matrix,
    nameOf('h'),
    data.folded,
    layout.height,
    layout.r,
    layout.rows,
    data.edges.map(edge => edge.slice(0, 3)),
    data.units.map(units => units.map(([unit]) => unit)),
  ]);

/** @param {Call} call */
function draw({ parentElement: root, data: { json }, setTriggerValue, ...how }) {
  const { repainted, reworded } = how;
  /** @type {NetworkData} */
  const data = received(json);
  /** @type {NetworkBox} */
  const box = child(root, 'network');
  drawStory(box, data.story);
  const scroll = child(box, 'scroll');
  box.presented = data.presented;
  box.again = () => draw({ parentElement: root, data: { json }, setTriggerValue });
  box.sight ??= new ResizeObserver(() => {
    box.seen = scroll.clientWidth;
    if (room(box.seen, box.presented) !== box.wide) box.again?.();
  });
  box.sight.observe(scroll);
  box.seen ??= scroll.clientWidth;
  const wide = (repainted && box.wide) || room(box.seen, data.presented);
  box.wide = wide;
  child(box, 'stage');
  child(box, 'player');
  const legend = child(box, 'legend');
  const words = child(box, 'said');
  words.classList.toggle('longer', data.matrix !== 'H');
  /** @type {Picture} */
  const svg = scroll.querySelector('svg') ?? makeSvg('svg', { role: 'group' }, scroll);
  const layout = layOutNetwork(data, wide);
  const active = focused(svg);
  const held = active && svg.contains(active) ? active.dataset : null;
  const shape = shapeOf(data, layout, wide);
  if (svg.shape !== shape) {
    svg.shape = shape;
    svg.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
    svg.style.width = layout.width > wide ? layout.width + 'px' : '100%';
    svg.style.minWidth = Math.min(880, wide) + 'px';
    svg.painted = undefined;
    buildNetwork(svg, data, layout);
  }
  setAttribute(svg, 'aria-label', data.label);
  if (!reworded) {
    paintNetwork(svg, data, layout);
    drawLegend(legend, data);
  }

  const hits = parts(svg, '.hit', SVGElement);
  const places = hits.map(placeOf);
  /** @param {EdgePlace} place */
  const find = ([k, i, j]) =>
    hits[places.findIndex(place => place[0] === k && place[1] === i && place[2] === j)];
  const sameWeight = places.findIndex(([, i, j]) => i === data.i && j === data.j);
  const home = find([data.k, data.i, data.j]) ?? hits[sameWeight] ?? hits[0];
  rove(hits, home);

  let frame = data.motion?.frame ?? 0;
  /** @type {(pointed: Highlight | null, kept?: boolean) => Edge[]} */
  const highlight = (pointed, kept) => {
    const lit = highlightNetwork(svg, data, layout, pointed, kept);
    markFrame(svg, data, layout, frame);
    return lit;
  };
  const rest = () => {
    highlight(null);
    setText(words, data.rest);
    pointAt(null);
  };
  /** @param {SVGElement} hit - an edge: all instances of its weight are lit */
  const showEdge = hit => {
    const [k, i, j] = placeOf(hit);
    const picked = i === data.i && j === data.j;
    pointAt(picked ? { t: [data.t, data.t], k: [k, k] } : { other: true });
    const about = { i, j, at: k, own: true };
    const count = highlight(about).length;
    const instances = `${count} instance${count > 1 ? 's' : ''}`;
    const { value = '' } = hit.dataset;
    const place = { matrix: data.matrix, i, j, t: data.t, k };
    const name = contributionName(place, Number(value)).replace(/: .*/, ': ');
    const said = `${nameOf(data.matrix)} ${i},${j} has ${instances} here. ${name}`;
    words.textContent = written(said) + full(value);
  };
  /** @param {SVGElement} node - a loss, a unit, a layer or a path */
  const showNode = node => {
    const { loss, s, n, unit } = node.dataset;
    if (unit) words.textContent = unitWords(data, Number(s), Number(unit));
    /** @type {Pointed} */
    const pointed = loss
      ? { t: [Number(loss), Number(loss)] }
      : s
        ? { s: Number(s) }
        : { way: Number(n) };
    pointAt(pointed);
    highlight(pointed);
  };
  /** @param {SVGElement} hit */
  const pickEdge = hit => {
    const [k, i, j] = placeOf(hit);
    return pick(data, { matrix: data.matrix, i, j, k }, setTriggerValue);
  };
  /** @param {SVGElement} loss */
  const pickLoss = loss => {
    pick(data, { t: Number(loss.dataset.loss) }, setTriggerValue);
  };

  const leave = () => {
    if (!svg.tapped) rest();
  };
  svg.onmouseover = event => {
    const hit = around(event, '.hit', SVGElement);
    const node = around(event, '.loss, .unit, .value, .layer, .way', SVGElement);
    if (hit) showEdge(hit);
    else if (node) showNode(node);
    else leave();
  };
  svg.onmouseleave = leave;
  onFocus(
    svg,
    event => {
      const node = around(event, '.hit, .loss', SVGElement);
      if (!node?.matches(':focus-visible')) return;
      if (node.matches('.hit')) showEdge(node);
      else showNode(node);
    },
    rest,
  );
  onPointed(svg, pointed => (answers().late ? [] : highlight(pointed, true)));
  svg.onclick = event => {
    const under = around(event, '.hit', SVGElement);
    const loss = around(event, '.loss', SVGElement);
    const other = loss ?? around(event, '.unit, .value, .way', SVGElement);
    const hit = svg.touched && !other ? nearestEdge(svg, hits, event, under) : under;
    if (hit) {
      svg.tapped = svg.touched ? placeOf(hit) : null;
      if (!pickEdge(hit)) showEdge(hit);
    } else if (loss) pickLoss(loss);
  };
  noteTouch(svg);
  svg.onkeydown = event => {
    const hit = around(event, '.hit', SVGElement);
    const loss = around(event, '.loss', SVGElement);
    if (presses(event)) {
      handled(event);
      if (hit) pickEdge(hit);
      else if (loss) pickLoss(loss);
      return;
    }
    const page = { PageDown: 1, PageUp: -1 }[event.key] ?? 0;
    const [along, down] = arrow(event) ?? [0, 0];
    const way = along || down || page;
    if (!way) return;
    handled(event);
    if (loss) {
      const to = Number(loss.dataset.loss) + along;
      const next = svg.querySelector(`.loss[data-loss="${to}"]`);
      if (!(next instanceof SVGElement)) return;
      if (!pass(data, { t: to }, setTriggerValue, next)) next.focus();
      return;
    }
    if (!hit) return;
    const axis = along ? 0 : down ? 1 : 2;
    const next = hits[nextEdge(data, places, placeOf(hit), axis, way)];
    if (!next) return;
    const [k, i, j] = placeOf(next);
    if (!pass(data, { i, j, k }, setTriggerValue, next)) {
      hit.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      showEdge(next);
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  };

  playMotion(
    box,
    svg,
    data,
    layout,
    at => {
      frame = at;
    },
    rest => setTriggerValue('rest', rest),
  );
  if (!reworded) highlight(null, repainted);
  if (!svg.classList.contains('dim')) setText(words, data.rest);
  showTapped(words, svg.tapped && find(svg.tapped), showEdge, rest);
  if (held) {
    const loss = svg.querySelector(`.loss[data-loss="${held.loss}"]`);
    const hit = find([Number(held.k), Number(held.i), Number(held.j)]) ?? home;
    const node = held.loss ? loss : hit;
    if (node instanceof SVGElement && node !== active)
      node.focus({ preventScroll: true });
  }
  if (reworded || (repainted && layout.width <= wide)) return;
  const shown = JSON.stringify([
    wide,
    layout.width,
    data.matrix,
    data.i,
    data.j,
    data.t,
    data.k,
  ]);
  const walks = data.motion && data.motion.kind !== 'outer';
  if (svg.shown !== shown && !walks) {
    const scale = svg.clientWidth / layout.width;
    const [left, right] = instanceReach(data, layout);
    const reach = /** @type {[number, number]} */ ([left * scale, right * scale]);
    scroll.scrollLeft = scrolledTo(scroll.scrollLeft, scroll.clientWidth, reach);
  }
  svg.shown = shown;
  markHidden(scroll);
}

export default answered(draw);
