// The arrows of the map of derivations.
/** @typedef {readonly [number, number]} Point */

/**
 * Where a card is.
 * @typedef {object} CardPlace
 * @property {number} column
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

/** From one lane below all cards to the next. */
export const LANE = 4;
const CORNER = 6;
const CLOSE = 60;

/**
 * Straight pieces with rounded corners.
 * @param {readonly Point[]} points
 */
export function roundedPath(points) {
  let path = `M${points[0]}`;
  points.slice(1).forEach(([x, y], n) => {
    const [fromX, fromY] = points[n];
    const next = points[n + 2];
    if (!next) {
      path += `L${x} ${y}`;
      return;
    }
    const [toX, toY] = next;
    const before = Math.min(CORNER, (Math.abs(x - fromX) + Math.abs(y - fromY)) / 2);
    const after = Math.min(CORNER, (Math.abs(toX - x) + Math.abs(toY - y)) / 2);
    const startX = x - before * Math.sign(x - fromX);
    const startY = y - before * Math.sign(y - fromY);
    const endX = x + after * Math.sign(toX - x);
    const endY = y + after * Math.sign(toY - y);
    path += `L${startX} ${startY}Q${x} ${y} ${endX} ${endY}`;
  });
  return path;
}

/**
 * Whether an arrow passes below all cards: its ends are not in neighbouring columns.
 * @param {CardPlace} from
 * @param {CardPlace} to
 */
export const isFar = (from, to) => Math.abs(from.column - to.column) > 1;

/**
 * An arrow in a lane below all cards.
 * @param {CardPlace} from
 * @param {CardPlace} to
 * @param {number} floor - below all cards
 * @param {number} lane - how many such arrows there were before
 */
export function lanePath(from, to, floor, lane) {
  const shift = 5 + (lane % 3) * 3;
  const below = floor + (lane % 5) * LANE;
  const [fromY, toY] = [(from.top + from.bottom) / 2, (to.top + to.bottom) / 2];
  const [end, side] =
    to.column > from.column
      ? [to.left, to.left - shift - 3]
      : [to.right, to.right + shift + 3];
  return roundedPath([
    [from.right, fromY],
    [from.right + shift, fromY],
    [from.right + shift, below],
    [side, below],
    [side, toY],
    [end, toY],
  ]);
}

/**
 * An arrow to a card in the same or the next column.
 * @param {CardPlace} from
 * @param {CardPlace} to
 */
export function directPath(from, to) {
  const [fromY, toY] = [(from.top + from.bottom) / 2, (to.top + to.bottom) / 2];
  if (from.column === to.column) {
    if (Math.abs(fromY - toY) >= CLOSE)
      return `M${from.left} ${fromY}C${from.left - 14} ${fromY} ${to.left - 14} ${toY} ${to.left} ${toY}`;
    const x = from.left + 44;
    return toY > fromY
      ? `M${x} ${from.bottom}L${x} ${to.top}`
      : `M${x} ${from.top}L${x} ${to.bottom}`;
  }
  const bow = Math.max(14, (to.left - from.right) / 2);
  if (from.left + from.right < to.left + to.right)
    return `M${from.right} ${fromY}C${from.right + bow} ${fromY} ${to.left - bow} ${toY} ${to.left} ${toY}`;
  return `M${from.left} ${fromY}C${from.left - bow} ${fromY} ${to.right + bow} ${toY} ${to.right} ${toY}`;
}

/**
 * What a card says of those that it uses and of those that use it; '' for none.
 * @param {string[]} uses - titles
 * @param {string[]} usedBy
 */
export const relations = (uses, usedBy) =>
  [
    uses.length ? `uses: ${uses.join(', ')}` : '',
    usedBy.length ? `used by: ${usedBy.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ');
