// A pick in a picture: the browser paints what follows from it, and asks Python.
import {
  answers,
  countPick,
  isAhead,
  repaint,
  shownBy,
} from '../../components/answered.js';
import { focusUnheard } from '../../components/dom.js';
import { shared } from '../../components/shared.js';
import { oneStep } from '../../components/steps.js';
import { askAtEnd, dropAsk } from './asking.js';
import { chainAfter } from './chain.js';
import { headlineAfter } from './headline.js';
import { barsAfter, networkAfter, triangleAfter } from './pictures.js';
import { onwardsAfter, spoken } from './stories.js';

/** @import { FormulasData } from '../../components/data_types.js' */
/** @import { PictureData } from '../../components/shared.js' */
/** @import { BarsData, NetworkData, OnwardsData, Picked, TriangleData } from '../data_types.js' */
/** @import { Known } from './contributions.js' */

/** @typedef {(name: string, value: unknown) => void} Send */

/** Edges that are painted in the same frame as the numbers. */
const AT_ONCE = 200;

/**
 * What a picture of a network shows.
 * @param {string} role
 * @param {Known} known
 */
const shown = (role, { net }) => /** @type {any} */ (shownBy(role, net));

/**
 * What the pictures show after a pick, by their roles, but for the network and the chain,
 * which take longer; undefined where one stays.
 * @param {Picked} picked
 * @param {Known} known
 */
function afterPick(picked, known) {
  /** @type {TriangleData | undefined} */
  const triangle = shown('triangle', known);
  /** @type {BarsData | undefined} */
  const bars = shown('bars', known);
  /** @type {FormulasData | undefined} */
  const headline = shown('headline', known);
  /** @type {OnwardsData | undefined} */
  const onwards = shown('onwards', known);
  const next = triangle && triangleAfter(triangle, picked, known);
  if (!next) return {};
  const all = {
    headline: headline && headlineAfter(headline, picked, known, next),
    triangle: next,
    bars: bars && barsAfter(bars, picked, known, next.window),
    onwards: onwards && onwardsAfter(onwards, picked),
  };
  return spoken(all, known, picked, next);
}

/**
 * Paint one more picture after the triangle has followed a pick.
 * @param {'network' | 'chain'} role
 * @param {Picked} picked
 * @param {Known} known
 */
function paintAfter(role, picked, known) {
  const before = shown(role, known);
  const manner = shown('triangle', known);
  const follow = { network: networkAfter, chain: chainAfter }[role];
  const next = before && follow(before, picked, known);
  if (next && manner)
    paint(role, spoken({ [role]: next }, known, picked, manner)[role]);
}

/**
 * Paint a picture's next data, if there are any.
 * @param {string} role
 * @param {object | undefined} next
 */
function paint(role, next) {
  if (next) repaint(role, /** @type {PictureData} */ (next));
}

/**
 * The numbers that a picture is painted with: those of its network, or of the network at
 * the most steps until Python has answered another number of them.
 * @param {PictureData} data
 * @returns {Known | undefined}
 */
function knownOf({ at_once }) {
  const { known, longest } = shared();
  const both = [known, longest?.known];
  const found = both.find(each => each && each.net === at_once?.net);
  const T = at_once?.steps?.T;
  return found && T ? { ...found, T } : found;
}

/**
 * The pick that a change leads to, which is counted; null where only Python can answer.
 * @param {NetworkData | TriangleData} data - of the picture that was picked in
 * @param {Partial<Picked>} change
 */
function pickOf(data, change) {
  const known = knownOf(data);
  if (!known) return null;
  const { matrix, i, j, t, k } = (isAhead() && answers().picked) || data;
  const picked = { matrix, i, j, t, k, ...change };
  picked.k = Math.min(picked.k, picked.t - 1);
  if (picked.matrix === 'U' && !known.delta_o.length) return null;
  answers().picked = picked;
  return { picked, known, n: countPick() };
}

/** @typedef {NonNullable<ReturnType<typeof pickOf>>} Found */
/** @typedef {{ found: Found, node: SVGElement }} Pass - by a key, to a cell or an edge */

/** The last pass of those that came while another is painted. @type {Pass | undefined} */
let waiting;
let painting = false;

/**
 * Paint what follows from a pick. A large network comes in the frame after the numbers:
 * painting it takes longer than one.
 * @param {Found} pick
 * @param {() => void} [then] - when all is painted
 */
function answer({ picked, known, n }, then) {
  /** @type {NetworkData | undefined} */
  const before = shown('network', known);
  const late = before && (before.folded || before.edges.length > AT_ONCE);
  for (const [role, next] of Object.entries(afterPick(picked, known)))
    paint(role, next);
  if (!late) paintAfter('network', picked, known);
  answers().late = late;
  then?.();
  answers().late = false;
  if (late)
    inNextFrame(n, () => {
      paintAfter('network', picked, known);
      then?.();
    });
}

/**
 * Do something once the next frame was painted.
 * @param {() => void} then
 */
const afterFrame = then => requestAnimationFrame(() => setTimeout(then));

/**
 * Whether pick n is still to be painted: it is not answered yet, and no other was made.
 * @param {number} n
 */
const isLast = n => n === answers().picks && isAhead();

/**
 * Do what takes longer than a frame in the one after this, unless pick n is answered by
 * then, or another was made.
 * @param {number} n
 * @param {() => void} then
 */
function inNextFrame(n, then) {
  afterFrame(() => {
    if (isLast(n)) then();
  });
}

/**
 * Paint the chain of factors while Python is at work.
 * @param {Found} pick
 */
function answerChain({ picked, known, n }) {
  inNextFrame(n, () => paintAfter('chain', picked, known));
}

/**
 * Pick, and ask Python now; whether it is painted already.
 * @param {NetworkData | TriangleData} data - of the picture that was picked in
 * @param {Partial<Picked>} change
 * @param {Send} send
 */
export function pick(data, change, send) {
  const found = pickOf(data, change);
  dropAsk();
  waiting = undefined;
  oneStep();
  send('pick', found ? { ...found.picked, n: found.n } : change);
  if (found) {
    answer(found);
    answerChain(found);
  }
  return Boolean(found);
}

/**
 * Pick what a key moves the focus to, and ask Python at its end; whether it is painted.
 * Where only Python can answer, nothing is done.
 * @param {NetworkData | TriangleData} data - of the picture
 * @param {Partial<Picked>} change
 * @param {Send} send
 * @param {SVGElement} node - gets the focus, by which it is shown
 */
export function pass(data, change, send, node) {
  const found = pickOf(data, change);
  if (!found) return false;
  askAtEnd(() => {
    oneStep();
    send('pick', { ...found.picked, n: found.n });
    answerChain(found);
  });
  focusUnheard(node);
  paintPass({ found, node });
  return true;
}

/**
 * Paint what a key passes; of those that are pressed while that takes its time the last,
 * so that pictures stop where the key was let go.
 * @param {Pass} pass
 */
function paintPass(pass) {
  if (painting) {
    waiting = pass;
    return;
  }
  painting = true;
  const { found, node } = pass;
  answer(found, () => node.dispatchEvent(new FocusEvent('focusin', { bubbles: true })));
  afterFrame(() => {
    const next = waiting;
    painting = false;
    waiting = undefined;
    if (next && isLast(next.found.n)) paintPass(next);
  });
}
