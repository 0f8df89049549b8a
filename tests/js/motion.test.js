// What plays in the network: its frames in time, and what each of them shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTermShown } from '../../views/components/terms_shown.js';
import { discShare, ranSoFar } from '../../views/unroll/motion/marks.js';
import { cellState } from '../../views/unroll/motion/outer.js';
import { adopted, beatOf, frameAfter } from '../../views/unroll/motion/playing.js';
import { layOutWalk, termsAt } from '../../views/unroll/motion/walk.js';
import { layOutNetwork } from '../../views/unroll/network_layout.js';
import { network } from './small_network.js';

test('everything plays in under 3 s, every frame in its turn, however many there are', () => {
  for (let last = 1; last <= 40; last++) {
    const beat = beatOf(last);
    assert.ok(beat > 0 && last * beat < 3000);
    for (let n = 0; n < last; n++)
      assert.equal(frameAfter(-1, last, (n + 0.5) * beat), n);
    assert.equal(frameAfter(0, last, 0), Math.min(1, last));
    assert.equal(frameAfter(0, last, 3000), last);
  }
});

test('what the address says anew is shown; what was sent to it comes back late', () => {
  const motion = { kind: 'back', frame: 1, at: [4, 3, 2, 1, 1] };
  const first = adopted(undefined, motion);
  assert.deepEqual(first, { kind: 'back', frame: 1, known: 1, sent: [] });
  const later = { ...first, frame: 4, sent: [3, 4] };
  const heard = adopted(later, { ...motion, frame: 3 });
  assert.deepEqual(heard, { kind: 'back', frame: 4, known: 3, sent: [4] });
  assert.deepEqual(adopted(heard, { ...motion, frame: 4 }).sent, []);
  assert.equal(adopted({ ...first, frame: 3 }, motion).frame, 3);
  assert.equal(adopted({ ...first, frame: 3 }, { ...motion, frame: 2 }).frame, 2);
  assert.equal(adopted(later, { ...motion, frame: 1, at: [2, 1, 1] }).frame, 2);
  assert.equal(adopted(later, { ...motion, kind: 'forward', frame: 0 }).frame, 0);
});

test('a run fills states, then shows a guess, then everything', () => {
  const motion = { kind: 'forward', at: [0, 1, 2, 2, 2] };
  const seen = [0, 1, 2, 3, 4].map(frame => ranSoFar(motion, frame));
  assert.deepEqual(
    seen.map(({ states, guesses, losses }) => [states, guesses, losses]),
    [
      [0, 'none', false],
      [1, 'none', false],
      [2, 'none', false],
      [2, 'one', false],
      [2, 'all', true],
    ],
  );
  assert.equal(discShare(-0.25, 0.5), 0.5);
  assert.equal(discShare(4, 16), 0.5);
});

const walk = {
  first: 1,
  rows: [
    [
      [1, 0.1],
      [2, -0.05],
    ],
    [
      [1, -0.4],
      [2, 0.2],
    ],
  ],
  lengths: [0.125, 0.5],
  terms: [0.25, -0.5],
  total: -0.25,
};

test('row vectors are drawn in true proportion, and sums run back from the loss', () => {
  const { heights, lengths, sums } = layOutWalk(walk, 100);
  assert.ok(Math.abs(lengths[0] / lengths[1] - 0.25) < 1e-12);
  assert.ok(Math.abs(heights[0][0] / heights[1][0] + 0.25) < 1e-12);
  assert.ok(heights.flat().every(tall => Math.abs(tall) < 24.001));
  assert.deepEqual(sums, [-0.25, -0.5]);
  const none = layOutWalk(
    { ...walk, rows: [[[1, 0]]], lengths: [0], terms: [null] },
    66,
  );
  assert.deepEqual([none.heights, none.lengths], [[[0]], [0]]);
});

test('the headline fills term by term, and has its sum at the end', () => {
  const motion = { kind: 'back', walk, at: [3, 2, 1, 1] };
  const shown = frame =>
    ['term1', 'picked0', 'sum', 'loss'].filter(ref =>
      isTermShown(ref, termsAt(motion, frame)),
    );
  assert.deepEqual([0, 1, 2, 3].map(shown), [
    ['loss'],
    ['term1', 'loss'],
    ['term1', 'picked0', 'loss'],
    ['term1', 'picked0', 'sum', 'loss'],
  ]);
  const stopped = { kind: 'back', walk: { ...walk, first: 2 }, at: [4, 3, 2, 2] };
  assert.deepEqual(termsAt(stopped, 1), { from: 2, sum: false });
  assert.deepEqual(termsAt(stopped, 2), { from: 0, sum: false });
  assert.equal(termsAt(null, 0), null);
  assert.ok(isTermShown('sum', null));
});

test('the cells that a frame has filled, and those it fills', () => {
  const states = [0, 1, 2].map(frame =>
    [0, 1, 2, 3].map(n => cellState([0, 2, 4], frame, n)),
  );
  assert.deepEqual(
    states.map(cells => cells.map(({ full, fresh }) => Number(full) + Number(fresh))),
    [
      [0, 0, 0, 0],
      [2, 2, 0, 0],
      [1, 1, 2, 2],
    ],
  );
});

test('the walk has its room below the network, which stays where it is', () => {
  const still = layOutNetwork(network(), 1000);
  const walked = layOutNetwork(network({ motion: { walk } }), 1000);
  assert.ok(walked.height >= still.height + 116);
  assert.deepEqual(
    { ...walked, height: 0, x: walked.x(2) },
    { ...still, height: 0, x: still.x(2) },
  );
});
