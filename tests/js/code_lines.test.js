// What lines of code name, and which references speak of the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantitiesIn, quantitiesOf, speaksOf } from '../../views/derive/code_lines.js';

const NAMES = { weight_hh_l0: 'H', h: 'h', slope: 'dsigma', delta_o: 'delta_o' };

test('names are whole words outside comments', () => {
  const found = quantitiesIn('dh += weight_hh_l0.T @ slope[t]  # h, delta_o', NAMES);
  assert.deepEqual(found, new Set(['H', 'dsigma']));
  assert.deepEqual(quantitiesIn('x.toString()', NAMES), new Set());
});

test('a fraction of partials speaks of both its parts', () => {
  assert.deepEqual(quantitiesOf('+z(k+1;m)/H(i;j)'), ['z', 'H']);
  assert.deepEqual(quantitiesOf('J(3)/z(3;1)|'), ['J', 'z']);
  assert.equal(speaksOf('J(3)/z(3;1)', new Set(['J', 'z', 'h'])), true);
  assert.equal(speaksOf('J(3)/z(3;1)', new Set(['J'])), false);
});
