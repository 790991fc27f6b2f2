import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TrendSink } from '../../../src/adapters/engine-embedded/metrics/sinks.ts';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });

it('quantiles are those of all values, however often they were looked at before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(value), { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (batches, p) => {
        const sink = new TrendSink();
        const seen: number[] = [];
        for (const batch of batches) {
          for (const one of batch) sink.add(one);
          seen.push(...batch);
          const expected = seen.length === 0 ? 0 : sortedQuantile(sortedValues(seen), p);
          expect(sink.quantile(p) - expected).toBe(0);
        }
      },
    ),
    { seed: 20_261_127 },
  );
});
