import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SecondStore } from '../../../src/ingest/second-store.ts';
import { addValue, type LogHistogram, mergeHistograms } from '../../../src/stats/log-histogram.ts';

it('holds the same as a plain map of histograms, in whatever order values come', () => {
  const value = fc.record({ second: fc.nat(120), ms: fc.double({ min: 0, max: 1e9, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (values) => {
      const store = new SecondStore();
      const plain = new Map<number, LogHistogram>();
      for (const { second, ms } of values) {
        store.add(second, ms);
        const histogram = plain.get(second) ?? new Map();
        addValue(histogram, ms);
        plain.set(second, histogram);
      }
      for (let second = 0; second <= 120; second++)
        expect(store.at(second)).toEqual(plain.get(second) ?? new Map());
      expect(mergeHistograms(store.histograms())).toEqual(mergeHistograms(plain.values()));
    }),
    { seed: 6, numRuns: 200 },
  );
});
