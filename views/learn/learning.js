import { child, make, setAttributes, setText } from '../components/dom.js';
import { received } from '../components/naming.js';
import { clamp, short } from '../components/numbers.js';
import { drawCurve, moveMark, stepAt } from './learning_chart.js';

/** @import { Call } from '../components/dom.js' */
/** @import { LearningData } from './data_types.js' */

/**
 * @typedef {object} LearningState
 * @property {LearningData} [data]
 * @property {number} [ticked] - the run after which the next was asked for
 * @property {boolean} [halted] - Stop was pressed: no turn is asked for after it
 * @property {number} [shown] - the step that is pointed at
 * @property {ResizeObserver} [sight]
 * @property {() => void} [redraw]
 */
/** @typedef {HTMLElement & LearningState} LearningBox */

const LATER = 150;

/** @param {number} count */
const whole = count => count.toLocaleString('en');

/**
 * What is read off the curve at a step.
 * @param {LearningData} data
 * @param {number} step
 */
function reading({ text, done }, step) {
  const steps = whole(step);
  if (!text.length) return `Step ${steps}.`;
  const near = text.reduce((best, point) =>
    Math.abs(point[0] - step) < Math.abs(best[0] - step) ? point : best,
  );
  const loss = `mean loss ${short(near[1])}, perplexity ${short(Math.exp(near[1]))}`;
  const of = `Step ${steps} of ${whole(done)}`;
  if (near[0] === step) return `${of}: ${loss} on the whole text.`;
  return `${of}; at step ${whole(near[0])}, the nearest one measured, ${loss} on the whole text.`;
}

/**
 * @param {HTMLElement} parent
 */
function drawLegend(parent) {
  const legend = child(parent, 'legend');
  if (legend.childElementCount) return;
  for (const [name, words] of [
    ['text', 'whole text'],
    ['single', 'window of each step'],
    ['guess', 'uniform guess'],
  ]) {
    const item = make('span', '', legend);
    make('i', name, item);
    make('span', '', item, words);
  }
}

/**
 * How far training is, and the button that stops it. It stands here and not beside the
 * form, since what is sent after it must not ask for another turn.
 * @param {HTMLElement} run
 * @param {LearningData} data
 * @param {() => void} stop
 */
function drawRun(run, { running, done, planned }, stop) {
  run.hidden = !running;
  const button = child(run, 'stop', 'button');
  button.type = 'button';
  setText(button, 'Stop');
  button.onclick = stop;
  const bar = child(run, 'bar', 'progress');
  setAttributes(bar, { max: planned, value: done, 'aria-label': 'Training' });
  setText(child(run, 'far', 'span'), `step ${whole(done)} of ${whole(planned)}`);
}

/** @param {Call} call */
export default function ({ parentElement: root, data: { json }, setTriggerValue }) {
  /** @type {LearningData} */
  const data = received(json);
  /** @type {LearningBox} */
  const box = child(root, 'learning');
  const head = child(box, 'head');
  drawLegend(head);
  const run = child(head, 'run');
  const picture = child(box, 'picture');
  const slide = child(box, 'slide');
  const range = child(slide, 'range', 'input');
  setAttributes(range, {
    type: 'range',
    min: 0,
    max: data.planned,
    step: 1,
    'aria-label': 'Step of the training that is looked into',
  });
  const said = child(box, 'said');
  const fresh = box.data?.at !== data.at || box.data.planned !== data.planned;
  box.data = data;
  if (fresh || box.shown === undefined) box.shown = data.at;

  /** @param {number} step */
  const point = step => {
    box.shown = clamp(Math.round(step), 0, data.done);
    range.value = String(box.shown);
    moveMark(picture, data, box.shown);
    const words = reading(data, box.shown);
    setText(said, words);
    setAttributes(range, { 'aria-valuetext': words });
  };
  /** @type {number | undefined} */
  let timer;
  const pick = () => {
    clearTimeout(timer);
    const step = box.shown;
    timer = setTimeout(() => {
      if (!box.data?.running && step !== box.data?.at) setTriggerValue('pick', step);
    }, LATER);
  };
  box.redraw = () => {
    const drawn = box.data;
    if (!drawn || !picture.clientWidth) return;
    const edges = drawCurve(picture, drawn);
    slide.style.paddingLeft = `${edges.left - 8}px`;
    slide.style.paddingRight = `${edges.right - 8}px`;
    point(box.shown ?? drawn.at);
  };
  box.redraw();
  box.sight ??= new ResizeObserver(() => box.redraw?.());
  box.sight.observe(picture);

  range.oninput = () => point(Number(range.value));
  range.onchange = () => {
    point(Number(range.value));
    pick();
  };
  range.onkeydown = event => event.stopPropagation();
  picture.onpointermove = event => {
    if (event.pointerType === 'mouse')
      setText(said, reading(data, stepAt(picture, data, event)));
  };
  picture.onpointerleave = () => point(box.shown ?? data.at);
  picture.onclick = event => {
    point(stepAt(picture, data, event));
    pick();
  };
  drawRun(run, data, () => {
    box.halted = true;
    setTriggerValue('stop', data.tick);
  });
  if (!data.running) box.halted = false;
  if (data.running && data.tick && !box.halted && box.ticked !== data.tick) {
    box.ticked = data.tick;
    setTimeout(() => {
      if (!box.halted) setTriggerValue('tick', data.tick);
    }, 0);
  }
}
