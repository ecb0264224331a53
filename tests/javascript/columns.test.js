import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, roundUp, scaleOf } from '../../docs/assets/columns.js';

/** As of tests/pages/test_small_views.py: pages draw their charts with the same scales. */
const ENDS = [
  [1, 4],
  [4, 4],
  [5, 8],
  [12, 12],
  [13, 16],
  [17, 20],
  [20, 20],
  [21, 40],
  [41, 60],
  [61, 80],
  [81, 120],
  [199, 200],
  [201, 400],
  [601, 800],
  [1001, 1200],
  [1201, 1600],
];

test('scales end at the next number with round quarters', () => {
  assert.deepEqual(
    ENDS.map(([value]) => [value, roundUp(value)]),
    ENDS,
  );
  assert.deepEqual(scaleOf([null, 0]), [0, 1, 2, 3, 4]);
  assert.deepEqual(scaleOf([7.5, null]), [0, 2, 4, 6, 8]);
});

test('columns are as high as their values; what is no number has none', () => {
  const frame = { middles: [50, 150, 250], slot: 100, bottom: 200, top: 40 };
  assert.deepEqual(columnsOf([8, null, 2], frame), [
    { x: 33, y: 40, width: 34, height: 160 },
    null,
    { x: 233, y: 160, width: 34, height: 40 },
  ]);
  assert.deepEqual(columnsOf([1], { ...frame, slot: 20 })[0]?.width, 12);
  assert.deepEqual(columnsOf([0, -1], frame), [{ x: 33, y: 200, width: 34, height: 0 }, null]);
});
