import { describe, expect, it } from 'vitest';
import { IngestAnomalies } from '../../../src/ingest/ingest-anomalies.ts';
import { SampleCollector } from '../../../src/ingest/sample-collector.ts';
import { logNormal } from '../../support/ndjson-writer.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const START = Date.UTC(2026, 0, 5);

function collect(samples: number, exactSamples: number) {
  const anomalies = new IngestAnomalies();
  const collector = new SampleCollector(
    { warmUpMs: 2_000, maxEndpoints: 2, label: 'x', metrics: [], exactSamples },
    anomalies,
  );
  const random = seededRandom(9);
  for (let index = 0; index < samples; index++) {
    const tags = { scenario: 'default', status: '200', name: `/${index % 4}` };
    const value = logNormal(random, 30, 0.4);
    collector.add(collector.slotOf('requests', 'http_req_duration', tags), START + index * 10 + value, value);
    collector.add(
      collector.slotOf('iteration', 'iteration_duration', tags),
      START + index * 10 + value,
      value,
    );
  }
  const { fold, window } = collector.finish();
  return {
    series: fold.seriesOf('http_req_duration').map((one) => one.finish(fold.seconds)),
    window,
    anomalies,
  };
}

describe('a run with more samples than are kept', () => {
  const exact = collect(5_000, 1_000_000);
  const summed = collect(5_000, 1_500);

  it('has the same counts and window', () => {
    expect(summed.window).toEqual(exact.window);
    const facts = (run: typeof exact) =>
      run.series.map(({ endpoint, count, min, max, seconds }) => ({ endpoint, count, min, max, seconds }));
    expect(facts(summed)).toEqual(facts(exact));
  });

  it('reads its quantiles off the histograms, within half a percent, and says so', () => {
    summed.series.forEach((series, index) => {
      expect(series.exact).toBe(false);
      expect(exact.series[index]?.exact).toBe(true);
      expect(Math.abs(series.p95 / (exact.series[index]?.p95 ?? 0) - 1)).toBeLessThan(0.005);
    });
    expect(summed.anomalies.notices().map(({ code }) => code)).toEqual([
      'endpoints-merged',
      'quantiles-approximate',
    ]);
  });

  it('rejects a time far from the others instead of making room for it', () => {
    const anomalies = new IngestAnomalies();
    const collector = new SampleCollector(
      { warmUpMs: 0, maxEndpoints: 2, label: 'x', metrics: [], exactSamples: 2 },
      anomalies,
    );
    const slot = collector.slotOf('requests', 'http_req_duration', { status: '200' });
    for (const days of [0, 0, 3_000]) collector.add(slot, START + days * 86_400_000, 5);
    expect(collector.finish().fold.seconds).toBe(1);
    expect(anomalies.notices().map(({ code }) => code)).toContain('samples-rejected');
  });
});
