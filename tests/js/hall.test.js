// What a lecturer has in the hall: zoom, links, scene lists in them, codes, the timer.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { standIn } from './browser.js';

standIn();
const store = new Map();
globalThis.sessionStorage = {
  getItem: name => store.get(name) ?? null,
  setItem: (name, value) => store.set(name, value),
};
const { linkHere } = await import('../../views/shell/hall/link.js');
const { zoomAfter, zoomOf } = await import('../../views/shell/hall/page_zoom.js');
const { outline } = await import('../../views/shell/hall/qr.js');
const timer = await import('../../views/shell/hall/timer.js');
const { MOST_UNPACKED, unpack } = await import('../../views/shell/hall/unpack.js');

const packed = text => deflateRawSync(Buffer.from(text)).toString('base64url');

test('a packed list is unpacked to what it was', async () => {
  for (const text of ['', '# A\nt=2\nÜ → 😀', 'x'.repeat(MOST_UNPACKED)])
    assert.equal(await unpack(packed(text)), '=' + text);
});

test('what is damaged, cut or no text is refused in a word', async () => {
  const whole = packed('# A\nt=2\nSome words that are packed.');
  for (const raw of ['%', whole.slice(0, -4), 'AAAA', whole + whole, '🙂'])
    assert.equal(await unpack(raw), 'damaged', raw);
  const bytes = deflateRawSync(Buffer.from([0xff, 0xfe, 0x80]));
  assert.equal(await unpack(bytes.toString('base64url')), 'damaged');
});

test('no more is unpacked than a list may be long', async () => {
  assert.equal(await unpack(packed('x'.repeat(MOST_UNPACKED + 1))), 'long');
  // 100 kB that would be 100 MB: the first few pieces are enough to stop.
  const bomb = deflateRawSync(Buffer.alloc(100_000_000)).toString('base64url');
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  });
  assert.equal(await unpack(bomb), 'long');
  clearInterval(watch);
  assert.ok(Math.max(most, process.memoryUsage().arrayBuffers) - before < 5_000_000);
  assert.equal(await unpack('A'.repeat(2_000_000)), 'long');
});

test('a link that is given to others has navigation, and an own list whole', () => {
  const here = (search, hash = '') => ({
    pathname: '/base/derive',
    search,
    href: `https://a.example/base/derive${search}${hash}`,
  });
  const at = 'https://a.example/base/derive';
  assert.equal(linkHere(null, here('?line=3&present=on')), at + '?line=3');
  const own = here('?tour=own&scene=2&t=3&present=on', '#scenes=old');
  assert.equal(linkHere('abc', own), at + '?tour=own&scene=2&t=3#scenes=abc');
  assert.equal(linkHere(null, own), at + '?t=3');
});

test('zoom goes in steps of a tenth, from a half to three', () => {
  assert.equal(zoomAfter(1.1, '+'), 1.2);
  assert.equal(zoomAfter(1, '-'), 0.9);
  assert.equal(zoomAfter(0.5, '-'), 0.5);
  assert.equal(zoomAfter(3, '='), 3);
  assert.equal(zoomAfter(2, '0'), 1);
  assert.equal(zoomAfter(2, 'x'), null);
  assert.equal(zoomOf('?zoom=1.4'), 1.4);
  for (const raw of ['', '?zoom=9', '?zoom=a', '?zoom=']) assert.equal(zoomOf(raw), 1);
});

test('the outline of a code has its dark modules, after four of white', () => {
  assert.equal(outline(['1101', '0010']), 'M4 4h2v1h-2zM7 4h1v1h-1zM6 5h1v1h-1z');
});

test('the timer runs on over a reload, stands, and begins anew', () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  assert.deepEqual(timer.elapsed(), { seconds: 0, runs: false });
  timer.turnTimer();
  mock.timers.tick(65_000);
  assert.deepEqual(timer.elapsed(), { seconds: 65, runs: true });
  timer.turnTimer();
  mock.timers.tick(9_000);
  assert.deepEqual(timer.elapsed(), { seconds: 65, runs: false });
  timer.turnTimer();
  mock.timers.tick(1_000);
  assert.deepEqual(timer.elapsed(), { seconds: 66, runs: true });
  store.set('unrolled-timer', '{"before": -1}');
  assert.deepEqual(timer.elapsed(), { seconds: 0, runs: false });
  timer.turnTimer();
  timer.resetTimer();
  assert.deepEqual(timer.elapsed(), { seconds: 0, runs: false });
  assert.equal(timer.inMinutes(65), '1:05');
  assert.equal(timer.inMinutes(3729), '1:02:09');
});
