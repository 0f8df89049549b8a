import { make } from '../../components/dom.js';
import { short } from '../../components/numbers.js';
import { orOverflow, rowOf, signed } from './response_numbers.js';
import { putNumber } from './response_table.js';

/** @import { CurvesData } from './data_types.js' */

/** @typedef {[name: string, value: number | null, text?: string]} Term */

/**
 * A sum written out: its terms with their names, what it comes to, and a note.
 * @param {HTMLElement} box
 * @param {string} name
 * @param {Term[]} terms - with their signs, unless they bring a text
 * @param {Term} end
 * @param {string} [note]
 */
function writeSum(box, name, terms, end, note) {
  const sum = make('div', 'sum', box);
  make('span', 'name', sum, name);
  terms.forEach(([label, value, ready], n) => {
    const term = make('span', 'term', sum);
    const text = orOverflow(value);
    const later = text.startsWith('−') ? '− ' + text.slice(1) : '+ ' + text;
    putNumber(make('b', '', term), value, ready ?? (n ? later : text));
    make('small', '', term, label);
  });
  make('span', '', sum, end[0]);
  putNumber(make('b', 'end', sum), end[1], end[2] ?? signed(end[1]));
  if (note) make('span', 'faint', sum, note);
}

/**
 * How the prediction at one stop comes about, and what really happens.
 * @param {HTMLElement} box
 * @param {CurvesData} data
 * @param {number} at
 */
export function writeSums(box, data, at) {
  box.replaceChildren();
  const size = data.stops[at];
  const row = rowOf(data, data.t);
  const actual = row.actual[at];
  const { squared = 0, terms = [], others = { count: 0, slope: 0 } } = data;
  if (data.kind === 'step') {
    /** @type {Term} */
    const length = ['gradient’s length, squared', squared, '× ' + short(squared)];
    const fall = size * squared;
    writeSum(
      box,
      'Promised fall of J',
      [['rate', size], length],
      ['=', fall, short(fall)],
    );
    return;
  }
  if (data.k !== null) {
    const { slope } = terms[0];
    writeSum(
      box,
      'Predicted',
      [
        [`loss ${data.t}, instance ${data.k}`, slope],
        ['ε', size, '× ' + short(size)],
      ],
      ['=', slope * size],
      `actual ${signed(actual)}`,
    );
    return;
  }
  /** @type {Term[]} */
  const predictions = terms.map(({ k, slope }) => [`k = ${k}`, slope * size]);
  if (others.count) predictions.push([`${others.count} others`, others.slope * size]);
  writeSum(
    box,
    'Predictions',
    predictions,
    ['=', row.slope * size],
    'they add up to the prediction for all together',
  );
  const alone = others.count ? [] : terms.map(({ alone }) => alone?.[at] ?? null);
  let total = 0;
  for (const change of alone) total = change === null ? NaN : total + change;
  if (!alone.length || Number.isNaN(total))
    return writeSum(box, 'Actual', [], ['all together', actual]);
  /** @type {Term[]} */
  const changes = terms.map(({ k }, n) => [`k = ${k} alone`, alone[n]]);
  const note = `but all together ${signed(actual)}`;
  writeSum(box, 'Actual', changes, ['=', total], note);
}
