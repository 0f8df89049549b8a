import { child } from '../../components/dom.js';
import { readyFor } from '../../components/katex.js';
import { handled } from '../../components/keys.js';
import { received } from '../../components/naming.js';
import {
  buildLineBox,
  drawPalette,
  drawReading,
  drawWritten,
  howToType,
} from './line_box.js';
import { drawAnswer, drawHints, drawTex } from './told.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { OwnLineData } from './data_types.js' */
/** @import { LineBoxParts } from './line_box.js' */

/**
 * What the box holds between calls.
 * @typedef {object} OwnLineState
 * @property {OwnLineData} [latest]
 * @property {LineBoxParts} [parts]
 * @property {string} [question] - the one that hints are about
 * @property {number} [hinted] - how many hints are shown
 * @property {boolean} [aiming] - the target is shown
 * @property {number} [turn] - how often something was sent
 * @property {string} [known] - what both sides last knew to be in the box
 * @property {ReturnType<typeof setTimeout>} [pause]
 */
/** @typedef {HTMLElement & OwnLineState} OwnLineBox */

const PAUSE = 120;

/**
 * Take over what Python has where nothing was typed since.
 * @param {OwnLineBox} box
 * @param {HTMLTextAreaElement} field
 * @param {OwnLineData} data
 */
function takeText(box, field, data) {
  if (box.known === undefined) box.turn = data.turn;
  const untouched = field.value === (box.known ?? '');
  if (untouched && data.turn === box.turn && data.text !== field.value)
    field.value = data.text;
  if (untouched && data.turn === box.turn) box.known = data.text;
}

/** @param {Call} call */
export default async function ({
  parentElement: root,
  data: { json },
  setTriggerValue,
}) {
  /** @type {OwnLineData} */
  const data = received(json);
  /** @type {OwnLineBox} */
  const box = child(root, 'ownline');
  if ((await readyFor(box, data)) === undefined) return;
  box.classList.toggle('presented', data.presented);
  box.classList.toggle('narrowed', !data.whole);
  box.parts ??= buildLineBox(box);
  const { parts } = box;
  const { field } = parts;
  field.maxLength = data.longest;
  field.placeholder = howToType();
  takeText(box, field, data);
  if (box.question !== data.name) {
    box.question = data.name;
    box.hinted = 0;
  }

  /**
   * @param {string} name
   * @param {object} [more]
   */
  const send = (name, more = {}) => {
    clearTimeout(box.pause);
    box.turn = (box.turn ?? 0) + 1;
    box.known = field.value;
    setTriggerValue(name, { text: field.value, turn: box.turn, ...more });
  };

  const asked = data.name !== '';
  parts.label.textContent = data.ask;
  for (const node of [parts.left, field, parts.palette, parts.check, parts.hint])
    node.hidden = !asked;
  parts.goal.hidden = parts.target.hidden = !data.whole;
  drawTex(child(parts.goal, 'formula'), data.whole ? data.goal : '', 'The left side');
  drawTex(child(parts.left, 'formula'), data.goal && `${data.goal} =`, 'The left side');
  drawPalette(parts, data.palette);
  drawReading(parts, data.reading);
  drawWritten(parts, data, place => send('back', { place }));
  parts.done.textContent = data.done;
  const changed = () => field.value !== data.answer?.text;
  const showAnswer = () => drawAnswer(parts.answer, data.answer, changed());
  showAnswer();

  const line = data.on;
  parts.on.hidden = !line;
  const on = data.answer?.verdict === 'new' ? 'See our line' : 'Go on from line';
  parts.on.textContent = `${on} ${line} ›`;
  parts.on.onclick = () => {
    box.known = field.value;
    setTriggerValue('line', line);
    field.focus();
  };

  const showHints = () => {
    const shown = box.hinted ?? 0;
    drawHints(parts.hints, data.hints, shown);
    const left = data.hints.length - shown;
    parts.hint.hidden = !asked || !left;
    parts.hint.textContent = shown ? `Another hint (${left})` : `Hint (${left})`;
  };
  showHints();
  parts.hint.onclick = () => {
    box.hinted = (box.hinted ?? 0) + 1;
    showHints();
    if (parts.hint.hidden) field.focus();
  };

  const showAim = () => {
    parts.showTarget.textContent = box.aiming ? 'Hide the target' : 'Show the target';
    parts.showTarget.ariaExpanded = String(box.aiming ?? false);
    drawTex(parts.form, box.aiming ? data.target : '', 'The target');
  };
  showAim();
  parts.showTarget.onclick = () => {
    box.aiming = !box.aiming;
    showAim();
  };

  parts.check.onclick = () => {
    if (field.value.trim()) send('judge');
  };
  field.oninput = () => {
    parts.reading.classList.add('old');
    parts.answer.classList.toggle('old', changed());
    clearTimeout(box.pause);
    box.pause = setTimeout(() => send('typed'), PAUSE);
  };
  field.onkeydown = event => {
    // The page's own keys turn lines: none of them while one types.
    event.stopPropagation();
    if (event.key !== 'Enter' || event.isComposing) return;
    handled(event);
    if (field.value.trim()) send('judge');
  };
}
