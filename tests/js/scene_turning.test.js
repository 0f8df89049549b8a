// The steps of a tour, in order, and where some presses lead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standIn } from './browser.js';

standIn();
const { placeOf, staysInPlace, stopAfter, stopsOf } = await import(
  '../../views/shell/scene_turning.js'
);
const stops = stopsOf({
  title: '',
  number: 2,
  beat: 0,
  steps: [['?a', '?a1'], ['?b'], ['?c', '?c1', '?c2'], ['?d']],
  paragraphs: [],
});

test('steps follow each other through a scene, then comes the next scene', () => {
  const links = stops.map(({ link }) => link);
  assert.deepEqual(links, ['?a', '?a1', '?b', '?c', '?c1', '?c2', '?d']);
  let at = { scene: 1, beat: 0 };
  for (const link of links.slice(1)) {
    at = stopAfter(stops, at, 1);
    assert.equal(at.link, link);
  }
  for (const link of links.slice(0, -1).reverse()) {
    at = stopAfter(stops, at, -1);
    assert.equal(at.link, link);
  }
});

test('presses add up, and the first and the last step are ends', () => {
  assert.equal(stopAfter(stops, { scene: 1, beat: 1 }, 3).link, '?c1');
  assert.equal(stopAfter(stops, { scene: 3, beat: 2 }, 99).link, '?d');
  assert.equal(stopAfter(stops, { scene: 3, beat: 2 }, -99).link, '?a');
});

test('a step that a scene does not have is its first', () => {
  assert.equal(placeOf(stops, { scene: 3, beat: 7 }), 3);
  assert.equal(stopAfter(stops, { scene: 4, beat: 2 }, -1).link, '?c2');
});

test('what is picked, and the frame, change in place; all else is drawn first', () => {
  const from = '?page=unroll&t=3&k=2&tour=bptt&scene=2';
  assert.ok(staysInPlace(from, from));
  assert.ok(staysInPlace(from, `${from}&frame=2&beat=1`));
  assert.ok(staysInPlace(from, '?page=unroll&t=3&tour=bptt&scene=2'));
  assert.ok(!staysInPlace(from, `${from}&window=3`));
  assert.ok(!staysInPlace(`${from}&motion=back`, from));
  assert.ok(!staysInPlace(from, from.replace('unroll', 'derive')));
});
