import {
  around,
  child,
  focused,
  make,
  parts,
  setAttributes,
} from '../../components/dom.js';
import { noStep, oneStep } from '../../components/history.js';
import { arrow, handled, presses } from '../../components/keys.js';
import { received } from '../../components/naming.js';
import { plain, short } from '../../components/numbers.js';
import { makeSvg } from '../../components/svg.js';
import { drawChart, moveMarks } from './response_chart.js';
import { add, lossName, lossSign, rowOf } from './response_numbers.js';
import { writeSums } from './response_sums.js';
import { fillTable, makeTable } from './response_table.js';
import { changeSentence, changeWords } from './response_words.js';

/** @import { Call } from '../../components/dom.js' */
/** @import { CurvesData } from './data_types.js' */

/**
 * The picture's parts, and what the slider holds while Python has not answered yet.
 * @typedef {object} CurvesState
 * @property {ReturnType<typeof makeParts>} [parts]
 * @property {string} [shape]
 * @property {number} [value] - the stop that is shown
 * @property {number} [sent] - the stop that was sent last
 * @property {boolean} [pressed] - the slider is held
 * @property {number} [timer]
 */
/** @typedef {HTMLElement & CurvesState} CurvesBox */

const LATER = 120;

/** @param {HTMLElement} box */
function makeParts(box) {
  const words = child(box, 'said');
  const sides = child(box, 'sides');
  const left = child(sides, 'charts');
  const slide = child(left, 'slide');
  const name = make('span', '', slide);
  name.setAttribute('aria-hidden', 'true');
  const range = make('input', '', slide);
  setAttributes(range, { type: 'range', min: 0, step: 1 });
  const pictures = child(left, 'pictures');
  const right = child(sides, 'right');
  const table = child(right, 'table');
  const sums = child(right, 'terms');
  const aside = child(right, 'aside');
  return { words, name, range, pictures, sums, table, aside };
}

/** @typedef {ReturnType<typeof makeParts>} CurvesParts */

/**
 * @param {HTMLElement} parent
 * @param {CurvesData} data
 */
function drawLegend(parent, { kind }) {
  const legend = make('div', 'legend', parent);
  const straight = 'predicted: straight';
  const line = kind === 'nudge' ? straight : 'promised: proportional to the rate';
  for (const [name, text] of [
    ['curve', 'actual'],
    ['tangent', line],
    ['gap', 'what it misses'],
  ]) {
    const item = make('span', '', legend);
    const svg = makeSvg('svg', { width: 26, height: 12, 'aria-hidden': 'true' }, item);
    makeSvg('line', { class: name, x1: 1, x2: 25, y1: 6, y2: 6 }, svg);
    make('span', '', item, text);
  }
}

/**
 * All that does not follow the slider.
 * @param {CurvesParts} box
 * @param {CurvesData} data
 */
function draw(box, data) {
  box.pictures.replaceChildren();
  box.aside.replaceChildren();
  for (const t of data.charts) {
    const aside = t !== data.charts[0] && data.rows.length < 8;
    const figure = make('figure', '', aside ? box.aside : box.pictures);
    const name = t ? lossSign(t) : `J (${data.total})`;
    const title =
      data.kind === 'nudge' ? `Change of ${lossSign(t)}` : `${name} after the step`;
    make('figcaption', '', figure, title);
    drawChart(figure, data, rowOf(data, t));
  }
  drawLegend(box.pictures, data);
  makeTable(box.table, data);
  make('div', 'legend key', box.table);
  if (data.left_out) make('div', 'legend', box.table, data.left_out);
  box.name.textContent = data.label === 'epsilon' ? 'ε' : 'rate';
  box.range.max = String(data.stops.length - 1);
  box.range.setAttribute('aria-label', data.label);
}

/**
 * All that follows the slider.
 * @param {CurvesParts} box
 * @param {CurvesData} data
 * @param {number} at
 */
function paint(box, data, at) {
  const size = data.stops[at];
  box.range.value = String(at);
  box.range.setAttribute('data-value', String(size));
  box.range.setAttribute('aria-valuetext', changeWords(data, at));
  box.words.textContent = changeSentence(data, at);
  const charts = [box.pictures, box.aside].flatMap(part =>
    parts(part, 'figure svg', SVGSVGElement),
  );
  charts.forEach((svg, n) => {
    const row = rowOf(data, data.charts[n]);
    moveMarks(svg, data, row, at);
    const predicted = plain(row.base + row.slope * size);
    const actual = add(row.base, row.actual[at]);
    const real = actual === null ? 'overflows' : plain(actual);
    const where = `${lossName(row.t)} at ${data.label} ${plain(size)}`;
    svg.setAttribute('aria-label', `${where}: predicted ${predicted}, actual ${real}`);
  });
  const top = short(fillTable(box.table, data, at));
  const nudge = data.kind === 'nudge';
  child(box.table, 'key').textContent =
    `${nudge ? 'Miss: actual less predicted. ' : ''}Bars: the change, actual thick, ` +
    `${nudge ? 'predicted' : 'promised'} thin; down is left and blue, up right and ` +
    `orange; the longest is ${top}.`;
  if (data.rows.some(row => row.t === data.t)) writeSums(box.sums, data, at);
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {CurvesData} */
  const data = received(json);
  /** @type {CurvesBox} */
  const box = child(root, 'response-curves');
  box.parts ??= makeParts(box);
  const { range, table } = box.parts;
  const active = focused(box);
  const held = active && table.contains(active) ? active.dataset.t : undefined;
  const shown = data.stops[data.at];
  const kept = box.value === undefined ? -1 : data.stops.indexOf(box.value);
  const waits = active === range && box.sent !== undefined && box.sent !== shown;
  const ahead = kept >= 0 && (box.pressed || waits);
  if (!ahead) {
    box.sent = undefined;
    box.value = shown;
  }
  const shape = JSON.stringify({ ...data, at: 0 });
  if (box.shape !== shape) {
    box.shape = shape;
    draw(box.parts, data);
  }
  const all = box.parts;
  paint(all, data, ahead ? kept : data.at);

  const move = () => {
    const at = Number(range.value);
    box.value = data.stops[at];
    paint(all, data, at);
  };
  range.oninput = move;
  range.onpointerdown = () => {
    box.pressed = true;
  };
  range.onpointerup = range.onpointercancel = () => {
    box.pressed = false;
  };
  range.onchange = () => {
    box.pressed = false;
    move();
    clearTimeout(box.timer);
    box.sent = box.value;
    box.timer = setTimeout(() => {
      // Going back leaves the panel in one step.
      noStep();
      setTriggerValue('move', box.sent);
    }, LATER);
  };
  range.onkeydown = event => event.stopPropagation();

  const rows = parts(table, 'tbody tr', HTMLElement).filter(
    row => row.dataset.t !== '0',
  );
  const chosen = String(data.t);
  const home = rows.find(row => row.dataset.t === chosen) ?? rows[0];
  for (const row of rows) {
    row.tabIndex = row === home ? 0 : -1;
    row.setAttribute('aria-selected', String(row.dataset.t === chosen));
  }
  /** @param {HTMLElement} row */
  const pick = row => {
    oneStep();
    setTriggerValue('pick', { t: Number(row.dataset.t) });
  };
  table.onclick = event => {
    const row = around(event, 'tr[tabindex]', HTMLElement);
    if (!row) return;
    row.focus();
    pick(row);
  };
  table.onkeydown = event => {
    const row = around(event, 'tr[tabindex]', HTMLElement);
    if (!row) return;
    if (presses(event)) {
      handled(event);
      return pick(row);
    }
    const move = arrow(event);
    if (!move) return;
    handled(event);
    const to = move[1] && rows[rows.indexOf(row) + move[1]];
    if (!to) return;
    row.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  if (held !== undefined)
    (rows.find(row => row.dataset.t === held) ?? home)?.focus({ preventScroll: true });
}
