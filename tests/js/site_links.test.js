// Links on the site: Python is asked until it has answered, however long that takes.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

const { default: links } = await import('../../static_site/browser/links.js');

/**
 * A Python whose runs take so many ms each. What is asked of it meanwhile ends the run,
 * and what that had to say; the page is not told that anything runs.
 */
class Python {
  sent = 0;
  /** @param {number} run - in ms */
  constructor(run) {
    this.run = run;
    this.answer(0);
  }
  answer(heard) {
    const setTriggerValue = (_, asked) => this.hear(Number(asked.split(' ')[0]));
    links({ data: { heard, shown: '' }, setTriggerValue });
  }
  hear(number) {
    this.sent++;
    clearTimeout(this.running);
    if (!this.deaf) this.running = setTimeout(() => this.answer(number), this.run);
  }
}

const isAnswered = ({ heard, asked }) => heard === asked;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1000 });
  Object.assign(globalThis, {
    addEventListener: () => {},
    location: { href: 'http://site/', search: '', pathname: '/', hash: '' },
    document: { querySelector: () => ({}), addEventListener: () => {} },
  });
});
afterEach(() => mock.timers.reset());

/** Time goes by, or until the link is followed. */
function wait(ms, isOver = () => false) {
  for (let gone = 0; gone < ms && !isOver(); gone += 50) mock.timers.tick(50);
}

/** Follow a link, and how often Python was asked until it was there. */
function asked(python, within) {
  const before = python.sent;
  document.unrolled.go('jacobians');
  wait(within, () => isAnswered(document.unrolled));
  assert.ok(isAnswered(document.unrolled), 'the link was followed');
  return python.sent - before;
}

for (const run of [300, 2000, 4900])
  test(`a link is followed where a run takes ${run} ms`, () => {
    const python = new Python(run);
    assert.ok(asked(python, 10 * run) <= 5);
    // What one answer took is known at the next link.
    assert.equal(asked(python, 2 * run), 1);
  });

test('what was lost is asked for again', () => {
  const python = new Python(300);
  python.deaf = true;
  document.unrolled.go('jacobians');
  wait(1000);
  python.deaf = false;
  wait(1000);
  assert.ok(isAnswered(document.unrolled));
  assert.equal(python.sent, 2);
});

test('the last of two links is the one that is followed', () => {
  const python = new Python(800);
  document.unrolled.go('derive');
  wait(400);
  document.unrolled.go('check');
  wait(900);
  assert.ok(isAnswered(document.unrolled));
  assert.equal(document.unrolled.to, 'http://site/check');
  assert.equal(python.sent, 2);
});
