// What is said above pictures after a pick: the same words as in captions.py.
import { named } from '../../components/naming.js';
import { chainGuide } from './chain_guide.js';
import { uses, weightName, worded } from './sentences.js';
import { networkGuide, triangleGuide } from './shares.js';
import { plural } from './wording.js';

/** @import { Story } from '../../components/data_types.js' */
/** @import { OnwardsData, Picked } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/**
 * How losses make J, and what truncation keeps of the picked matrix; 0: all.
 * @typedef {{ over: string, window: number }} Manner
 */
/** @typedef {{ title: string, text: string }} Told */

/**
 * Which of the instances of a loss truncation discards.
 * @param {Known} known
 * @param {Picked} picked
 * @param {number} window
 * @param {number} t
 */
const discarded = (known, picked, window, t) =>
  window
    ? Array.from({ length: Math.max(0, t - window) }, (_, k) => k).filter(k =>
        uses(known, picked, t, k),
      )
    : [];

/**
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Told}
 */
function aboveNetwork(known, picked, { over, window }) {
  const guide = networkGuide(known, picked);
  const lost = discarded(known, picked, window, picked.t).length > 0;
  const counts =
    guide.includes('%') && lost ? ' This sum counts the discarded instances too.' : '';
  const idle =
    over === 'last' && picked.t < known.T
      ? ` Loss ${picked.t} does not count in J, which is the last loss alone.`
      : '';
  return { title: '', text: guide + counts + idle };
}

/**
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Told}
 */
function aboveTriangle(known, picked, { over, window }) {
  const { T } = known;
  const guide = triangleGuide(known, picked);
  const sums = window ? 'what is kept of that loss’s gradient' : 'that loss’s gradient';
  const losses = Array.from({ length: T }, (_, n) => n + 1);
  const lost = losses.some(t => discarded(known, picked, window, t).length);
  const hollow =
    lost && guide.includes('|terms|')
      ? ' These shares count the hollow cells too.'
      : '';
  const only =
    over === 'last' && T > 1 ? ` J is the last loss alone: only row ${T} counts.` : '';
  return {
    title: 'What each step’s copy adds to each loss.',
    text: ` A row adds up to ${sums}. ${guide}${hollow}${only} Click a cell for its chain.`,
  };
}

/**
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Told}
 */
function aboveBars({ T }, { t }, { over, window }) {
  const total = window ? 'the sum of those kept' : 'its sum';
  const idle = over === 'last' && t < T ? ', which does not count in J' : '';
  return {
    title: `The row of loss ${t} as bars`,
    text: ` and, framed, ${total}${idle}.`,
  };
}

/**
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Told}
 */
function aboveChain(known, picked, { window }) {
  const { t, k } = picked;
  const title = uses(known, picked, t, k)
    ? `How loss ${t} reaches instance ${k}`
    : `Loss ${t} does not use instance ${k}`;
  const lost = discarded(known, picked, window, t).includes(k)
    ? ` A window of ${plural(window, 'step')} discards this product.`
    : '';
  return { title: `${title}.`, text: ` ${chainGuide(known, picked)}${lost}` };
}

const ABOVE = {
  network: aboveNetwork,
  triangle: aboveTriangle,
  bars: aboveBars,
  chain: aboveChain,
};

/**
 * A picture's data with what is said above it, if anything is.
 * @template {{ story?: Story }} Data
 * @param {string} role
 * @param {Data} data
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Data}
 */
function storied(role, data, known, picked, manner) {
  const above = ABOVE[/** @type {keyof typeof ABOVE} */ (role)];
  if (!data.story || !above) return data;
  const { title, text } = above(known, picked, manner);
  const story = { ...data.story, title: named(title), text: named(text) };
  return { ...data, story };
}

/**
 * Pictures' data, by their roles, with all that Python would say in them and above.
 * @template {Record<string, object | undefined>} Pictures
 * @param {Pictures} pictures
 * @param {Known} known
 * @param {Picked} picked
 * @param {Manner} manner
 * @returns {Pictures}
 */
export function spoken(pictures, known, picked, manner) {
  const said = Object.entries(pictures).map(([role, data]) => [
    role,
    data && storied(role, worded(role, data, known), known, picked, manner),
  ]);
  return Object.fromEntries(said);
}

/**
 * Where the picked cell is derived: its instance, and its sum.
 * @param {OnwardsData} data
 * @param {Picked} picked
 * @returns {OnwardsData}
 */
export function onwardsAfter(data, picked) {
  const derived = [`instance ${picked.k}`, 'the sum over the instances'];
  const titles = derived.map(what => named(`Derive ${what} of ${weightName(picked)}`));
  return { ...data, ...picked, titles };
}
