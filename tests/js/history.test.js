// The one mechanism that merges entries of the browser's history.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { standIn } from './browser.js';

const { history, listeners, wait } = standIn();
const { goTo, noStep, oneStep, PAGE } = await import(
  '../../views/components/history.js'
);

const push = (...entries) => {
  for (const entry of entries) history.pushState({}, '', entry);
};

beforeEach(() => {
  wait(10000);
  history.entries = ['start'];
});

test('a pick is one step: what follows its first entry at once replaces it', () => {
  oneStep();
  push('a', 'b');
  wait(300);
  push('c');
  assert.deepEqual(history.entries, ['start', 'c']);
  wait(100);
  push('d');
  assert.deepEqual(history.entries, ['start', 'c', 'd']);
});

test('the first entry may come late, and after that none is merged', () => {
  oneStep();
  wait(4999);
  push('a', 'b');
  assert.deepEqual(history.entries, ['start', 'b']);
  wait(400);
  oneStep();
  wait(5000);
  push('c', 'd');
  assert.deepEqual(history.entries, ['start', 'b', 'c', 'd']);
});

test('a whole page may take longer', () => {
  oneStep(PAGE);
  push('a');
  wait(2400);
  push('b');
  assert.deepEqual(history.entries, ['start', 'b']);
});

test('a slider makes no step, as long as its entries come', () => {
  noStep();
  for (const entry of ['a', 'b', 'c', 'd']) {
    wait(300);
    push(entry);
  }
  assert.deepEqual(history.entries, ['d']);
  wait(400);
  push('e');
  assert.deepEqual(history.entries, ['d', 'e']);
});

test('a slider that moves on is waited for anew', () => {
  noStep();
  push('a');
  wait(350);
  noStep();
  wait(2000);
  push('b');
  assert.deepEqual(history.entries, ['b']);
});

test('a slider takes no step from a pick that is still to come', () => {
  oneStep();
  noStep();
  push('a', 'b');
  assert.deepEqual(history.entries, ['start', 'b']);
});

test('what is put right after going back makes no step, for a while', () => {
  oneStep();
  listeners.popstate();
  push('a');
  wait(1499);
  push('b');
  assert.deepEqual(history.entries, ['b']);
  wait(1);
  push('c');
  assert.deepEqual(history.entries, ['b', 'c']);
});

test('going back makes no step until Python has answered, where it is slow', () => {
  Object.assign(document.unrolled, { asked: 3, heard: 2 });
  listeners.popstate();
  wait(9000);
  push('a');
  assert.deepEqual(history.entries, ['a']);
  document.unrolled.heard = 3;
  wait(400);
  push('b');
  assert.deepEqual(history.entries, ['a', 'b']);
});

test('an address that is gone to is a step, and what Streamlit makes of it is none', () => {
  noStep();
  goTo('/a');
  push('/a?t=1');
  assert.deepEqual(history.entries, ['start', '/a?t=1']);
  goTo('/b', true);
  push('/b?t=2');
  assert.deepEqual(history.entries, ['start', '/b?t=2']);
});

test('buttons that set several values make one step', () => {
  const click = listeners['document click'];
  const target = Object.assign(new Element(), { closest: () => null });
  click({ target });
  push('a', 'b');
  assert.deepEqual(history.entries, ['start', 'a', 'b']);
  target.closest = selector => selector.includes('st-key-preset_') && target;
  click({ target });
  push('c', 'd');
  assert.deepEqual(history.entries, ['start', 'a', 'b', 'd']);
  click({ target });
  push('e', 'f');
  assert.deepEqual(history.entries, ['start', 'a', 'b', 'd', 'f']);
});
