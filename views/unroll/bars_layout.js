const LEFT = 58;
const TOP = 10;
const TALL = 150;
const LEAST = 14;

/**
 * Where bars stand.
 * @param {number[]} terms
 * @param {number} sum
 */
export function layOutBars(terms, sum) {
  const count = terms.length;
  const pitch = Math.min(64, 420 / (count + 1.5));
  const low = Math.min(0, sum, ...terms);
  const high = Math.max(0, sum, ...terms);
  const span = high - low || 1;
  const every = Math.max(1, Math.ceil(count / 14));
  /** @param {number} value */
  const y = value => TOP + (TALL * (high - value)) / span;
  return {
    count,
    pitch,
    wide: pitch * 0.62,
    left: LEFT,
    tall: TALL,
    top: TOP,
    /** @param {number} k */
    x: k => LEFT + pitch * (k + 0.5),
    y,
    /** The values that have a line: 0, and the ends where there is room beside it. */
    lines: [...new Set([low, 0, high])].filter(
      value => !value || Math.abs(y(value) - y(0)) >= LEAST,
    ),
    /**
     * Whether instance k has its number below: one in so many, and the last.
     * @param {number} k
     */
    named: k => k % every === 0 || (k === count - 1 && k % every > every / 2),
  };
}

/** @typedef {ReturnType<typeof layOutBars>} BarsLayout */
