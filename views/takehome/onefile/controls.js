// Picks by number, and what the file says of a pick.
import { shownBy } from '../../components/answered.js';
import { child, make, parts } from '../../components/dom.js';
import { named, nameOf } from '../../components/naming.js';
import { atTime, clamp, full } from '../../components/numbers.js';
import { shared } from '../../components/shared.js';
import { contribution } from '../../unroll/at_once/contributions.js';
import { pick } from '../../unroll/at_once/pick.js';
import { uses, weightName } from '../../unroll/at_once/sentences.js';

/** @import { Known } from '../../unroll/at_once/contributions.js' */
/** @import { NetworkData, Picked } from '../../unroll/data_types.js' */
/** @import { FileData } from './data_types.js' */

/** @typedef {(id: string) => HTMLElement} Find */
/** @typedef {'i' | 'j' | 't' | 'k'} Axis */

const MATRICES = { H: 'hidden to hidden', L: 'word to hidden', U: 'hidden to output' };
/** What i and j count. @type {Record<string, [string, string]>} */
const COUNTED = { H: ['unit', 'unit'], L: ['unit', 'word'], U: ['word', 'unit'] };

/**
 * @param {FileData} data
 * @param {Picked} picked
 * @param {Axis} axis
 * @returns {[number, number]}
 */
function rangeOf({ sizes, network }, { matrix, t }, axis) {
  if (axis === 't') return [1, network.T];
  if (axis === 'k') return [0, t - 1];
  return [1, sizes[matrix][axis === 'i' ? 0 : 1]];
}

/**
 * The pick that a change leads to; of another matrix the weight that the step uses.
 * @param {FileData} data
 * @param {Picked} picked
 * @param {Partial<Picked>} change
 */
function changed(data, picked, change) {
  const next = { ...picked, ...change };
  if (change.matrix && data.drawing && data.known) {
    if (next.matrix === 'U') next.k = next.t - 1;
    if (next.matrix === 'U') next.i = data.drawing.targets[next.k] + 1;
    if (next.matrix === 'L') next.j = data.known.inputs[next.k] + 1;
  }
  for (const axis of /** @type {Axis[]} */ (['i', 'j', 't', 'k']))
    next[axis] = clamp(next[axis], ...rangeOf(data, next, axis));
  return next;
}

/**
 * A labelled field.
 * @template {'select' | 'input'} Tag
 * @param {HTMLElement} form
 * @param {Tag} tag
 * @param {string} label
 */
function field(form, tag, label) {
  const place = make('label', 'field', form);
  make('span', '', place, label);
  return make(tag, '', place);
}

/**
 * @param {HTMLElement} form
 * @param {string} chosen
 * @param {(change: Partial<Picked>) => void} go
 */
function drawMatrices(form, chosen, go) {
  const set = make('fieldset', 'matrices', form);
  make('legend', '', set, 'Weight matrix');
  for (const [matrix, about] of Object.entries(MATRICES)) {
    const label = make('label', '', set);
    const node = make('input', '', label);
    Object.assign(node, { type: 'radio', name: 'matrix', value: matrix });
    node.checked = matrix === chosen;
    node.onchange = () => go({ matrix });
    label.append(` ${nameOf(matrix)}, ${about}`);
  }
}

/**
 * The field of a number, or of a word by its place in the vocabulary.
 * @param {HTMLElement} form
 * @param {FileData} data
 * @param {Axis} axis
 * @param {() => Picked} now
 * @param {(change: Partial<Picked>) => void} go
 */
function drawField(form, data, axis, now, go) {
  const picked = now();
  const [row, column] = COUNTED[picked.matrix];
  const what = { i: row, j: column, t: '', k: '' }[axis];
  const title = { i: 'Row i, ', j: 'Column j, ', t: 'Loss t', k: 'Instance k' }[axis];
  const words = what === 'word' ? data.drawing?.words : undefined;
  const node = field(form, words ? 'select' : 'input', title + what);
  node.name = axis;
  words?.forEach((word, v) => {
    make('option', '', node, `${v + 1}: ${word}`).value = String(v + 1);
  });
  const [min, max] = rangeOf(data, picked, axis);
  if (node instanceof HTMLInputElement)
    Object.assign(node, { type: 'number', min, max, step: 1 });
  node.value = String(picked[axis]);
  node.oninput = () => {
    const value = Math.round(Number(node.value));
    const [least, most] = rangeOf(data, now(), axis);
    if (node.value !== '' && value >= least && value <= most) go({ [axis]: value });
  };
  node.onchange = () => {
    node.value = String(now()[axis]);
  };
}

/**
 * What stands beside the pictures.
 * @param {FileData} data
 * @param {Find} find
 * @param {Picked} picked
 */
function drawCaptions({ triangle, query, address }, find, picked) {
  const { t, k, matrix } = picked;
  const { known } = shared();
  /**
   * @param {string} id
   * @param {string} text
   */
  const say = (id, text) => {
    find(id).textContent = named(text);
  };
  const window = known?.alone ? known.alone.cutOf(matrix).window : triangle.window;
  const idle = triangle.idle[t - 1] ? ', which does not count in J' : '';
  const sum = window ? 'the sum of those kept' : 'its sum';
  say('bars-about', `The row of loss ${t} as bars and, framed, ${sum}${idle}.`);
  const used = !known || uses(known, picked, t, k);
  say(
    'chain-title',
    used
      ? `How loss ${t} reaches instance ${k}`
      : `Loss ${t} does not use instance ${k}`,
  );
  const asked = new URLSearchParams(query);
  for (const name of /** @type {const} */ (['matrix', 'i', 'j', 't', 'k']))
    asked.set(name, String(picked[name]));
  find('query').textContent = `?${asked}`;
  const link = document.getElementById('link');
  if (link instanceof HTMLAnchorElement) link.href = `${address}?${asked}`;
  if (!known) return;
  const value = contribution(known, picked, t, k);
  const of = `∂${atTime('J', t)}/∂${weightName(picked)} at instance ${k}`;
  find('picked').textContent = `${named(of)}: ${full(value)}`;
}

/**
 * Draw the fields of a pick; returns what shows another pick in them, and in words.
 * @param {FileData} data
 * @param {Find} find
 */
export function drawControls(data, find) {
  const form = find('picks');
  const { matrix, i, j, t, k } = data.network;
  /** @type {Picked} */
  let picked = { matrix, i, j, t, k };
  const now = () => picked;
  /** @param {Partial<Picked>} change */
  const go = change => {
    const { known } = shared();
    const shown = /** @type {any} */ (known && shownBy('network', known.net));
    const send = (/** @type {string} */ _, /** @type {any} */ value) => tell(value);
    if (shown) pick(shown, changed(data, picked, change), send);
  };
  const drawFields = () => {
    const place = child(form, 'numbers');
    place.replaceChildren();
    for (const axis of /** @type {Axis[]} */ (['i', 'j', 't', 'k']))
      drawField(place, data, axis, now, go);
  };
  /** @param {Picked} next */
  const tell = ({ matrix, i, j, t, k }) => {
    const other = matrix !== picked.matrix;
    picked = { matrix, i, j, t, k };
    if (other) drawFields();
    for (const node of parts(form, 'input, select', HTMLElement)) {
      const one = /** @type {HTMLInputElement} */ (node);
      if (one.name === 'matrix') one.checked = one.value === matrix;
      else if (one !== document.activeElement)
        one.value = String(picked[/** @type {Axis} */ (one.name)]);
      if (one.name === 'k') one.max = String(t - 1);
    }
    drawCaptions(data, find, picked);
  };
  if (shared().known) {
    drawMatrices(form, matrix, go);
    drawFields();
  }
  drawCaptions(data, find, picked);
  return tell;
}
