// Addresses that links lead to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derivationLink } from '../../views/check/slip_link.js';
import { standIn } from './browser.js';

standIn();
const { address, appBase, changed } = await import(
  '../../views/components/navigate.js'
);

const at = (pathname, search = '') => ({ pathname, search });

test('a link leads to its page beside this one, below any base path', () => {
  const places = { root: 'unroll', here: 'derive', soft: true };
  const here = at('/base/derive');
  const base = appBase(places, here, {});
  assert.equal(base, '/base');
  assert.equal(
    address('?page=jacobians&t=3', places, here, base),
    '/base/jacobians?t=3',
  );
  assert.equal(address('?t=3', places, here, base), '/base/?t=3');
  const root = { root: 'unroll', here: '', soft: true };
  assert.equal(address('?page=derive', root, at('/'), ''), '/derive');
});

test('a link stays below the base path where the address is a page ahead', () => {
  const page = {};
  const root = { root: 'unroll', here: '', soft: true };
  const longer = { root: 'unroll', here: 'jacobians', soft: true };
  assert.equal(appBase(root, at('/base/'), page), '/base');
  assert.equal(appBase(root, at('/base/derive'), page), '/base');
  assert.equal(appBase(longer, at('/base/check'), page), '/base');
});

test('where another page answers without a path, that is said in the address', () => {
  const places = { root: 'derive', here: '', soft: true };
  const link = address('?page=derive&line=2', places, at('/'), '');
  assert.equal(link, '/?line=2&page=derive');
});

test('a link keeps how the page is shown, unless it says so itself', () => {
  const places = { root: 'unroll', here: '', soft: true };
  const here = at(
    '/',
    '?present=on&look=projector&names=wxh&embed_options=a&embed_options=b&T=9',
  );
  assert.equal(
    address('?t=2&present=off', places, here, ''),
    '/?t=2&present=off&look=projector&names=wxh&embed_options=a&embed_options=b',
  );
});

test('a few things of an address are changed or left out', () => {
  const here = at('/derive', '?tour=own&scene=2&T=5');
  assert.equal(changed({ tour: null, scene: null }, here), '/derive?T=5');
  assert.equal(changed({ present: 'on' }, at('/', '')), '/?present=on');
  assert.equal(changed({ T: null }, at('/', '?T=5')), '/');
});

test('a slip leads to its line, without what is of its own page alone', () => {
  const here = at('/base/check', '?section=3&route=complex&step=-5&T=5&focus=slips');
  assert.equal(
    derivationLink({ slug: 'hidden-error', title: '', line: 4 }, here),
    '/base/?T=5&focus=lines&page=derive&derivation=hidden-error&line=4',
  );
  assert.equal(
    derivationLink({ slug: 'perplexity', title: '', line: 1 }, at('/check', '?line=7')),
    '/?page=derive&derivation=perplexity',
  );
});
