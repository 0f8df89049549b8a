// When Python is asked about picks that keys make.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standIn } from './browser.js';

const { listeners, wait } = standIn();
const now = { ms: 10000 };
Date.now = () => now.ms;
const { askAtEnd, dropAsk } = await import('../../views/unroll/at_once/asking.js');

/** @type {string[]} */
let asked = [];
const press = name => askAtEnd(() => asked.push(name));
const letGo = () => listeners.keyup();
const pass = ms => {
  now.ms += ms;
  wait(ms);
};
const fresh = () => {
  pass(5000);
  asked = [];
};

test('one press is asked about as soon as the key is let go', () => {
  fresh();
  press('a');
  pass(60);
  assert.deepEqual(asked, []);
  letGo();
  assert.deepEqual(asked, ['a']);
});

test('a key that is held is asked about once, at the end', () => {
  fresh();
  press('0');
  pass(500);
  for (let n = 1; n <= 40; n++) {
    press(String(n));
    pass(33);
  }
  assert.deepEqual(asked, []);
  letGo();
  pass(1000);
  assert.deepEqual(asked, ['40']);
});

test('presses in a row are asked about when no other follows', () => {
  fresh();
  for (const name of 'abcde') {
    press(name);
    pass(40);
    letGo();
    pass(60);
  }
  assert.deepEqual(asked, ['a']);
  pass(60);
  assert.deepEqual(asked, ['a', 'e']);
});

test('a key whose end is never heard is asked about all the same', () => {
  fresh();
  press('a');
  pass(699);
  assert.deepEqual(asked, []);
  pass(1);
  assert.deepEqual(asked, ['a']);
});

test('what a click picks is asked about alone', () => {
  fresh();
  press('a');
  dropAsk();
  letGo();
  pass(1000);
  assert.deepEqual(asked, []);
});
