// The unrolled network: built once for a shape, then painted with numbers.
import { contributionName, setContribution } from '../components/contribution.js';
import { parts, setAttribute, setText } from '../components/dom.js';
import { nameOf } from '../components/naming.js';
import { atTime, plain, short, withMinus } from '../components/numbers.js';
import { hue, makeSvg } from '../components/svg.js';
import { edgePath, FIRST_ROW, ROW, wayPath } from './network_layout.js';
import { fitTexts } from './text_fit.js';

/** @import { NetworkData } from './data_types.js' */
/** @import { NetworkLayout } from './network_layout.js' */
/** @import { Fit } from './text_fit.js' */

/** @typedef {SVGSVGElement & { painted?: string }} NetworkSvg */

/**
 * A letter with its step above it, or beside it where labels are brief.
 * @param {SVGGElement} parent
 * @param {string} letter
 * @param {number} s
 * @param {{ x: number, y: number }} at
 * @param {boolean} brief
 */
function drawLabel(parent, letter, s, at, brief) {
  const label = { class: 'mid faint', ...at };
  const node = makeSvg('text', label, parent, brief ? atTime(letter, s) : letter);
  if (!brief) makeSvg('tspan', { dy: -5, 'font-size': 9 }, node, `(${s})`);
}

/**
 * A unit that is always 1, whose edges are biases: a square, and named once.
 * @param {SVGGElement} nodes
 * @param {number} r
 * @param {{ x: number, y: number }} at
 * @param {number} s
 * @param {Record<string, number>} names
 */
function buildBias(nodes, r, { x, y }, s, names) {
  const box = { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
  makeSvg('rect', { class: 'unit bias', ...box, ...names }, nodes);
  makeSvg('text', { class: 'mid always', x, y: y + 4, ...names }, nodes, '1');
  const side = { class: 'end always', x: x - r - 8, y: y + 3, ...names };
  if (!s) makeSvg('text', side, nodes, 'bias');
}

/**
 * One state: its layer and its units.
 * @param {SVGGElement} back
 * @param {SVGGElement} nodes
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} s
 */
function buildState(back, nodes, data, layout, s) {
  const { r, top, tall, low } = layout;
  const x = layout.x(s);
  const size = { width: 2 * r + 12, height: 2 * r + tall + 12, rx: r + 6 };
  const corner = { x: x - r - 6, y: top - 6 };
  makeSvg('rect', { class: 'layer', 'data-s': s, ...corner, ...size }, back);
  for (const [unit, y] of layout.slots[s]) {
    const names = { 'data-s': s, 'data-unit': unit };
    if (unit === data.bias) buildBias(nodes, r, { x, y }, s, names);
    else makeSvg('circle', { class: 'unit', cx: x, cy: y, r, ...names }, nodes);
    if (r < (data.folded ? 8 : 12) || unit === data.bias) continue;
    const value = { class: 'mid value', x, y, dy: '0.35em', ...names };
    const text = makeSvg('text', value, nodes, data.folded ? unit : '');
    const size = data.folded ? '9px' : 'var(--un-in-unit, 10px)';
    text.style.fontSize = `calc(${size} * var(--un-type, 1))`;
  }
  drawLabel(nodes, nameOf('h'), s, { x: s ? x + r + 14 : x, y: low + 20 }, data.brief);
}

/**
 * H as one faint arrow into a state, where another matrix's edges are drawn.
 * @param {SVGGElement} wires
 * @param {NetworkLayout} layout
 * @param {number} s
 */
function drawRecurrence(wires, { x, r, top, tall }, s) {
  const y = top + r + tall / 2;
  const from = x(s - 1) + r + 8;
  const to = x(s) - r - 8;
  const d = `M${from} ${y}H${to}M${to - 6} ${y - 4}L${to} ${y}L${to - 6} ${y + 4}`;
  makeSvg('path', { class: 'wire recurrence', d }, wires);
}

/**
 * One step: what is read, its loss and its predictions.
 * @param {SVGGElement} wires
 * @param {SVGGElement} nodes
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number} s
 */
function buildStep(wires, nodes, data, layout, s) {
  const { low, top, rows, panel } = layout;
  const x = layout.x(s);
  if (data.matrix !== 'L')
    makeSvg('path', { class: 'wire', d: `M${x} ${low + 28}V${low + 8}` }, wires);
  if (data.matrix !== 'U')
    makeSvg('path', { class: 'wire', d: `M${x} ${top - 8}V${28 + rows * ROW}` }, wires);
  if (data.matrix !== 'H') drawRecurrence(wires, layout, s);
  makeSvg('text', { class: 'mid word', x, y: low + 42 }, nodes);
  if (!data.brief && !data.motion?.walk)
    drawLabel(nodes, 'x', s, { x, y: low + 60 }, false);
  const loss = { class: 'loss', role: 'button', tabindex: 0, x, y: 14, 'data-loss': s };
  makeSvg('text', loss, nodes);
  for (let n = 0; n < rows; n++) {
    const left = x - panel / 2;
    const y = FIRST_ROW + n * ROW;
    makeSvg('rect', { class: 'bar', x: left, y, height: 14 }, nodes);
    const base = y + 11;
    makeSvg('text', { class: 'guess', x: left + 3, y: base, 'data-row': n }, nodes);
    makeSvg('text', { class: 'end share', x: left + panel - 1, y: base }, nodes);
  }
}

/**
 * Build the picture, still without its numbers.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 */
export function buildNetwork(svg, data, layout) {
  svg.replaceChildren();
  /** @param {string} name */
  const layer = name => makeSvg('g', { class: name }, svg);
  const back = layer('back');
  const wires = layer('wires');
  layer('halos');
  const edges = layer('edges');
  layer('ways');
  const nodes = layer('nodes');
  makeSvg('rect', { class: 'path', rx: 8 }, back);
  makeSvg('text', { class: 'mid back-from' }, nodes);
  for (let s = 0; s <= data.T; s++) {
    buildState(back, nodes, data, layout, s);
    if (s) buildStep(wires, nodes, data, layout, s);
  }
  for (const edge of data.edges) {
    const d = edgePath(data, layout, edge);
    const [k, i, j] = edge;
    makeSvg('path', { class: 'edge', d }, edges);
    const names = { 'data-k': k, 'data-i': i, 'data-j': j };
    makeSvg('path', { class: 'hit', d, role: 'button', tabindex: -1, ...names }, edges);
  }
  layer('chips');
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 */
function paintUnits(svg, data) {
  for (const node of parts(svg, '.unit, .value', SVGElement)) {
    const { s, unit } = node.dataset;
    const value = unitValue(data, Number(s), Number(unit));
    if (node.matches('.value')) {
      if (!data.folded) setText(node, withMinus(value.toFixed(2)));
    } else setAttribute(node, 'data-value', value);
  }
}

/**
 * A unit's value.
 * @param {NetworkData} data
 * @param {number} s
 * @param {number} unit
 */
export const unitValue = (data, s, unit) =>
  data.units[s].find(([other]) => other === unit)?.[1] ?? 0;

/**
 * The shares of predictions; what is to be fitted into their rows.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 */
function paintPredictions(svg, data, { panel }) {
  const bars = svg.querySelectorAll('.bar');
  const guesses = svg.querySelectorAll('.guess');
  const shares = svg.querySelectorAll('.share');
  const narrow = panel < 70;
  /** @type {Fit[]} */
  const fits = [];
  data.predictions.flat().forEach(({ word, p, target }, n) => {
    setAttribute(bars[n], 'width', Math.max(0.5, p * panel));
    guesses[n].classList.toggle('target', target);
    shares[n].classList.toggle('target', target);
    const text = (target ? '▸ ' : '') + word;
    fits.push([guesses[n], text, panel - (narrow ? 4 : 38)]);
    setText(shares[n], narrow ? '' : `${(100 * p).toFixed(p < 0.0995 ? 1 : 0)} %`);
    setAttribute(shares[n], 'data-value', p);
  });
  return fits;
}

/**
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 */
function paintLosses(svg, data, { pitch }) {
  svg.querySelectorAll('.loss').forEach((node, n) => {
    const t = n + 1;
    const loss = data.loss[n];
    node.textContent = pitch < 90 ? `${atTime('J', t)} ${short(loss)}` : 'J';
    if (pitch >= 90) {
      makeSvg('tspan', { dy: -4, 'font-size': 9 }, node, `(${t})`);
      makeSvg('tspan', { dy: 4 }, node, ` = ${short(loss)}`);
    }
    node.classList.toggle('chosen', t === data.t);
    setAttribute(node, 'aria-label', `loss J(${t}): ${plain(loss)}`);
    setAttribute(node, 'aria-pressed', t === data.t);
    setAttribute(node, 'data-t', t);
    setAttribute(node, 'data-value', loss);
  });
}

/**
 * How opaque an edge is: one that is not 0 keeps a contrast of 3 to 1 with
 * the page and with the frame of the way back, light and dark.
 * @param {number} value
 * @param {number} share - of the largest size
 */
export function edgeOpacity(value, share) {
  const least = value > 0 ? 0.96 : value < 0 ? 0.96 : 0.28;
  return least + (1 - least) * share;
}

/**
 * @param {NetworkSvg} svg
 * @param {NetworkData} data
 */
function paintEdges(svg, data) {
  const lines = parts(svg, '.edge', SVGElement);
  const hits = svg.querySelectorAll('.hit');
  const key = JSON.stringify([
    data.edges,
    data.t,
    data.window,
    data.largest,
    nameOf(data.matrix),
  ]);
  const fresh = svg.painted !== key;
  const widest = data.matrix === 'U' ? 1.5 : 3.5;
  svg.painted = key;
  data.edges.forEach(([k, i, j, value], n) => {
    const picked = i === data.i && j === data.j && k === data.k;
    setAttribute(hits[n], 'aria-pressed', picked);
    if (!fresh) return;
    const share = Math.sqrt(Math.abs(value) / (data.largest || 1));
    const dashes = value < 0 ? 'stroke-dasharray:6 3' : '';
    lines[n].style.cssText =
      `stroke:${hue(value)};stroke-width:${1 + widest * share};` +
      `stroke-opacity:${edgeOpacity(value, share)};${dashes}`;
    const cut = data.window > 0 && data.t - k > data.window;
    lines[n].classList.toggle('cut', cut);
    const place = { matrix: data.matrix, i, j, t: data.t, k };
    setContribution(hits[n], place, value);
    setAttribute(hits[n], 'aria-label', contributionName(place, value));
  });
}

/**
 * The strongest paths of the picked contribution.
 * @param {SVGSVGElement} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 */
function paintWays(svg, data, layout) {
  const layer = svg.querySelector('.ways');
  layer?.replaceChildren();
  svg.classList.toggle('showing', Boolean(data.paths));
  (data.paths ?? []).forEach(({ units, value, share }, n) => {
    const dashes = value < 0 ? 'stroke-dasharray:7 4' : '';
    const style = `stroke:${hue(value)};stroke-width:${1.5 + 9 * share};${dashes}`;
    const names = { 'data-n': n, 'data-value': value };
    const d = wayPath(data, layout, units);
    makeSvg('path', { class: 'way', d, ...names, style }, layer);
  });
}

/**
 * Paint all numbers.
 * @param {NetworkSvg} svg
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 */
export function paintNetwork(svg, data, layout) {
  paintUnits(svg, data);
  const fits = paintPredictions(svg, data, layout);
  svg.querySelectorAll('.word').forEach((node, n) => {
    fits.push([node, data.words[n], layout.pitch - 8]);
  });
  fitTexts(fits);
  paintLosses(svg, data, layout);
  paintEdges(svg, data);
  paintWays(svg, data, layout);
}
