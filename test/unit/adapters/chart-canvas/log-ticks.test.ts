import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logTicks } from '../../../../src/adapters/chart-canvas/log-ticks.ts';

it.each([
  ['two decades', 15, 900, [20, 50, 100, 200, 500]],
  ['many decades: powers of ten alone', 0.05, 20_000, [0.1, 1, 10, 100, 1_000, 10_000]],
  ['within one decade: even steps', 2.7, 8.3, [3, 4, 5, 6, 7, 8]],
  ['a sliver', 41.3, 44.9, [41.5, 42, 42.5, 43, 43.5, 44, 44.5]],
])('%s', (_, min, max, ticks) => {
  expect(logTicks(min, max)).toEqual(ticks);
});

it('at least one and at most nine marks, ascending, all on the axis', () => {
  const low = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
  const ratio = fc.double({ min: 1.23, max: 1e8, noNaN: true });
  fc.assert(
    fc.property(low, ratio, (min, times) => {
      const max = min * times;
      const ticks = logTicks(min, max);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(9);
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(min * (1 - 1e-5));
        expect(tick).toBeLessThanOrEqual(max * (1 + 1e-5));
      }
    }),
    { seed: 3 },
  );
});
