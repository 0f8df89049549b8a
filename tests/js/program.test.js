// Where the program's equations are in the picture of a step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equationsAt, placesOf } from '../../views/derive/program_picture.js';

const ALL = [
  'z',
  'h',
  'hidden-error',
  'earlier-error',
  'hidden-weights',
  'softmax-loss',
];

test('equations light their places, all of them', () => {
  assert.deepEqual(placesOf(['hidden-error']), new Set(['z', 'output back']));
  assert.deepEqual(placesOf(['h', 'hidden-weights']), new Set(['h', 'sigma', 'H']));
  assert.deepEqual(placesOf(['perplexity', '']), new Set());
});

test('a place leads to the equations that it is the first place of', () => {
  assert.deepEqual(equationsAt('z', ALL), ['z', 'hidden-error', 'earlier-error']);
  assert.deepEqual(equationsAt('H', ALL), ['hidden-weights']);
  assert.deepEqual(equationsAt('sigma', ALL), ['h']);
  assert.deepEqual(equationsAt('step back', ALL), ['earlier-error']);
  assert.deepEqual(equationsAt('x', ALL), []);
});
