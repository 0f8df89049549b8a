// Numbers as text, and what they are of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contributionName, written } from '../../views/components/contribution.js';
import { overlap, within } from '../../views/components/highlight.js';
import {
  clamp,
  entryName,
  full,
  plain,
  short,
  subscript,
  superscript,
  withMinus,
} from '../../views/components/numbers.js';

test('numbers have three significant digits, and a power of ten where they are far', () => {
  const texts = {
    0: '0',
    1: '1.00',
    '-0.05': '-0.0500',
    123.456: '123',
    99900: '99900',
    99999: '1.00e5',
    0.0001: '0.000100',
    0.00009994: '9.99e-5',
    100000: '1.00e5',
    '-2.5e-7': '-2.50e-7',
    9.999: '10.0',
  };
  for (const [value, text] of Object.entries(texts))
    assert.equal(plain(Number(value)), text, value);
});

test('every short number reads back to within half of its last digit', () => {
  for (let power = -300; power <= 300; power += 7)
    for (const digits of [1, 2.345, 9.994, 9.996, -7.005]) {
      const value = digits * 10 ** power;
      const back = Number(plain(value));
      assert.ok(Math.abs(back - value) <= 0.00501 * Math.abs(value), String(value));
    }
});

test('signs: a real minus, digits above and below the line', () => {
  assert.equal(short(-2.5e-7), '−2.50e−7');
  assert.equal(withMinus('-1e-5'), '−1e−5');
  assert.equal(full(-0.1), '−0.1');
  assert.equal(full(-1.25e-7), '−1.25e−7');
  assert.equal(subscript(120), '₁₂₀');
  assert.equal(superscript(-13), '⁻¹³');
});

test('a number is clamped to its range', () => {
  assert.deepEqual(
    [-1, 3, 9].map(value => clamp(value, 0, 5)),
    [0, 3, 5],
  );
});

test('a contribution is named by its weight, its loss and its instance', () => {
  const place = { matrix: 'H', i: 1, j: 2, t: 3, k: 0 };
  assert.equal(contributionName(place, -0.0123), 'dJ(3)/dH 1,2 at instance 0: -0.0123');
  assert.equal(written('dJ(3)/dH 1,2 at'), 'dJ(3)/dH₁₂ at');
  assert.equal(written('all losses, dJ/dL 10,2'), 'all losses, dJ/dL₁₀,₂');
});

test('an entry has its indices below the line', () => {
  assert.equal(entryName('H', 1, 2), 'H₁₂');
  assert.equal(entryName('U', 10, 2), 'U₁₀,₂');
  assert.equal(entryName('b_h', 3, 1), '(b_h)₃');
  assert.equal(entryName('h0', 3, 1), 'h₃⁽⁰⁾');
});

test('ranges hold their ends; no range holds all', () => {
  assert.deepEqual(
    [1, 2, 4, 5].map(value => within([2, 4], value)),
    [false, true, true, false],
  );
  assert.ok(within(undefined, 7));
  assert.ok(overlap([1, 3], [3, 5]));
  assert.ok(overlap([2, 2], [1, 5]));
  assert.ok(!overlap([1, 2], [3, 5]));
  assert.ok(overlap(undefined, [3, 5]));
});
