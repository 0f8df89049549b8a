// Another number of steps: a network reads the same words with the same weights, so that
// fewer steps are shown with the numbers of the most, while the slider moves.
import { answers, countSteps, repaint, shownIn } from '../../components/answered.js';
import { shared } from '../../components/shared.js';
import { chainAfter } from './chain.js';
import { unpacked } from './contributions.js';
import { drawingOf, networkAnew } from './drawn.js';
import { headlineAfter } from './headline.js';
import { barsAfter, triangleAfter } from './pictures.js';
import { onwardsAfter, spoken } from './stories.js';

/** @import { FormulasData } from '../../components/data_types.js' */
/** @import { PictureData } from '../../components/shared.js' */
/** @import { BarsData, NetworkData, OnwardsData, Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */
/** @import { Longest } from './data_types.js' */
/** @import { Drawing } from './drawn.js' */

/**
 * @typedef {Omit<Longest, 'known' | 'drawing'> & { known: Known, drawing: Drawing }}
 * LongestKnown
 */

/** Steps from which labels are kept short. */
const LONG = 24;

/**
 * @param {Longest} data
 * @returns {LongestKnown}
 */
export function unpackedLongest({ known, drawing: sent, ...rest }) {
  const drawing = drawingOf(sent);
  return { ...rest, known: { ...unpacked(known), drawing }, drawing };
}

/**
 * The network at other steps.
 * @param {NetworkData} data
 * @param {Picked} picked
 * @param {Known} known - at these steps
 * @param {LongestKnown} longest
 * @returns {NetworkData}
 */
function networkAt(data, picked, known, { drawing, loss }) {
  const { T, inputs } = known;
  return {
    ...networkAnew(data, picked, known, drawing),
    T,
    brief: T > LONG,
    words: inputs.slice(0, T).map(word => drawing.words[word]),
    loss: loss.slice(0, T),
  };
}

/**
 * The triangle at other steps.
 * @param {TriangleData} data
 * @param {Picked} picked
 * @param {Known} known - at these steps
 * @returns {TriangleData}
 */
function triangleAt(data, picked, known) {
  const times = Array.from({ length: known.T }, (_, n) => n);
  return {
    ...triangleAfter(data, picked, known),
    rows: times.map(n => [n + 1, n + 1]),
    columns: times.map(n => [n, n]),
    idle: times.map(n => data.over === 'last' && n < known.T - 1),
  };
}

/**
 * What the pictures show at T steps, by their roles; undefined where more would change
 * than follows from the numbers of the most.
 * @param {Record<string, any>} before - what they show now
 * @param {number} T
 * @param {LongestKnown} longest
 */
export function picturesAt(before, T, longest) {
  /** @type {{ network?: NetworkData, triangle?: TriangleData, bars?: BarsData }} */
  const { network, triangle, bars } = before;
  /** @type {Record<string, FormulasData | undefined>} */
  const { headline, chain } = before;
  /** @type {OnwardsData | undefined} */
  const onwards = before.onwards;
  if (!network || !triangle || T < longest.least || T > longest.known.T) return;
  const { paths, motion, folded, window } = network;
  if (paths || motion || folded || window || triangle.window) return;
  const t = Math.min(network.t, T);
  const { matrix, i, j, k } = network;
  const picked = { matrix, i, j, t, k: Math.min(k, t - 1) };
  const known = { ...longest.known, T };
  const next = triangleAt(triangle, picked, known);
  const all = {
    headline: headline && headlineAfter(headline, picked, known, next),
    triangle: next,
    bars: bars && barsAfter(bars, picked, known, 0),
    network: networkAt(network, picked, known, longest),
    chain: chain && chainAfter(chain, picked, known),
    onwards: onwards && onwardsAfter(onwards, picked),
  };
  return spoken(all, known, picked, next);
}

/**
 * Show T steps, if what is there follows from the numbers of the most.
 * @param {number} T
 */
function showSteps(T) {
  const { longest } = shared();
  const all = answers();
  const data = shownIn('network');
  if (!longest || data?.at_once?.steps?.longest !== longest.known.net) return;
  if (data.T === T && !all.steps) return;
  const roles = ['headline', 'network', 'triangle', 'bars', 'chain', 'onwards'];
  const before = Object.fromEntries(roles.map(role => [role, shownIn(role)]));
  const next = picturesAt(before, T, longest);
  all.steps = undefined;
  if (!next) return;
  countSteps(T);
  const { net } = longest.known;
  for (const [role, shown] of Object.entries(next)) {
    if (!shown) continue;
    const { at_once } = /** @type {PictureData} */ (before[role]);
    const said = { role, heard: at_once?.heard ?? 0, net, steps: { T, longest: net } };
    repaint(role, { .../** @type {PictureData} */ (shown), at_once: said });
  }
}

/**
 * Hear the slider of steps, once: it says its value while it is moved. What an address
 * sets comes from Python alone.
 */
export function followSteps() {
  if (shared().hearsSteps) return;
  shared().hearsSteps = true;
  new MutationObserver(changes => {
    for (const { target } of changes)
      if (target instanceof Element && target.closest('.st-key-T:focus-within'))
        return showSteps(Number(target.getAttribute('aria-valuetext')));
  }).observe(document.body, { subtree: true, attributeFilter: ['aria-valuetext'] });
}
