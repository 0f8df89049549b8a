// Where the numbers of the axes stand.
const LADDER = [1, 1.2, 1.5, 2, 3, 4, 5, 6, 8];

/**
 * Round numbers from `low` to `high` with their texts.
 * @param {number} low
 * @param {number} high
 * @param {number} most - about so many
 * @returns {[number, string][]}
 */
export function roundNumbers(low, high, most) {
  const rough = (high - low) / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find(by => by * unit >= rough) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  /** @type {[number, string][]} */
  const found = [];
  for (let n = Math.ceil(low / step); n * step <= high * (1 + 1e-9) && n < 60; n++) {
    const value = Number((n * step).toPrecision(12));
    found.push([value, value.toLocaleString('en', { minimumFractionDigits: digits })]);
  }
  return found;
}

/**
 * Perplexities whose logarithms, from 0 to `high`, stand well apart.
 * @param {number} high - the largest loss
 * @param {number} most - so many have room
 */
export function perplexities(high, most) {
  const apart = high / most;
  const found = [1];
  for (let power = 0; power < 300; power++)
    for (const digit of LADDER) {
      const value = digit * 10 ** power;
      if (Math.log(value) > high) return found;
      if (Math.log(value / found[found.length - 1]) < apart) continue;
      found.push(value);
    }
  return found;
}

/**
 * A perplexity at its tick; the digits of a huge one have no room.
 * @param {number} value
 */
export const perplexityText = value =>
  value < 1e5
    ? value.toLocaleString('en')
    : Number(value.toPrecision(3)).toExponential().replace('e+', 'e');
