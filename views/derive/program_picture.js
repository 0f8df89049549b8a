// One step of the network, forwards and backwards: where a line of the program works.
import { letterOf, nameOf } from '../components/naming.js';
import { makeSvg } from '../components/svg.js';

/** What each equation is of, in the picture. @type {Record<string, string[]>} */
const PLACES = {
  z: ['z', 'H', 'L'],
  h: ['h', 'sigma'],
  o: ['o', 'U'],
  yhat: ['yhat', 'softmax'],
  J: ['J', 'loss'],
  'softmax-loss': ['o', 'loss back'],
  'output-weights': ['U'],
  'hidden-error': ['z', 'output back'],
  'earlier-error': ['z', 'step back'],
  'hidden-weights': ['H'],
  'earlier-weights': ['H'],
  'input-vector': ['L'],
  'earlier-input': ['L'],
  'previous-hidden': ['before', 'state back'],
};

/**
 * The places in the picture of some equations.
 * @param {string[]} keys
 */
export const placesOf = keys => new Set(keys.flatMap(key => PLACES[key] ?? []));

/**
 * The equations that are of a place in the picture; of one that several are of, those
 * that it is the first place of.
 * @param {string} place
 * @param {string[]} keys - all there are
 */
export function equationsAt(place, keys) {
  const all = keys.filter(key => PLACES[key]?.includes(place));
  const own = all.filter(key => PLACES[key][0] === place);
  return own.length ? own : all;
}

/** @type {[string, number, number, string][]} */
const NODES = [
  ['before', 34, 176, 'h⁽ᵗ⁻¹⁾'],
  ['z', 126, 176, 'z⁽ᵗ⁾'],
  ['h', 208, 176, 'h⁽ᵗ⁾'],
  ['after', 306, 176, 'z⁽ᵗ⁺¹⁾'],
  ['x', 126, 240, 'x⁽ᵗ⁾'],
  ['o', 208, 116, 'o⁽ᵗ⁾'],
  ['yhat', 208, 66, 'ŷ⁽ᵗ⁾'],
  ['J', 208, 16, 'J⁽ᵗ⁾'],
];

/**
 * Edges: a name, a path, the place of a label, the label; those back are dashed.
 * @type {[string, string, number, number, string][]}
 */
const EDGES = [
  ['H', 'M60 176H100', 80, 170, 'H'],
  ['sigma', 'M152 176H182', 167, 170, 'σ'],
  ['ahead', 'M234 176H280', 257, 170, 'H'],
  ['L', 'M126 227V189', 131, 213, 'L'],
  ['U', 'M208 163V129', 213, 151, 'U'],
  ['softmax', 'M208 103V79', 208, 94, ''],
  ['loss', 'M208 53V29', 208, 44, ''],
  ['loss back', 'M234 22C262 40 262 92 234 110', 282, 70, 'ŷ − y'],
  ['output back', 'M184 122C150 126 136 140 130 162', 118, 128, 'U′, σ′'],
  ['step back', 'M300 190C280 222 170 222 140 190', 220, 228, 'H′, σ′'],
  ['state back', 'M116 190C96 214 58 214 42 190', 78, 222, 'H′'],
];

/**
 * Draw the picture, once.
 * @param {HTMLElement} box
 */
export function drawPicture(box) {
  const label = 'One step of the network, forwards and back';
  const svg = makeSvg(
    'svg',
    { viewBox: '0 0 340 256', role: 'img', 'aria-label': label },
    box,
  );
  for (const [id, kind] of [
    ['un-way', 'head'],
    ['un-way-on', 'head on'],
  ]) {
    const size = { markerWidth: 7, markerHeight: 7, refX: 6, refY: 3.5 };
    const marker = makeSvg(
      'marker',
      { id, ...size, orient: 'auto', markerUnits: 'userSpaceOnUse' },
      svg,
    );
    makeSvg('path', { d: 'M0 0L7 3.5L0 7Z', class: kind }, marker);
  }
  for (const [name, d, x, y, words] of EDGES) {
    const kind = name.endsWith(' back') ? 'part edge back' : 'part edge';
    const part = makeSvg('g', { class: kind, 'data-place': name }, svg);
    makeSvg('path', { d, class: 'target' }, part);
    makeSvg('path', { d, class: 'ink' }, part);
    const anchor = /^[LU]$/.test(name) ? 'start' : 'middle';
    if (words) makeSvg('text', { x, y, 'text-anchor': anchor }, part);
  }
  for (const [name, x, y] of NODES) {
    const part = makeSvg('g', { class: 'part node', 'data-place': name }, svg);
    const at = { x: x - 25, y: y - 12, width: 50, height: 24, rx: 12 };
    makeSvg('rect', { ...at, class: 'ink' }, part);
    makeSvg('text', { x, y: y + 4.5, 'text-anchor': 'middle' }, part);
  }
}

/** @param {string} letter */
const own = letter => (/[hσ]/.test(letter) ? nameOf(letter) : letter);

/**
 * Write the picture's letters, in the visitor's names.
 * @param {HTMLElement} box
 */
export function letterPicture(box) {
  for (const [name, ...rest] of [...EDGES, ...NODES]) {
    const text = box.querySelector(`[data-place="${name}"] text`);
    if (!text) continue;
    text.replaceChildren();
    let down = 0;
    for (const letter of String(rest.at(-1))) {
      const [above, below] = /[HLU]/.test(letter)
        ? letterOf(letter)
        : [own(letter), ''];
      makeSvg('tspan', { dy: -down }, text, above);
      down = below ? 3 : 0;
      if (below) makeSvg('tspan', { dy: 3, 'font-size': '72%' }, text, below);
    }
  }
}
