// Heat maps of Check and the factor strip of Jacobians.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellWords,
  darkness,
  inkFrame,
  layOutCells,
  powerText,
} from '../../views/check/heatmaps_layout.js';
import {
  blocksOf,
  jumpKey,
  keyOf,
  layOutStrip,
  nextKey,
} from '../../views/jacobians/factor_strip_layout.js';
import {
  describeCell,
  fullDecimal,
  shortDecimal,
} from '../../views/jacobians/factor_strip_words.js';

test('cells have words where there is room for a power of ten', () => {
  const map = count => ({ columns: Array(count).fill(0) });
  assert.equal(layOutCells([map(3), map(6), map(3), map(1)]).words, true);
  const small = layOutCells([map(40), map(40), map(40), map(1)]);
  assert.equal(small.words, false);
  assert.ok(121 * small.wide <= 780);
});

test('darkness grows with the error, from nothing over a step to all', () => {
  assert.equal(darkness([-17, -13], 0), 0);
  const shades = [1e-18, 1e-17, 1e-15, 1e-13, 1].map(e => darkness([-17, -13], e));
  assert.deepEqual(
    shades.map(shade => Number(shade.toFixed(6))),
    [0.1, 0.1, 0.55, 1, 1],
  );
});

test('a mark fills its cell, or grows with its darkness', () => {
  const large = { wide: 40, tall: 28, words: true };
  assert.deepEqual(inkFrame(large, 10, 20, 0.3), {
    x: 11,
    y: 21,
    width: 38,
    height: 26,
  });
  const small = { wide: 12, tall: 12, words: false };
  assert.equal(inkFrame(small, 0, 0, 0).width, 0);
  assert.equal(inkFrame(small, 0, 0, 1).width, 10);
});

test('entries and cells are named', () => {
  assert.equal(powerText(3e-17), '1e−17');
  assert.equal(powerText(0), 'equal');
  const map = {
    ...{ matrix: 'L', rows: [1], columns: [4], words: ['rain'] },
    ...{ engine: [[-0.5]], complex: [[-0.5]], central: [[-0.25]], errors: [[0.5]] },
  };
  assert.equal(
    cellWords({ step: '1e-5' }, map, 0, 0),
    '∂J/∂L₁₄ (“rain”): engine −0.5, complex step −0.5, ' +
      'central difference −0.25 at step 1e−5. Disagreement 0.500.',
  );
});

const matrix = {
  cells: [
    [1, 2],
    [3, 4],
  ],
  exponent: 0,
  largest: 4,
  norm: { value: 5, exponent: 0 },
};
const factor = (n, place = n) => ({
  ...{ n, place, slope: [0.25, 0.2] },
  ...{ cells: matrix.cells, product: matrix },
});
const strip = (factors, changes = {}) => ({
  ...{ t: 4, s: 0, swap: 0, written: 4, D: 2, units: [1, 2] },
  ...{
    H: [
      [5, 6],
      [7, 8],
    ],
    largest: 4,
    steepest: 0.25,
  },
  ...{ factors, identity: null, order: null, ...changes },
});
const whole = strip([4, 3, 2, 1].map(n => factor(n)));

test('matrices of a strip do not overlap, and stay inside', () => {
  for (const data of [whole, strip([factor(9), { more: 6, place: 8 }, factor(1)])]) {
    const layout = layOutStrip(data);
    const blocks = blocksOf(data, layout);
    for (const { x, y } of blocks) {
      assert.ok(x + layout.n * layout.side <= layout.width);
      assert.ok(y + layout.high <= layout.height);
    }
    for (const one of blocks)
      for (const other of blocks)
        if (one !== other && one.band === other.band)
          assert.ok(Math.abs(one.x - other.x) >= layout.n * layout.side);
  }
});

test('products are named by their ends; without factors there is the identity', () => {
  const titles = blocksOf(whole, layOutStrip(whole)).map(block => block.title);
  assert.deepEqual(titles.slice(0, 4), ['D₄', 'D₄', 'D₃', 'D₄ … D₃']);
  assert.deepEqual(titles.slice(-3), ['in order', 'swapped', 'difference']);
  const none = strip([], { t: 2, s: 2, identity: matrix });
  assert.deepEqual(
    blocksOf(none, layOutStrip(none)).map(block => block.title),
    ['identity'],
  );
});

test('arrows go from cell to cell and over the edges of matrices', () => {
  const layout = layOutStrip(whole);
  const keys = new Set();
  for (const { band, k } of blocksOf(whole, layout))
    for (let r = 0; r < 2; r++)
      for (let c = band ? 0 : -1; c < 2; c++) keys.add(keyOf(band, k, r, c));
  for (const k of [1, 2, 3]) keys.add(keyOf(0, k, 'gap', 0));
  const go = (from, ...move) => nextKey(whole, 2, key => keys.has(key), from, move);
  assert.equal(go('0/0/0/0', 1, 0), '0/0/0/1');
  assert.equal(go('0/0/1/1', 1, 0), '0/1/gap/0');
  assert.equal(go('0/1/gap/0', 1, 0), '0/1/0/-1');
  assert.equal(go('0/1/gap/0', -1, 0), '0/0/0/1');
  assert.equal(go('0/1/gap/0', 0, 1), '1/1/0/0');
  assert.equal(go('0/0/0/-1', -1, 0), undefined);
  assert.equal(go('1/0/0/1', 1, 0), '1/1/0/0');
  assert.equal(go('0/3/1/1', 0, 1), '1/3/0/1');
  assert.equal(go('1/3/1/1', 0, 1), '2/2/0/1');
  assert.equal(go('2/0/0/0', 0, -1), '1/0/1/0');
  assert.equal(go('2/0/1/1', 1, 0), '2/1/1/0');
});

test('arrows pass what stands for many factors', () => {
  const data = strip([factor(9), { more: 6, place: 8 }, factor(1)]);
  const has = key => /^0\/[02]\/[01]\/(-1|0|1)$/.test(key);
  assert.equal(nextKey(data, 2, has, '0/0/0/1', [1, 0]), '0/2/0/-1');
  assert.equal(nextKey(data, 2, has, '0/2/1/-1', [-1, 0]), '0/0/1/1');
});

test('Page keys go a whole matrix on, Home and End to the ends', () => {
  const keys = ['0/0/0/0', '0/0/0/1', '0/1/0/0', '0/2/0/0', '1/0/0/0'];
  const go = (from, name) => jumpKey(keys, from, name);
  assert.equal(go('0/0/0/1', 'PageDown'), '0/1/0/0');
  assert.equal(go('0/0/0/1', 'PageUp'), undefined);
  assert.equal(go('0/1/0/0', 'End'), '0/2/0/0');
  assert.equal(go('0/1/0/0', 'Home'), '0/0/0/0');
});

test('numbers beyond float64 are written in full', () => {
  assert.equal(fullDecimal({ value: 0.25, exponent: 0 }), '0.25');
  assert.equal(fullDecimal({ value: -2.5, exponent: -400 }), '-2.5e-400');
  assert.equal(fullDecimal({ value: 25, exponent: 399 }), '2.5e400');
  assert.equal(shortDecimal({ value: -2.5, exponent: -400 }), '−2.50 × 10⁻⁴⁰⁰');
  assert.equal(shortDecimal({ value: 0.25, exponent: 0 }), '0.250');
});

test('a cell says its value and, in a factor, how that comes about', () => {
  const [first, product] = blocksOf(whole, layOutStrip(whole));
  assert.deepEqual(describeCell(whole, first, 1, -1), ['σ′₂ of D₄', '0.2', '']);
  assert.deepEqual(describeCell(whole, first, 0, 1), [
    'D₄, row 1, column 2',
    '2',
    ' = σ′₁ 0.25 × H₁₂ 6',
  ]);
  assert.deepEqual(describeCell(whole, product, 1, 0), [
    'D₄, row 2, column 1',
    '3',
    '',
  ]);
});
