// Where things are in the pictures of Unroll.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOutBars } from '../../views/unroll/bars_layout.js';
import { litUnits } from '../../views/unroll/network_highlight.js';
import {
  edgePath,
  layOutNetwork,
  nextEdge,
  reachFrame,
  wayPath,
} from '../../views/unroll/network_layout.js';
import { shortened } from '../../views/unroll/text_fit.js';
import {
  bandPath,
  belongs,
  cellFrame,
  isLive,
  layOutTriangle,
  markFrame,
  numberAt,
  rangeText,
  whyZero,
} from '../../views/unroll/triangle_layout.js';
import { network, units } from './small_network.js';

const numbersIn = path => path.match(/-?\d+(\.\d+)?/g).map(Number);

test('states are as far apart as there is room for, and stay inside', () => {
  for (const matrix of ['H', 'L', 'U'])
    for (const T of [1, 4, 20, 100])
      for (const wide of [560, 800, 1000]) {
        const layout = layOutNetwork(
          network({ T, matrix, units: units(T + 1, 3) }),
          wide,
        );
        assert.ok(layout.width >= wide);
        assert.ok(layout.pitch >= 66 && layout.pitch <= 210);
        assert.ok(layout.x(0) - layout.r > 0);
        assert.ok(
          layout.x(T) + layout.panel / 2 <= layout.width,
          `${matrix} ${T} ${wide}`,
        );
        assert.ok(Math.abs(layout.x(1) - layout.x(0) - layout.pitch) < 1e-9);
      }
});

test('units of a layer do not overlap, folded or not', () => {
  for (const [D, folded] of [
    [1, false],
    [12, false],
    [7, true],
  ]) {
    const layout = layOutNetwork(network({ D, folded, units: units(5, D) }), 800);
    const heights = [...layout.slots[0].values()];
    for (let n = 1; n < heights.length; n++)
      assert.ok(heights[n] - heights[n - 1] >= 2 * layout.r);
    assert.ok(heights[0] - layout.r >= layout.top - 1e-9);
    assert.ok(heights[heights.length - 1] + layout.r <= layout.low + 1e-9);
  }
});

test('an edge of H goes from unit j of a state to unit i of the next', () => {
  const data = network();
  const layout = layOutNetwork(data, 800);
  const [x0, y0, x1, y1] = numbersIn(edgePath(data, layout, [1, 3, 2, 0.1]));
  assert.equal(x0, layout.x(1) + layout.r);
  assert.equal(y0, layout.slots[1].get(2));
  assert.equal(x1, layout.x(2) - layout.r);
  assert.equal(y1, layout.slots[2].get(3));
});

test('an edge of L ends at a unit, one of U at its row of predictions', () => {
  const reads = network({ matrix: 'L' });
  const layout = layOutNetwork(reads, 800);
  const up = numbersIn(edgePath(reads, layout, [0, 2, 5, 0.1]));
  assert.deepEqual(up.slice(-2), [layout.x(1) - layout.r, layout.slots[1].get(2)]);
  const says = network({ matrix: 'U' });
  const room = layOutNetwork(says, 800);
  const out = numbersIn(edgePath(says, room, [0, 5, 2, 0.1]));
  assert.deepEqual(out.slice(-2), [room.x(1) + room.panel / 2 + 2, 32 + 16]);
});

test('a path starts at its instance and ends above its loss', () => {
  const data = network();
  const layout = layOutNetwork(data, 800);
  const path = numbersIn(wayPath(data, layout, [1, 2, 3]));
  assert.deepEqual(path.slice(0, 2), [layout.x(0), layout.slots[0].get(2)]);
  assert.deepEqual(path.slice(-2), [layout.x(3), layout.top - 14]);
  assert.equal(path.length, 10);
});

test('the frame of a contribution reaches from its instance to its loss', () => {
  const layout = layOutNetwork(network(), 800);
  const { x, width } = reachFrame(layout, 0, 3);
  assert.ok(x < layout.x(1) - layout.r && x > layout.x(0));
  assert.ok(x + width > layout.x(3) + layout.r);
  assert.equal(reachFrame(layout, 4, 1).width, 0);
});

test('keys go to the nearest edge along one axis', () => {
  const places = [];
  for (let k = 0; k < 3; k++)
    for (let i = 1; i < 4; i++) for (let j = 1; j < 4; j++) places.push([k, i, j]);
  const from = (place, axis, way) =>
    places[nextEdge(network(), places, place, axis, way)];
  assert.deepEqual(from([0, 2, 2], 0, 1), [1, 2, 2]);
  assert.deepEqual(from([0, 2, 2], 1, -1), [0, 1, 2]);
  assert.deepEqual(from([0, 2, 2], 2, 1), [0, 2, 3]);
  assert.equal(from([0, 2, 2], 0, -1), undefined);
});

test('folded layers are crossed to what is nearest, a word of L changes its column', () => {
  const sparse = [
    [0, 5, 9],
    [1, 2, 2],
    [1, 6, 9],
  ];
  assert.equal(nextEdge(network(), sparse, [0, 5, 9], 0, 1), -1);
  assert.equal(nextEdge(network({ folded: true }), sparse, [0, 5, 9], 0, 1), 2);
  const words = [
    [0, 1, 4],
    [1, 1, 7],
  ];
  assert.equal(nextEdge(network({ matrix: 'L' }), words, [0, 1, 4], 0, 1), 1);
});

test('units that edges and a path join are lit', () => {
  const data = network({ paths: [{ units: [3, 1, 2] }] });
  assert.deepEqual([...litUnits(data, [[0, 1, 2, 0.5]], undefined)].sort(), [
    '0 2',
    '1 1',
  ]);
  assert.deepEqual([...litUnits(data, [], 0)], ['1 3', '2 1', '3 2']);
  const says = network({ matrix: 'U' });
  assert.deepEqual([...litUnits(says, [[2, 5, 1, 0.5]], undefined)], ['3 1']);
});

test('a text without room is cut by whole letters', () => {
  const width = text => [...text].length;
  assert.equal(shortened('word', 4, width), 'word');
  assert.equal(shortened('longer', 4, width), 'lon…');
  assert.equal(shortened('🙂🙂🙂', 2, width), '🙂…');
  assert.equal(shortened('x', 0, width), 'x');
});

const triangle = n => ({
  t: 1,
  k: 0,
  rows: Array.from({ length: n }, (_, r) => [r + 1, r + 1]),
  columns: Array.from({ length: n }, (_, c) => [c, c]),
  cells: Array.from({ length: n }, (_, r) =>
    Array.from({ length: n }, (_, c) => (c <= r ? 10 * r + c : 0)),
  ),
  row_sums: [1, 2, 3],
  column_sums: [4, 5, 6],
  total: 7,
});

test('cells of the triangle touch, and the sums stand apart, inside the picture', () => {
  for (const n of [1, 4, 9, 10, 30, 31, 60]) {
    const layout = layOutTriangle(n);
    for (let c = 1; c < n; c++)
      assert.ok(Math.abs(layout.x(c) - layout.x(c - 1) - layout.wide(0)) < 1e-9);
    assert.ok(layout.x(n) - (layout.x(n - 1) + layout.wide(0)) > 9);
    assert.ok(layout.x(n) + layout.wide(n) <= layout.width + 1e-9);
    assert.ok(layout.y(n) + layout.tall(n) <= layout.height);
  }
});

test('a mark has the area of its share, within its cell, and is round where negative', () => {
  const layout = layOutTriangle(20);
  const cell = cellFrame(layout, 3, 2);
  const whole = markFrame(layout, 3, 2, 5, 1);
  const half = markFrame(layout, 3, 2, -5, 0.25);
  assert.ok(Math.abs(half.width - whole.width / 2) < 1e-9);
  assert.equal(half.rx, half.width / 2);
  assert.equal(whole.rx, 0);
  assert.ok(whole.x >= cell.x && whole.x + whole.width <= cell.x + cell.width);
  assert.equal(half['stroke-width'], cell.width - half.width);
});

test('truncation cuts along the diagonal', () => {
  const layout = layOutTriangle(3);
  const { x, y } = layout;
  const cut = [
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
  ];
  assert.equal(
    bandPath(layout, cut),
    `M${x(0)} ${y(0)}V${y(0) + layout.tall(0)}L${x(1)} ${y(1)}` +
      `V${y(1) + layout.tall(1)}L${x(2)} ${y(2)}V${y(2) + layout.tall(2)}`,
  );
});

test('numbers stand in their cells, sums behind them', () => {
  const data = triangle(3);
  assert.equal(numberAt(data, 2, 1), 21);
  assert.equal(numberAt(data, 1, 3), 2);
  assert.equal(numberAt(data, 3, 0), 4);
  assert.equal(numberAt(data, 3, 3), 7);
  assert.ok(isLive(data, 1, 1) && !isLive(data, 0, 1));
  assert.equal(rangeText([2, 2]), '2');
  assert.equal(rangeText([2, 4]), '2–4');
});

test('what is pointed at lights its cells and its sums', () => {
  const data = triangle(3);
  const lit = pointed => {
    const places = [];
    for (let r = 0; r <= 3; r++)
      for (let c = 0; c <= 3; c++)
        if (belongs(data, [r, c], pointed)) places.push(`${r}${c}`);
    return places.join(' ');
  };
  assert.equal(lit({ t: [2, 2] }), '10 11 12 13');
  assert.equal(lit({ k: [1, 1] }), '01 11 21 31');
  assert.equal(lit({ t: [2, 2], k: [1, 1] }), '11');
  assert.equal(lit({ s: 2 }), '10 11 20 21');
  assert.equal(lit({ other: true }), '');
});

test('bars stand on zero, and lines too close to it are left out', () => {
  const layout = layOutBars([2, -1], 1);
  assert.ok(layout.y(2) < layout.y(0) && layout.y(0) < layout.y(-1));
  assert.deepEqual(layout.lines, [-1, 0, 2]);
  assert.deepEqual(layOutBars([1, -0.001], 0.999).lines, [0, 1]);
  assert.deepEqual(layOutBars([0], 0).lines, [0]);
  const many = layOutBars(Array(100).fill(1), 100);
  const named = Array.from({ length: 100 }, (_, k) => k).filter(many.named);
  assert.equal(named[0], 0);
  assert.ok(named.length <= 16 && named.includes(96));
});

test('a cell that is 0 says why: too late, a later loss’s, or what the page sent', () => {
  const data = { ...triangle(3), matrix: 'H', why: [[2, 0, 'unit 1 is off']] };
  assert.equal(whyZero(data, 1, 0), 'unit 1 is off');
  assert.equal(whyZero(data, 2, 0), '');
  assert.equal(whyZero(data, 0, 1), 'it comes too late for this loss');
  const says = { ...data, matrix: 'U' };
  assert.equal(whyZero(says, 0, 1), 'that instance is a later loss’s');
  assert.equal(whyZero(data, 3, 3), '');
});

test('in the hall a unit has room for a negative value, and none touches another', () => {
  for (const D of [2, 3, 8]) {
    const data = network({ D, units: units(5, D) });
    const { r, slots } = layOutNetwork({ ...data, presented: true }, 1000);
    assert.ok(r > layOutNetwork(data, 1000).r);
    // Four digits' width and a half, written 16 pixels large.
    assert.ok(2 * r >= 2.3 * 16);
    const heights = [...slots[1].values()];
    for (let n = 1; n < D; n++) assert.ok(heights[n] - heights[n - 1] > 2 * r);
  }
});
