// An edge that is not 0 can be told from the page, light and dark, however small it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { edgeOpacity } from '../../views/unroll/network_drawing.js';

const read = path => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const styles = read('views/components/common.css');
/** A colour's values in the light and the dark theme. */
const themed = name =>
  [
    ...read('.streamlit/config.toml').matchAll(new RegExp(`${name} = "(#\\w+)"`, 'g')),
  ].map(match => channels(match[1]));
const mixed = (ink, page, share) =>
  ink.map((v, n) => share * v + (1 - share) * page[n]);

const channels = hex => [1, 3, 5].map(n => Number.parseInt(hex.slice(n, n + 2), 16));
const luminance = rgb =>
  rgb
    .map(v => v / 255)
    .map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test('a faint edge keeps a contrast of 3 to 1 with the page and the way back', () => {
  const [pages, accents] = [themed('backgroundColor'), themed('primaryColor')];
  assert.equal(pages.length, 2);
  assert.equal(accents.length, 2);
  const [, opacity] = read('views/unroll/network.css').match(
    /\.path \{\s*fill: var\(--accent\);\s*opacity: ([\d.]+);/,
  );
  const frames = pages.map((page, n) => mixed(accents[n], page, Number(opacity)));
  for (const page of [...pages, ...frames])
    for (const [name, value] of [
      ['plus', 1],
      ['minus', -1],
    ]) {
      const [, hex] = styles.match(new RegExp(`--un-${name}, (#\\w+)`));
      const share = edgeOpacity(value, 0);
      const ink = mixed(channels(hex), page, share);
      assert.ok(contrast(ink, page) >= 3, `${name} ${page} ${contrast(ink, page)}`);
    }
});

test('a larger edge is never fainter, and one of 0 is the faintest', () => {
  for (const value of [1, -1])
    for (const share of [0, 0.3, 1]) {
      assert.ok(edgeOpacity(value, share) >= edgeOpacity(value, 0));
      assert.ok(edgeOpacity(value, share) > edgeOpacity(0, 0));
      assert.ok(edgeOpacity(value, share) <= 1);
    }
});
