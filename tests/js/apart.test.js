// Pictures that stand apart: a pick in the engine's indices, and what they share.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointAt } from '../../views/components/highlight.js';
import { shareApart, shared, told } from '../../views/components/shared.js';
import { pickAfter } from '../../views/unroll/apart/render.js';

test('a change in a picture counts i and j from 1, the pick from 0', () => {
  const pick = ['H', 0, 1, 4, 2];
  const change = { matrix: 'H', i: 3, j: 2, k: 1 };
  assert.deepEqual(pickAfter(pick, change), ['H', 2, 1, 4, 1]);
  assert.deepEqual(pickAfter(pick, {}), pick);
});

test('an instance that comes too late for the loss is the last that it has', () => {
  assert.deepEqual(pickAfter(['U', 5, 0, 4, 3], { t: 2 }), ['U', 5, 0, 2, 1]);
  assert.deepEqual(pickAfter(['H', 0, 0, 2, 0], { k: 3 }), ['H', 0, 0, 2, 1]);
});

test('what stands apart shares nothing with the page, and hears nothing of it', () => {
  globalThis.document = {};
  const page = told();
  shared().terms = { from: 1, sum: true };
  let heard = 0;
  page.addEventListener('unrolled-highlight', () => {
    heard += 1;
  });
  pointAt({ s: 1 });
  const leaving = new AbortController();
  shareApart(leaving.signal);
  assert.equal(shared().terms, undefined);
  assert.equal(shared().until, leaving.signal);
  pointAt({ s: 2 });
  assert.notEqual(told(), page);
  assert.equal(heard, 1);
});
