import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from '../../../../src/adapters/chart-canvas/spread-labels.ts';

it.each([
  ['far labels stay', 100, [20, 180], [20, 180]],
  ['a near one above moves up', 100, [95], [80]],
  ['a near one below moves down', 100, [104], [120]],
  ['one at the same height goes below', 100, [100], [120]],
  ['two on one side make a column, in their order', 100, [90, 98], [60, 80]],
  ['whatever order they come in', 100, [98, 90], [80, 60]],
  ['nothing is nothing', 100, [], []],
])('%s', (_, anchor, wanted, placed) => {
  expect(spreadLabels(anchor, wanted, 20)).toEqual(placed);
});

it('no two labels are closer than the gap', () => {
  const height = fc.double({ min: -1000, max: 1000, noNaN: true });
  fc.assert(
    fc.property(height, fc.array(height, { maxLength: 6 }), (anchor, wanted) => {
      const all = [anchor, ...spreadLabels(anchor, wanted, 20)].sort((a, b) => a - b);
      const gaps = all.slice(1).map((value, index) => value - (all[index] ?? 0));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(20 - 1e-9);
    }),
    { seed: 2 },
  );
});
