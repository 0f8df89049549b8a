// Curves and tables of the what-if panels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  begins,
  cellName,
  cellTitle,
  refusal,
} from '../../views/unroll/whatif/edit_values.js';
import {
  add,
  lossName,
  lossSign,
  missOf,
  orOverflow,
  rowOf,
  rowWords,
  signed,
} from '../../views/unroll/whatif/response_numbers.js';
import {
  CHART,
  curvePath,
  scales,
  ticks,
} from '../../views/unroll/whatif/response_scales.js';
import {
  changeSentence,
  changeWords,
} from '../../views/unroll/whatif/response_words.js';

const nudge = {
  kind: 'nudge',
  stops: [-1, 0, 1],
  t: 2,
  log: false,
  rows: [
    { t: 2, note: '', base: 0, slope: 0.5, actual: [-0.5, 0, 0.6], span: [-1, 1] },
    { t: 0, note: '', base: 0, slope: 1, actual: [-1, 0, null], span: [-1, 1] },
  ],
};
const step = {
  kind: 'step',
  stops: [0.1, 1, 10],
  t: 1,
  log: true,
  rows: [
    {
      t: 1,
      note: 'why: x',
      base: 1,
      slope: -0.2,
      actual: [-0.02, 0, 3],
      span: [-2, 3],
    },
    { t: 0, note: '', base: 2, slope: -0.5, actual: [-0.04, 0, 3], span: [-2, 3] },
  ],
};

test('losses, signs and sums', () => {
  assert.equal(lossSign(12), 'J⁽¹²⁾');
  assert.equal(lossName(0), 'J');
  assert.equal(orOverflow(null), 'overflows');
  assert.equal(signed(0.5), '+0.500');
  assert.equal(signed(-0.5), '−0.500');
  assert.equal(signed(0), '0');
  assert.equal(add(1, null), null);
  assert.equal(rowOf(nudge, 2).slope, 0.5);
  assert.equal(rowOf(nudge, 9).t, 0);
});

test('a miss that rounding explains is none', () => {
  assert.equal(missOf(0.1 + 0.2, 0.3), 0);
  assert.equal(missOf(1, 1.5), 0.5);
  assert.equal(missOf(1, null), null);
});

test('ticks are round, in range, and read as what they are', () => {
  for (const [low, high] of [
    [0, 1],
    [-3, 7.5],
    [2.3001, 2.3009],
    [-2e-7, 5e-7],
    [0, 4.2e6],
  ]) {
    const marks = ticks(low, high, 7);
    assert.ok(marks.length >= 3 && marks.length <= 9, String(marks));
    const gap = marks[1][0] - marks[0][0];
    for (const [value, text] of marks) {
      assert.ok(value >= low - 1e-9 * gap && value <= high + 1e-9 * gap);
      const back = Number(text.replaceAll('−', '-'));
      assert.ok(Math.abs(back - value) < 1e-6 * gap, text);
    }
    assert.equal(new Set(marks.map(([, text]) => text)).size, marks.length);
  }
});

test('a chart reaches from its first stop to its last, linear or logarithmic', () => {
  for (const data of [nudge, step]) {
    const { x, y, low, high } = scales(data, data.rows[0]);
    assert.equal(x(data.stops[0]), CHART.left);
    assert.ok(Math.abs(x(data.stops[2]) - CHART.right) < 1e-9);
    assert.ok(Math.abs(x(data.stops[1]) - (CHART.left + CHART.right) / 2) < 1e-9);
    assert.ok(Math.abs(y(low) - CHART.foot) < 1e-9);
    assert.ok(Math.abs(y(high) - CHART.top) < 1e-9);
  }
});

test('a curve breaks where the network overflows', () => {
  const path = curvePath(nudge, nudge.rows[1], n => [0, null, 1][n]);
  assert.equal(path.match(/M/g).length, 2);
  assert.ok(!path.includes('L'));
  const far = curvePath(nudge, nudge.rows[0], () => 1e30);
  assert.ok(far.includes('-5000.00'));
});

test('sentences of a nudge', () => {
  assert.equal(
    changeSentence(nudge, 2),
    'ε = 1.00: J⁽²⁾ is predicted to change by +0.500 and changes by +0.600: ' +
      'the line misses by 0.100.',
  );
  assert.equal(
    changeSentence(nudge, 0),
    'ε = −1.00: J⁽²⁾ is predicted to change by −0.500 and changes by −0.500.',
  );
  assert.equal(
    changeWords(nudge, 2),
    'epsilon 1.00: J(2) predicted 0.500, actual 0.600',
  );
  assert.equal(
    rowWords(nudge, nudge.rows[1], 2),
    'J: predicted 1.00, actual overflows',
  );
});

test('sentences of a step: it falls, stays, or was too long', () => {
  assert.equal(
    changeSentence(step, 0),
    'Rate 0.100: J falls from 2.00 to 1.96; the gradient promised 1.95.',
  );
  assert.ok(changeSentence(step, 1).includes('J stays from 2.00 to 2.00'));
  assert.equal(
    changeSentence(step, 2),
    'Rate 10.0: the step is too long. J rises from 2.00 to 5.00; ' +
      'the gradient promised −3.00, which no loss can reach.',
  );
  const rounding = structuredClone(step);
  rounding.rows[rounding.rows.length - 1].actual[2] = 1e-17;
  rounding.rows[0].actual[2] = 1e-17;
  assert.ok(changeSentence(rounding, 2).startsWith('Rate 10.0: J stays from 2.00'));
  assert.equal(changeWords(step, 0), 'rate 0.100: J promised 1.95, actual 1.96');
  assert.equal(
    rowWords(step, step.rows[0], 0),
    'J(1): before 1.00, promised 0.980, after 0.980, why: x',
  );
});

test('what was typed is taken or refused with a reason', () => {
  assert.equal(refusal('H', ' −1,5e-3 ', 1e4), '');
  assert.equal(refusal('x', 'über', 1e4), '');
  assert.match(refusal('x', '?!', 1e4), /is no word/);
  assert.match(refusal('H', '', 1e4), /is not a number/);
  assert.match(refusal('U', '1e5', 1e4), /not from −10,000 to 10,000/);
});

test('cells say what they hold and held', () => {
  assert.equal(cellName('x', 3, 1), 'word 3');
  assert.equal(cellName('h0', 2, 1), 'h(0) 2');
  assert.equal(cellName('L', 2, 1), 'L 2,1');
  assert.equal(cellTitle('-0.5', null), '−0.5');
  assert.equal(cellTitle('0.5', '-1'), '0.5, was −1');
});

test('a letter begins a word, a digit or a sign a number', () => {
  assert.ok(begins('x', 'é') && begins('H', '−') && begins('H', '7'));
  assert.ok(!begins('x', ' ') && !begins('H', 'a') && !begins('H', 'F2'));
});
