// The triangles beside slips that people make.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOff, triangleWords } from '../../views/check/slip_triangle.js';

test('a triangle is read row by row', () => {
  assert.equal(
    triangleWords([[1], [0, 0.25]]),
    'How often instances 0, 1, … are added up. Loss 1: 1. Loss 2: 0, 0.250.',
  );
});

test('a count is off where it is not what is due', () => {
  assert.equal(isOff(1, 1), false);
  assert.equal(isOff(0.25, 0.25 + 1e-12), false);
  assert.equal(isOff(1, 0), true);
});
