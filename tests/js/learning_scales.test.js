import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  perplexities,
  perplexityText,
  roundNumbers,
} from '../../views/learn/learning_scales.js';

test('round numbers are whole steps within the range', () => {
  for (const [high, most] of [
    [1.79, 6],
    [500, 8],
    [5000, 3],
    [1, 9],
    [0.03, 5],
    [7e5, 4],
  ]) {
    const found = roundNumbers(0, high, most);
    assert.ok(found.length >= 2 && found.length <= 2 * most + 2, `${high}`);
    const [[first], [second]] = found;
    found.forEach(([value, text], n) => {
      assert.ok(value <= high * (1 + 1e-9));
      assert.ok(Math.abs(value - first - n * (second - first)) < 1e-9 * high);
      assert.equal(Number(text.replaceAll(',', '')), value);
    });
  }
});

test('perplexities begin at 1, rise, and stand well apart', () => {
  for (const high of [0.05, 1.8, 2.6, 9.3, 700, 1e6]) {
    const found = perplexities(high, 12);
    assert.equal(found[0], 1);
    const logs = found.map(Math.log);
    assert.ok(logs.every(log => log <= high));
    for (let n = 1; n < logs.length; n++)
      assert.ok(logs[n] - logs[n - 1] >= (high / 12) * (1 - 1e-9), `${high}`);
  }
});

test('the perplexity at a tick is itself, in few characters', () => {
  for (const high of [1.8, 9.3, 20, 90, 690])
    for (const value of perplexities(high, 12)) {
      const text = perplexityText(value);
      assert.ok(text.length <= 6, text);
      assert.ok(Math.abs(Number(text.replaceAll(',', '')) / value - 1) < 1e-12);
    }
});
