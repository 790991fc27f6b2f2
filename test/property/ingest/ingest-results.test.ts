import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ingestResults } from '../../../src/ingest/ingest-results.ts';
import { countOf } from '../../../src/stats/log-histogram.ts';
import { decodeSeconds } from '../../../src/stats/second-histograms.ts';
import { byteSource, gzipped } from '../../support/byte-source.ts';
import { ingestText } from '../../support/ingest-text.ts';
import { logNormal, runLines } from '../../support/ndjson-writer.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** k6's rule, written out: linear interpolation at rank (n-1)p of the sorted values. */
function percentile(values: readonly number[], p: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  const rank = p * (ascending.length - 1);
  const low = ascending[Math.floor(rank)] ?? Number.NaN;
  const high = ascending[Math.ceil(rank)] ?? Number.NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

it("gives k6's p95 of 60 000 requests, to the last digit", async () => {
  const drawn: number[] = [];
  const latencyMs = (_index: number, random: () => number) => {
    const value = Math.round(logNormal(random, 40, 0.6) * 1e6) / 1e6;
    drawn.push(value);
    return value;
  };
  const lines = runLines({ requests: 60_000, ratePerSecond: 1_000, seed: 42, latencyMs });
  const { series, load } = await ingestText(lines);
  const [all] = series;
  expect(drawn).toHaveLength(60_000);
  expect(all).toMatchObject({
    count: 60_000,
    exact: true,
    p50: percentile(drawn, 0.5),
    p90: percentile(drawn, 0.9),
    p95: percentile(drawn, 0.95),
    p99: percentile(drawn, 0.99),
    max: Math.max(...drawn),
  });
  expect(load).toMatchObject({ requests: 60_000, failedRequests: 0, measuredMs: 59_000 });
  // The written times are rounded to microseconds, so that the one on the edge may fall to either side.
  expect(Math.abs(load.iterations - 59_000)).toBeLessThanOrEqual(1);
});

it('keeps every sample of the window in the histograms of its seconds', async () => {
  const { series } = await ingestText(runLines({ requests: 3_000, ratePerSecond: 100, seed: 3 }), {
    warmUpMs: 10_000,
  });
  const lengths = new Set(series.map(({ seconds }) => decodeSeconds(seconds).length));
  expect(lengths.size).toBe(1);
  for (const { seconds, count } of series)
    expect(decodeSeconds(seconds).reduce((sum, second) => sum + countOf(second), 0)).toBe(count);
  expect(series.slice(1).reduce((sum, { count }) => sum + count, 0)).toBe(series[0]?.count);
});

it('does not depend on the order of the lines', async () => {
  const lines = [...runLines({ requests: 400, ratePerSecond: 20, seed: 5, failureRate: 0.1 })].flatMap(
    (text) => text.trimEnd().split('\n'),
  );
  const inOrder = await ingestText(`${lines.join('\n')}\n`, { warmUpMs: 2_000 });
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const shuffled = await ingestText(`${shuffle(lines, seed).join('\n')}\n`, { warmUpMs: 2_000 });
      expect({
        ...shuffled,
        notices: [],
        declaredThresholds: [],
        series: withoutMean(shuffled.series),
      }).toEqual({
        ...inOrder,
        notices: [],
        declaredThresholds: [],
        series: withoutMean(inOrder.series),
      });
    }),
    { seed: 11, numRuns: 20 },
  );
});

it('does not depend on how the bytes are cut into chunks, nor on compression, nor on the layout', async () => {
  const text = [...runLines({ requests: 60, ratePerSecond: 20, seed: 8 })].join('');
  const old = [...runLines({ requests: 60, ratePerSecond: 20, seed: 8, layout: 'old' })].join('');
  const whole = await ingestText(text);
  expect(await ingestText(old)).toEqual(whole);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.boolean(), async (chunkBytes, compressed) => {
      const content = compressed ? gzipped(text) : text;
      expect(await ingestText(content, {}, chunkBytes)).toEqual(whole);
    }),
    { seed: 12, numRuns: 40 },
  );
});

it('never crashes on bytes of any kind: it reads them or says what it saw', async () => {
  const beginnings = [
    '',
    '{"metric":"',
    'metric_name,timestamp,metric_value,',
    '{"type":"Point"',
    '{',
    '\u001f\u008b\b',
  ];
  const bytes = fc
    .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }))
    .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const outcome = await ingestResults(byteSource(content), { warmUpMs: 0, metrics: [], label: 'x' }).then(
        (results) => results.format,
        (error: { code?: string }) => error.code,
      );
      expect(['ndjson', 'csv', 'RESULTS_EMPTY', 'FORMAT_UNKNOWN', 'RESULTS_DAMAGED']).toContain(outcome);
    }),
    { seed: 13, numRuns: 500 },
  );
});

/** A mean is a sum of doubles, which depends on their order in the last digit. */
function withoutMean<T extends { mean: number }>(series: readonly T[]): T[] {
  return series.map((one) => ({ ...one, mean: Math.fround(one.mean) }));
}

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
