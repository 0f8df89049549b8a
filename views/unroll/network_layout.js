// Where things are in the unrolled network.
import { atTime, clamp } from '../components/numbers.js';
/** @import { Edge, NetworkData } from './data_types.js' */

/** The least and the most width that a network is laid out for. */
export const NARROWEST = 560;
export const WIDEST = 1000;
/** The height that the units of a folded layer share, and at most; what one is given. */
const [FOLDED, HIGHEST, ROOMY] = [210, 290, 18];
/** The width that the edges of U share beside a layer, on their way up. */
const LANES = 20;
/** The least radius of a unit whose value can be read in a hall, and the room between. */
const [READ, BETWEEN] = [20, 4];
/** The room below that the walk of an error takes, and what it saves: the label of x. */
export const WALK = 132;
const LABEL = 16;
/** The first row of predictions, and from one to the next. */
export const FIRST_ROW = 25;
export const ROW = 16;

/**
 * @typedef {object} NetworkLayout
 * @property {number} pitch - from a step to the next
 * @property {number} width
 * @property {number} height
 * @property {number} rows - of predictions
 * @property {number} top - of the layers
 * @property {number} tall - from the first unit's top to the last one's
 * @property {number} low - the layers' lower edge
 * @property {number} r - a unit's radius
 * @property {Map<number, number>[]} slots - of each state its units' heights
 * @property {(s: number) => number} x - where a state is
 * @property {number} panel - the width of predictions
 */

/**
 * Lay out the network; what does not fit into `wide` scrolls.
 * @param {NetworkData} data
 * @param {number} wide
 * @returns {NetworkLayout}
 */
export function layOutNetwork(data, wide) {
  const { presented } = data;
  const edge = data.matrix === 'U' ? 104 : 80;
  const pitch = clamp((wide + 20 - edge) / (data.T + 0.55), 66, 210);
  const narrow = data.T * pitch + edge < wide;
  const left = narrow ? (wide - data.T * pitch) / 2 : 36;
  const rows = data.predictions[0].length;
  const top = 24 + rows * ROW + (data.matrix === 'U' ? 58 : 36);
  const most = Math.max(...data.units.map(units => units.length));
  const { folded } = data;
  const share = clamp(most * ROOMY, FOLDED, HIGHEST);
  const least = presented ? 2 * READ + BETWEEN : 26;
  const gap = folded
    ? Math.min(30, share / most)
    : Math.max(least, clamp(250 / data.D, 26, 44));
  const largest = presented ? READ : 15;
  const r = folded
    ? gap >= 17
      ? 8
      : 5
    : clamp(gap * (presented ? 0.44 : 0.36), 7, largest);
  const tall = folded ? share : (data.D - 1) * gap;
  const slots = data.units.map(units => {
    /** @type {(unit: number, n: number) => number} */
    const down = folded
      ? (_, n) => ((n + 0.5) * share) / units.length
      : unit => (unit - 1) * gap;
    return new Map(units.map(([unit], n) => [unit, top + r + down(unit, n)]));
  });
  const low = top + 2 * r + tall;
  return {
    pitch,
    width: Math.max(wide, data.T * pitch + edge),
    height: low + 66 + (data.motion?.walk ? WALK - LABEL : 0),
    rows,
    top,
    tall,
    low,
    r,
    slots,
    x: s => left + s * pitch,
    panel: Math.min(124, pitch - 14),
  };
}

/**
 * The height of a unit of a state.
 * @param {NetworkLayout} layout
 * @param {number} s
 * @param {number} unit
 */
const unitHeight = (layout, s, unit) => layout.slots[s].get(unit) ?? layout.top;

/**
 * The path of an edge: of H from unit to unit, of L from the word up to a unit, of U
 * from a unit to a row of predictions.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {Edge} edge
 */
export function edgePath(data, layout, [k, i, j]) {
  const { r, pitch, panel, top } = layout;
  const x = layout.x(k + 1);
  if (data.matrix === 'H') {
    const from = unitHeight(layout, k, j);
    return `M${layout.x(k) + r} ${from}L${x - r} ${unitHeight(layout, k + 1, i)}`;
  }
  if (data.matrix === 'L') {
    const y = unitHeight(layout, k + 1, i);
    const low = layout.low + 28;
    const bow = x - Math.min(74, pitch * 0.45);
    return `M${x} ${low}C${bow} ${low - 4} ${bow} ${y} ${x - r} ${y}`;
  }
  const row = data.predictions[k].findIndex(guess => guess.v === i);
  const slot = [...layout.slots[k + 1].keys()].indexOf(j);
  const y = 32 + row * ROW;
  const right = x + panel / 2;
  const from = unitHeight(layout, k + 1, j);
  const up = x + r + 6 + slot * Math.min(3, LANES / layout.slots[k + 1].size);
  const lane = right + 4 + row * Math.min(2, 8 / layout.rows);
  const [foot, head] = [top - 8, FIRST_ROW + layout.rows * ROW + 4];
  return (
    `M${x + r} ${from}H${up - 3}Q${up} ${from} ${up} ${from - 3}` +
    `V${foot}L${lane} ${head}V${y + 3}Q${lane} ${y} ${right + 2} ${y}`
  );
}

/**
 * From where to where instance k of the picked matrix reaches, with its number.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @returns {[left: number, right: number]}
 */
export function instanceReach({ matrix, k }, { x, r, panel, pitch, width }) {
  if (matrix === 'H') return [x(k) - r, x(k + 1) + r];
  if (matrix === 'L') return [x(k + 1) - Math.min(74, pitch * 0.45) - 16, x(k + 1) + r];
  return [x(k + 1) - r, Math.min(width, x(k + 1) + panel / 2 + 62)];
}

/**
 * How far to scroll so that all from `left` to `right` is in sight: not at all if it is
 * in sight already, else to its middle.
 * @param {number} at - how far it is scrolled
 * @param {number} room - the width that is seen
 * @param {[left: number, right: number]} reach
 */
export const scrolledTo = (at, room, [left, right]) =>
  left >= at && right <= at + room ? at : (left + right - room) / 2;

/**
 * The path of one of the strongest paths, from its instance up to the loss.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {number[]} units - at h^(k+1)..h^(t)
 */
export function wayPath(data, layout, units) {
  const { matrix, j, k, t } = data;
  const { x } = layout;
  const start =
    matrix === 'H'
      ? [`${x(k)} ${unitHeight(layout, k, j)}`]
      : matrix === 'L'
        ? [`${x(k + 1)} ${layout.low + 28}`]
        : [];
  const through = units.map(
    (unit, n) => `${x(k + 1 + n)} ${unitHeight(layout, k + 1 + n, unit)}`,
  );
  return 'M' + [...start, ...through, `${x(t)} ${layout.top - 14}`].join('L');
}

/**
 * The frame round all states from instance k to loss t, the way back; of U, which a loss
 * uses at its own step alone, round that step's state.
 * @param {NetworkLayout} layout
 * @param {number} k
 * @param {number} t
 */
export function reachFrame({ x, r, top, tall }, k, t) {
  const left = x(k + 1) - r - 14;
  return {
    x: left,
    y: top - 28,
    width: Math.max(0, x(t) + r + 14 - left),
    height: tall + 2 * r + 42,
  };
}

/**
 * What the frame is called, and where: on it, in its middle. Nothing of U, whose error
 * meets the weight at once.
 * @param {NetworkData} data
 * @param {NetworkLayout} layout
 * @param {{ x: number, y: number, width: number }} frame
 * @param {number} t
 */
export function frameTitle({ matrix }, { pitch }, { x, y, width }, t) {
  const text = `${pitch < 110 ? 'back' : 'the way back'} from ${atTime('J', t)}`;
  return {
    x: x + width / 2,
    y: y + 13,
    text: matrix === 'U' || width === 0 ? '' : text,
  };
}

/** @typedef {readonly [k: number, i: number, j: number]} EdgePlace */
/**
 * The edge that a key leads to: the nearest that way along one axis (time, rows,
 * columns); along others only where layers are folded. A word's edges of L change their
 * column from step to step.
 * @param {NetworkData} data
 * @param {readonly EdgePlace[]} places
 * @param {EdgePlace} from
 * @param {number} axis - 0, 1 or 2
 * @param {number} way - 1 or -1
 * @returns {number} its place among `places`; -1 where there is none
 */
export function nextEdge(data, places, from, axis, way) {
  let nearest = -1;
  let least = Infinity;
  places.forEach((place, n) => {
    if ((place[axis] - from[axis]) * way <= 0) return;
    const along = place.every(
      (value, other) =>
        other === axis ||
        value === from[other] ||
        (data.matrix === 'L' && axis === 0 && other === 2),
    );
    if (!data.folded && !along) return;
    const far = place.reduce(
      (sum, value, other) =>
        sum + Math.abs(value - from[other]) * (other === axis ? 1000 : 1),
      0,
    );
    if (far < least) [nearest, least] = [n, far];
  });
  return nearest;
}
