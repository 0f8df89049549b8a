// Which instances and which losses carry most, in the words of captions.py.
import { atTime } from '../../components/numbers.js';
import { contribution, contributionsOf, sumInHeaps } from './contributions.js';
import { uses, weightName } from './sentences.js';
import { counted, listed, percent } from './wording.js';

/** @import { Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** Up to so many equals are named; of more their number is said. */
const NAMED = 4;
/** Sizes that differ by less, relative, are equal: rounding may have parted them. */
const TIED = 1e-12;

/**
 * |term| / sum of |terms|; all 0 where every term is 0.
 * @param {number[]} terms
 */
function shares(terms) {
  const sizes = terms.map(Math.abs);
  const largest = Math.max(0, ...sizes);
  if (largest === 0) return sizes;
  const parts = sizes.map(size => size / largest);
  const sum = sumInHeaps(parts);
  return parts.map(part => part / sum);
}

/**
 * Where the largest size is, and those equal to it up to rounding.
 * @param {number[]} sizes
 */
function strongest(sizes) {
  const least = Math.max(...sizes) * (1 - TIED);
  return sizes.flatMap((size, n) => (size >= least ? [n] : []));
}

/**
 * How many of the largest parts of 1 it takes to reach a share.
 * @param {number[]} parts
 * @param {number} share
 */
function fewest(parts, share) {
  let sum = 0;
  const sorted = [...parts].sort((a, b) => b - a);
  const place = sorted.findIndex(part => {
    sum += part;
    return sum >= share * (1 - TIED);
  });
  return (place < 0 ? parts.length : place) + 1;
}

/**
 * From which instances most of a loss's gradient comes, not all terms being 0.
 * @param {number[]} instances
 * @param {number[]} terms
 * @param {string} loss
 */
function through(instances, terms, loss) {
  const parts = shares(terms);
  const largest = strongest(parts).map(n => instances[n]);
  const copy = `instance ${largest[0]}, its copy in step ${largest[0] + 1}`;
  if (terms.filter(Boolean).length === 1) {
    const others = terms.length > 1 ? '; its other instances add 0' : '';
    return `Only ${copy}, acts on ${loss}${others}`;
  }
  const mixed = Math.min(...terms) < 0 && Math.max(...terms) > 0;
  const whole = mixed
    ? `all that its copies add to the gradient of ${loss}, signs aside,`
    : `the gradient of ${loss}`;
  const share = percent(Math.max(...parts));
  const most = `${share[0].toUpperCase()}${share.slice(1)} of ${whole} comes from`;
  if (largest.length === 1) return `${most} ${copy}`;
  return largest.length <= NAMED
    ? `${most} each of instances ${listed(largest)}`
    : `${most} each of ${largest.length} of its instances`;
}

/**
 * A sentence about the network: through which instances the loss feels the weight.
 * @param {Known} known
 * @param {Picked} picked
 */
export function networkGuide(known, picked) {
  const { matrix, i, j, t } = picked;
  const { T } = known;
  const name = weightName(picked);
  const times = Array.from({ length: T }, (_, k) => k);
  const first = times.find(k => uses(known, picked, k + 1, k));
  if (first === undefined)
    return (
      `${name} belongs to a word that these steps never read, so it has no instance ` +
      'here and its gradient is 0. Pick a line that is drawn.'
    );
  const instances = times.filter(k => uses(known, picked, t, k));
  if (!instances.length)
    return (
      `Loss ${t} comes too early to feel ${name}: its word is first read at step ` +
      `${first + 1}.`
    );
  const terms = instances.map(k => contribution(known, picked, t, k));
  if (!terms.some(Boolean)) {
    const every = terms.length > 1 ? 'every instance' : 'its one instance';
    return `Loss ${t} does not feel ${name}: in float64 ${every} adds 0.`;
  }
  if (matrix === 'U') {
    const later = ' Weights of H and L can act through later steps too.';
    return (
      `Each loss uses ${name} once, at its own step: loss ${t} feels it there and ` +
      `nowhere else.${T > 1 ? later : ''}`
    );
  }
  const used =
    matrix === 'H'
      ? `once a step, from unit ${j} to unit ${i}`
      : 'wherever its word is read';
  const most = through(instances, terms, atTime('J', t));
  return `${name} is one weight, used ${used}. ${most}.`;
}

/**
 * A sentence about the triangle: which loss feels the picked weight most.
 * @param {Known} known
 * @param {Picked} picked
 */
export function triangleGuide(known, picked) {
  const name = weightName(picked);
  const { T } = known;
  const terms = contributionsOf(known, picked).flat();
  if (!terms.some(Boolean)) return `No loss feels ${name}: in float64 every term is 0.`;
  const parts = shares(terms);
  const times = Array.from({ length: T }, (_, n) => n);
  const rows = times.map(n => sumInHeaps(parts.slice(n * T, (n + 1) * T)));
  const count = times.flatMap(n => times.filter(k => uses(known, picked, n + 1, k)));
  return `${mostFelt(rows, name)}; ${nineTenths(parts, count.length)}.`;
}

/**
 * @param {number[]} rows - each loss's part of all sizes
 * @param {string} name
 */
function mostFelt(rows, name) {
  const losses = strongest(rows).map(n => n + 1);
  const share = percent(Math.max(...rows));
  if (rows.filter(Boolean).length === 1) return `Loss ${losses[0]} alone feels ${name}`;
  if (losses.length === 1)
    return `Loss ${losses[0]} feels ${name} most, ${share} of all losses’ summed |terms|`;
  const which =
    losses.length <= NAMED ? `Losses ${listed(losses)}` : `${losses.length} losses`;
  return (
    `${which} feel ${name} most, and equally, ${share} each of all losses’ summed ` +
    '|terms|'
  );
}

/**
 * How many of `count` terms make up nine tenths of what all add up to in size.
 * @param {number[]} parts
 * @param {number} count
 */
function nineTenths(parts, count) {
  if (count === 1) return 'there is only one term';
  const few = fewest(parts, 0.9);
  if (few === count)
    return `it takes all ${counted(count)} terms to make up nine tenths of the summed |terms|`;
  return (
    `${counted(few)} of the ${counted(count)} terms make${few === 1 ? 's' : ''} up ` +
    'nine tenths of the summed |terms|'
  );
}
