// Formulas, arrays and the map of Derive.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { belongs, referenceMeaning } from '../../views/components/formulas.js';
import {
  elementTex,
  factorCells,
  fullTex,
  holds,
  resultTex,
  shortTex,
  valueTex,
} from '../../views/derive/array_numbers.js';
import {
  bareTex,
  linesTex,
  lineTex,
  openBrackets,
  spreadNew,
  withoutBraces,
} from '../../views/derive/derivation_latex.js';
import {
  directPath,
  isFar,
  lanePath,
  relations,
  roundedPath,
} from '../../views/derive/map_layout.js';

const ref = (name, body) => `\\htmlData{ref=${name}}{${body}}`;

test('a formula is copied without references, its indices still bound', () => {
  assert.equal(bareTex(`${ref('z', 'z_{1}')} + a`), 'z_{1} + a');
  assert.equal(bareTex(`${ref('h', 'h')}^{2}`), '{h}^{2}');
  assert.equal(
    bareTex(`${ref('a', `\\frac{${ref('b', 'x')}}{y}`)}_i`),
    '{\\frac{x}{y}}_i',
  );
});

test('what is new is marked symbol by symbol', () => {
  const tex = `a \\htmlData{new=1}{${ref('x', 'x')} + ${ref('y', 'y')}}`;
  const mark = name => `\\htmlData{ref=${name},new=1}{${name}}`;
  assert.equal(spreadNew(tex), `a ${mark('x')} + ${mark('y')}`);
});

test('brackets that can wrap have a fixed size, but round matrices', () => {
  assert.equal(openBrackets('\\left(a\\right)'), '\\Bigl(a\\Bigr)');
  const matrix = '\\left(\\begin{bmatrix}a\\end{bmatrix}\\right)';
  assert.equal(openBrackets(matrix), matrix);
});

test('a value goes from beneath a brace to beneath the last bracket', () => {
  assert.equal(
    withoutBraces('x \\underbrace{\\left(a + b\\right)}_{0.5} y'),
    'x \\left(a + b \\mathclose{\\underset{\\scriptstyle 0.5}{\\Bigr)}} y',
  );
  assert.equal(withoutBraces('\\underbrace{a}_{1} z'), '\\underbrace{a}_{1} z');
});

test('lines are copied with the left side they stand under', () => {
  const lines = [
    { goal: 'G', tex: 'a' },
    { goal: '', tex: 'b', numbers: '1' },
  ];
  assert.equal(lineTex({ lines, numbers: false }, 1), 'G = b');
  assert.equal(lineTex({ lines, numbers: true }, 1), 'G = 1');
  assert.equal(
    linesTex({ lines, numbers: false }, 2),
    '\\begin{aligned}\nG &= a \\\\\n&= b\n\\end{aligned}',
  );
});

test('symbols of the headline and the chain mean losses, states, instances', () => {
  assert.deepEqual(referenceMeaning('h2', 3), { s: 2 });
  assert.deepEqual(referenceMeaning('term1', 3), { t: [3, 3], k: [1, 1] });
  assert.deepEqual(referenceMeaning('loss', 3), { t: [3, 3] });
  assert.equal(referenceMeaning('other', 3), null);
  const term = referenceMeaning('term1', 3);
  assert.ok(belongs(term, { t: [3, 3], k: [1, 2] }, 3));
  assert.ok(!belongs(term, { t: [2, 2], k: [1, 1] }, 3));
  assert.ok(!belongs(term, { k: [1, 1], other: true }, 3));
  assert.ok(belongs(referenceMeaning('loss', 3), { t: [3, 3] }, 3));
  assert.ok(belongs(referenceMeaning('h2', 3), { s: 2 }, 3));
  assert.ok(!belongs(null, { s: 2 }, 3) && !belongs(term, null, 3));
});

const array = (key, values, changes = {}) => ({
  ...{ key, one: `${key}_{@r,@c}`, values, shape: [values.length, values[0].length] },
  rows: values.map((_, n) => n + 1),
  columns: values[0].map((_, n) => n + 1),
  short: values.map(row => row.map(value => String(value).replace('-', '−'))),
  ...changes,
});
const result = array('result', [
  [-6, 8],
  [-3, 4],
]);
const data = {
  arrays: [result, array('a', [[2], [1]]), array('b', [[-3, 4]])],
  gather: {
    terms: [
      {
        sign: 1,
        factors: [
          ['a', 'r', 0],
          ['b', 0, 'c'],
        ],
      },
    ],
    line: 3,
  },
};
const cell = (key, r, c) => ({ key, r, c, m: r - 1, n: c - 1 });

test('a range of cells holds a cell, 0 for all of a row or column', () => {
  assert.ok(holds(['a', 0, 2], { key: 'a', r: 5, c: 2 }));
  assert.ok(!holds(['a', 1, 2], { key: 'a', r: 5, c: 2 }));
  assert.ok(!holds(['a', 0, 0], { key: 'b', r: 5, c: 2 }));
});

test('numbers in LaTeX', () => {
  assert.equal(fullTex(-2.5e-7), '-2.5 \\times 10^{-7}');
  assert.equal(fullTex(1e21), '1 \\times 10^{21}');
  assert.equal(shortTex('−1.20e−5'), '-1.20 \\times 10^{-5}');
  assert.equal(shortTex('12,345'), '12{,}345');
  assert.equal(elementTex(result, 2, 1), 'result_{2,1}');
  assert.equal(valueTex(result, cell('result', 2, 1)), 'result_{2,1} = -3');
});

test('an element of a product is written with the factors that make it', () => {
  assert.deepEqual(factorCells(data, cell('result', 2, 1)), [
    [
      ['a', 2, 0],
      ['b', 0, 1],
    ],
  ]);
  assert.equal(
    resultTex(data, result, cell('result', 1, 1)),
    'result_{1,1} = a_{1,1}\\,b_{1,1} = 2 \\times (-3) = -6',
  );
});

test('where the factors do not make the element, its number stands alone', () => {
  const wrong = { ...data, arrays: [array('result', [[1]]), ...data.arrays.slice(1)] };
  const alone = 'result_{1,1} = 1';
  assert.equal(resultTex(wrong, wrong.arrays[0], cell('result', 1, 1)), alone);
  const left = { ...data, gather: { terms: [], line: 1 } };
  assert.equal(resultTex(left, result, cell('result', 1, 1)), 'result_{1,1} = -6');
});

const card = (column, left, top) => ({
  ...{ column, left, top },
  ...{ right: left + 100, bottom: top + 40 },
});

test('arrows of the map are straight with rounded corners', () => {
  assert.equal(
    roundedPath([
      [0, 0],
      [20, 0],
      [20, 20],
    ]),
    'M0,0L14 0Q20 0 20 6L20 20',
  );
  assert.equal(
    roundedPath([
      [0, 0],
      [4, 0],
      [4, 20],
    ]),
    'M0,0L2 0Q4 0 4 6L4 20',
  );
});

test('arrows to far columns pass below all cards, in lanes', () => {
  const [from, to] = [card(0, 0, 0), card(3, 500, 0)];
  assert.ok(isFar(from, to) && !isFar(from, card(1, 150, 0)));
  const first = lanePath(from, to, 300, 0);
  assert.ok(first.startsWith('M100,20') && first.endsWith('L500 20'));
  assert.ok(first.includes('300'));
  assert.ok(lanePath(from, to, 300, 1).includes('304'));
  assert.ok(lanePath(to, from, 300, 0).endsWith('L100 20'));
});

test('arrows to near cards leave from the side that faces them', () => {
  const here = card(1, 200, 100);
  assert.ok(directPath(here, card(2, 400, 0)).startsWith('M300 120'));
  assert.ok(directPath(here, card(0, 0, 0)).startsWith('M200 120'));
  assert.equal(directPath(here, card(1, 200, 150)), 'M244 140L244 150');
  assert.equal(directPath(here, card(1, 200, 50)), 'M244 100L244 90');
  assert.ok(directPath(here, card(1, 200, 400)).startsWith('M200 120C186'));
});

test('a card says what it uses and what uses it', () => {
  assert.equal(relations(['A', 'B'], ['C']), 'uses: A, B; used by: C');
  assert.equal(relations([], ['C']), 'used by: C');
  assert.equal(relations([], []), '');
});
