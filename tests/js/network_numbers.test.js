// Where the numbers of edges stand in the network, and what is scrolled to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  instanceReach,
  layOutNetwork,
  scrolledTo,
} from '../../views/unroll/network_layout.js';
import {
  frameOf,
  placeNumber,
  sharedArea,
  textsNear,
} from '../../views/unroll/network_numbers.js';
import { network, units } from './small_network.js';

test('the picked instance is scrolled to only where it is out of sight', () => {
  assert.equal(scrolledTo(100, 358, [120, 220]), 100);
  assert.equal(scrolledTo(100, 358, [60, 160]), 110 - 179);
  assert.equal(scrolledTo(0, 358, [300, 400]), 350 - 179);
  for (const matrix of ['H', 'L', 'U'])
    for (const T of [4, 20])
      for (let k = 0; k < T; k++) {
        const data = network({ T, matrix, k, units: units(T + 1, 3) });
        const layout = layOutNetwork(data, 560);
        const [left, right] = instanceReach(data, layout);
        assert.ok(left >= -1 && right <= layout.width + 1, `${matrix} ${T} ${k}`);
        assert.ok(left <= layout.x(k + 1) && right >= layout.x(k + 1));
      }
});

test('a number moves only where it would cover a text', () => {
  const along = share => ({ x: 100 * share, y: 50 });
  const width = 20;
  assert.deepEqual(placeNumber(along, 0.5, width, []), { x: 50, y: 50 });
  const text = { left: 45, right: 55, top: 40, bottom: 60 };
  const beside = { ...text, left: 70, right: 80 };
  assert.deepEqual(placeNumber(along, 0.5, width, [beside]), { x: 50, y: 50 });
  const { x, y } = placeNumber(along, 0.5, width, [text]);
  assert.equal(sharedArea(frameOf({ x, y }, width), text), 0);
  assert.ok(x !== 50 || y !== 50);
  const everywhere = { left: -99, right: 199, top: -99, bottom: 199 };
  assert.deepEqual(placeNumber(along, 0.5, width, [everywhere]), { x: 50, y: 50 });
});

test('the texts round an instance are those of its states and steps', () => {
  const data = network();
  const layout = layOutNetwork(data, 560);
  const boxes = textsNear(data, layout, 0);
  const predictions = {
    left: layout.x(1) - 1,
    right: layout.x(1) + 1,
    top: 30,
    bottom: 40,
  };
  assert.ok(boxes.some(box => sharedArea(box, predictions) > 0));
  const far = { ...predictions, left: layout.x(4) - 1, right: layout.x(4) + 1 };
  assert.ok(boxes.every(box => sharedArea(box, far) === 0));
});
