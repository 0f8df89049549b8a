// What is lit in the unrolled network.
import { part, parts, setAttributes, setText } from '../components/dom.js';
import { within } from '../components/highlight.js';
import { short } from '../components/numbers.js';
import { makeSvg } from '../components/svg.js';
import { edgePath, frameTitle, reachFrame } from './network_layout.js';
import { frameOf, placeNumber, textsNear, titleBox } from './network_numbers.js';

/** @import { Pointed } from '../components/highlight.js' */
/** @import { Edge, NetworkData } from './data_types.js' */
/** @import { NetworkLayout } from './network_layout.js' */
/** @import { Box } from './network_numbers.js' */

/**
 * What is pointed at in any picture or, in this one, a weight and one instance of it.
 * @typedef {Pointed & { i?: number, j?: number, at?: number, own?: boolean }} Highlight
 */

/**
 * Where an edge's number stands, clear of texts and of what is `taken`.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {Edge} edge
 * @param {number} width
 * @param {Box[]} taken - by other numbers
 */
function placeOnEdge(data, layout, edge, width, taken) {
  const path = makeSvg('path', { d: edgePath(data, layout, edge) });
  const long = path.getTotalLength();
  const aside = data.matrix === 'L' ? 16 : 0;
  /** @param {number} share */
  const along = share => {
    const { x, y } = path.getPointAtLength(long * share);
    return { x: x - aside, y };
  };
  const clear = [...textsNear(data, layout, edge[0]), ...taken];
  return placeNumber(along, data.matrix === 'H' ? 0.5 : 0.6, width, clear);
}

/** @type {WeakMap<Element, number>} */
const sizes = new WeakMap();

/**
 * The size of an edge's number, as the page's type asks for.
 * @param {SVGSVGElement} svg
 */
function numberSize(svg) {
  const style = getComputedStyle(svg);
  const type = Number(style.getPropertyValue('--un-type')) || 1;
  const size = type * (parseFloat(style.getPropertyValue('--un-on-edge')) || 11);
  sizes.set(svg, size);
  return size;
}

/**
 * Light the edges that `isLit` names; these edges.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {Box[]} taken - what their numbers leave free
 * @param {(edge: Edge) => boolean} isLit
 * @param {number | undefined} k - the instance that stands out
 * @param {number} size - of their numbers; 0 for none
 */
function lightEdges(svg, data, layout, taken, isLit, k, size) {
  const halos = part(svg, '.halos', SVGElement);
  const chips = part(svg, '.chips', SVGElement);
  halos.replaceChildren();
  chips.replaceChildren();
  const lines = svg.querySelectorAll('.edge');
  const lit = data.edges.filter((edge, n) =>
    lines[n].classList.toggle('same', isLit(edge)),
  );
  for (const edge of lit) {
    const chosen = edge[0] === k ? ' chosen' : '';
    const d = edgePath(data, layout, edge);
    makeSvg('path', { class: 'halo' + chosen, d, 'data-k': edge[0] }, halos);
    if (!size) continue;
    const text = short(edge[3]);
    const width = text.length * 0.573 * size + 10;
    const { x, y } = placeOnEdge(data, layout, edge, width, taken);
    taken.push(frameOf({ x, y }, width));
    const names = { 'data-k': edge[0], 'data-value': edge[3] };
    const chip = makeSvg('g', { class: 'chip' + chosen, ...names }, chips);
    makeSvg('rect', { x: x - width / 2, y: y - 9, width, height: 18, rx: 9 }, chip);
    makeSvg('text', { x, y, dy: '0.35em' }, chip, text);
    makeSvg('text', { class: 'instance', x, y: y - 12 }, chip, `k=${edge[0]}`);
  }
  return lit;
}

/**
 * The units that edges and a path join, as "state unit".
 * @param {NetworkData} data
 * @param {Edge[]} edges
 * @param {number | undefined} way
 */
export function litUnits(data, edges, way) {
  const lit = new Set();
  for (const [k, i, j] of edges) {
    lit.add(`${k + 1} ${data.matrix === 'U' ? j : i}`);
    if (data.matrix === 'H') lit.add(`${k} ${j}`);
  }
  const units = (way !== undefined && data.paths?.[way]?.units) || [];
  units.forEach((unit, n) => {
    lit.add(`${data.k + 1 + n} ${unit}`);
  });
  return lit;
}

/**
 * Whether a loss, a path, a unit or a layer is lit.
 * @param {DOMStringMap} names - its data attributes
 * @param {Highlight} about
 * @param {NetworkData} data
 * @param {Set<string>} units
 */
function isLit({ s, unit, loss, n }, about, data, units) {
  const way = about.way !== undefined && Boolean(data.paths?.[about.way]);
  if (loss !== undefined)
    return about.t
      ? within(about.t, Number(loss))
      : Number(loss) === data.t && (about.own || way);
  if (n !== undefined) return about.way === undefined || Number(n) === about.way;
  if (about.s !== undefined) return Number(s) === about.s;
  return unit !== undefined && units.has(`${s} ${unit}`);
}

/**
 * Light what is pointed at, and dim all else; with nothing pointed at, the picked
 * weight. The edges that are lit.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {Highlight | null} pointed
 * @param {boolean} [kept] - the page's type is as it was
 */
export function highlightNetwork(svg, data, layout, pointed, kept) {
  const about = pointed ?? { i: data.i, j: data.j, at: data.k };
  const { t, k } = about;
  const i = about.i ?? data.i;
  const j = about.j ?? data.j;
  const named = about.i !== undefined || k || t;
  const first = about.at ?? k?.[0];
  const last = t && !about.own ? t[1] : data.t;
  const from = data.matrix === 'U' ? last - 1 : (first ?? (t ? 0 : data.k));
  const frame = reachFrame(layout, from, last);
  setAttributes(part(svg, '.path', SVGElement), frame);
  const { text, ...at } = frameTitle(data, layout, frame, last);
  const title = part(svg, '.back-from', SVGElement);
  setAttributes(title, at);
  setText(title, text);
  const numbers = !data.paths && (!t || within(t, data.t));
  const size = (kept && sizes.get(svg)) || numberSize(svg);
  const edges = lightEdges(
    svg,
    data,
    layout,
    text ? [titleBox(text, at)] : [],
    edge =>
      Boolean(named) &&
      edge[1] === i &&
      edge[2] === j &&
      within(k, edge[0]) &&
      !(t && edge[0] >= t[1]),
    first,
    numbers ? size : 0,
  );
  svg.classList.toggle('dim', Boolean(pointed));
  const units = litUnits(data, edges, about.way);
  const nodes = parts(svg, '.unit, .value, .layer, .loss, .way', SVGElement);
  for (const node of nodes)
    node.classList.toggle(
      'lit',
      Boolean(pointed && isLit(node.dataset, about, data, units)),
    );
  return edges;
}
