// What is written and drawn in the unrolled network beside its edges.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { received } from '../../views/components/naming.js';
import {
  edgePath,
  frameTitle,
  layOutNetwork,
  reachFrame,
} from '../../views/unroll/network_layout.js';
import { unitWords } from '../../views/unroll/network_words.js';
import { network, units } from './small_network.js';

test('the way back is as wide on the left as on the right, and says of which loss', () => {
  const data = network();
  const layout = layOutNetwork(data, 1000);
  const frame = reachFrame(layout, 0, 3);
  const left = layout.x(1) - frame.x;
  const right = frame.x + frame.width - layout.x(3);
  assert.ok(Math.abs(left - right) < 1e-9);
  const title = frameTitle(data, layout, frame, 3);
  assert.equal(title.text, 'the way back from J⁽³⁾');
  assert.ok(Math.abs(title.x - layout.x(2)) < 1e-9);
  assert.ok(title.y < layout.top - 6 && title.y > frame.y);
  const narrow = layOutNetwork(network({ T: 12, units: units(13, 3) }), 800);
  assert.equal(frameTitle(data, narrow, frame, 12).text, 'back from J⁽¹²⁾');
  assert.equal(frameTitle(network({ matrix: 'U' }), layout, frame, 3).text, '');
});

test('edges of U go straight up beside their own predictions, each on its own way', () => {
  for (const T of [2, 4, 9]) {
    const data = network({ T, matrix: 'U', units: units(T + 1, 8), D: 8 });
    data.predictions = Array.from({ length: T }, () => [{ v: 1 }, { v: 5 }]);
    const layout = layOutNetwork(data, 800);
    const ways = new Set();
    for (const i of [1, 5])
      for (let j = 1; j <= 8; j++) {
        const path = edgePath(data, layout, [0, i, j, 0.1]);
        ways.add(path);
        const next = layout.x(2) - layout.panel / 2;
        const up = Number(path.match(/Q(-?[\d.]+) /)[1]);
        assert.ok(up > layout.x(1) + layout.r && up < layout.x(2) - layout.r);
        const lane = Number(path.match(/L(-?[\d.]+) /)[1]);
        assert.ok(lane > layout.x(1) + layout.panel / 2 && lane < next);
      }
    assert.equal(ways.size, 16);
  }
});

test('a unit says how it comes about, in the names of the visitor', () => {
  const data = network();
  data.units[2] = [[1, 0.525]];
  data.inputs = [[], [[0.3, -0.2]], [], []];
  const plain = 'Unit 1 of h⁽²⁾ = σ(H h⁽¹⁾ + L) = σ(0.300 − 0.200) = σ(0.100) = 0.525';
  assert.equal(unitWords(data, 2, 1), plain);
  assert.equal(unitWords(data, 0, 1), 'Unit 1 of h⁽⁰⁾ is given: 0.500');
  received('{"names": {"H": "W_aa", "L": "W_ax", "h": "a", "σ": "g"}}');
  assert.equal(
    unitWords(data, 2, 1),
    'Unit 1 of a⁽²⁾ = g(W_aa a⁽¹⁾ + W_ax) = g(0.300 − 0.200) = g(0.100) = 0.525',
  );
  received('{}');
});
