import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TrendSink } from '../../../src/adapters/engine-embedded/metrics/trend-sink.ts';
import { RELATIVE_ACCURACY, SMALLEST } from '../../../src/stats/log-histogram.ts';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

it('quantiles are those of all values, however often they were looked at before', () => {
  fc.assert(
    fc.property(fc.array(fc.array(value), { minLength: 1, maxLength: 6 }), share, (batches, p) => {
      const sink = new TrendSink();
      const seen: number[] = [];
      for (const batch of batches) {
        for (const one of batch) sink.add(one);
        seen.push(...batch);
        const expected = seen.length === 0 ? 0 : sortedQuantile(sortedValues(seen), p);
        expect(sink.quantile(p) - expected).toBe(0);
      }
    }),
    { seed: 20_261_127 },
  );
});

it('beyond what is kept, quantiles are near a value of their rank, whatever the signs; all else is exact', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 20 }),
      share,
      (values, mostExact, p) => {
        const sink = new TrendSink(mostExact);
        for (const one of values) sink.add(one);
        const sorted = sortedValues(values);
        const rank = p * (values.length - 1);
        const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0];
        const found = sink.quantile(p);
        expect(found).toBeGreaterThanOrEqual(low - leeway(low));
        expect(found).toBeLessThanOrEqual(high + leeway(high));
        expect(sink.isExact).toBe(values.length <= mostExact);
        expect(sink).toMatchObject({ count: values.length, min: sorted[0], max: sorted.at(-1) });
      },
    ),
    { seed: 20_261_128 },
  );
});

/** Of both edges of a bucket. */
function leeway(one: number): number {
  return 2.1 * RELATIVE_ACCURACY * Math.abs(one) + 2 * SMALLEST;
}
