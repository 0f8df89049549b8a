// Which edge a finger means: the nearest, for it covers several.

/** How far from a finger an edge may be, in pixels of the screen. */
const REACH = 22;
/** An edge that was hit is kept where another is nearer by less than this. */
const SAME = 1;
/** Points of a path that are looked at. */
const POINTS = 64;

/**
 * The edge nearest to where a finger was, within its reach; of several that cross there,
 * the one that was hit.
 * @param {SVGSVGElement} svg
 * @param {SVGElement[]} hits - paths
 * @param {{ clientX: number, clientY: number }} finger
 * @param {SVGElement | null} hit
 */
export function nearestEdge(svg, hits, { clientX, clientY }, hit) {
  const matrix = svg.getScreenCTM();
  if (!matrix) return hit;
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
  const reach = REACH / matrix.a;
  let best = hit;
  let least = reach;
  for (const edge of hits) {
    if (!(edge instanceof SVGPathElement)) continue;
    const box = edge.getBBox();
    const aside = Math.max(box.x - x, x - box.x - box.width);
    const above = Math.max(box.y - y, y - box.y - box.height);
    if (Math.max(aside, above) > reach) continue;
    const far = distance(edge, x, y) - (edge === hit ? SAME / matrix.a : 0);
    if (far < least) [best, least] = [edge, far];
  }
  return best;
}

/**
 * How far a point is from a path, taken as straight between POINTS of it.
 * @param {SVGPathElement} path
 * @param {number} x
 * @param {number} y
 */
function distance(path, x, y) {
  const long = path.getTotalLength();
  const at = Array.from({ length: POINTS + 1 }, (_, n) =>
    path.getPointAtLength((long * n) / POINTS),
  );
  return at.slice(1).reduce((least, to, n) => {
    const [across, down] = [to.x - at[n].x, to.y - at[n].y];
    const square = across * across + down * down || 1;
    const along = ((x - at[n].x) * across + (y - at[n].y) * down) / square;
    const share = Math.min(1, Math.max(0, along));
    const far = Math.hypot(at[n].x + share * across - x, at[n].y + share * down - y);
    return Math.min(least, far);
  }, Infinity);
}
