import type { TrendPoint } from '../../src/model/report.ts';

/** A trend of so many jobs around 48 ms whose last one is slower. */
export function someTrendPoints(count: number): readonly TrendPoint[] {
  return Array.from({ length: count }, (_, index): TrendPoint => {
    const last = index === count - 1;
    const value = 48 * (1 + 0.04 * Math.sin(index * 2.3)) * (last && count > 1 ? 1.5 : 1);
    const held = index > 0;
    return {
      at: new Date(Date.UTC(2026, 0, 5 + index)).toISOString(),
      commit: (0xabc123 + index * 7919).toString(16).padStart(7, '0'),
      verdict: last && held ? 'regressed' : held ? 'passed' : 'no-baseline',
      status: last ? 'candidate' : 'promoted',
      value,
      low: value * 0.94,
      high: value * 1.06,
      baseline: held ? 48 : null,
      limit: held ? 57.6 : null,
      opensEpoch: index === 12,
    };
  });
}
