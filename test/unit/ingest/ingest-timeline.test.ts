import { describe, expect, it } from 'vitest';
import { ingestTimeline } from '../../../src/ingest/ingest-timeline.ts';
import { SteadyClock } from '../../../src/ingest/steady-clock.ts';
import { TimelineBins } from '../../../src/ingest/timeline-bins.ts';
import { countOf } from '../../../src/stats/log-histogram.ts';
import { byteSource, gzipped } from '../../support/byte-source.ts';
import { DEFAULT_START_MS, pointLine, requestLines, runLines } from '../../support/ndjson-writer.ts';

const read = (lines: Iterable<string>) => ingestTimeline(byteSource([...lines].join('')), 'results.json');
const scenario = { scenario: 'default', group: '' };

describe('the timeline of a load test', () => {
  it('counts requests where they began and where they ended', async () => {
    const lines = runLines({ requests: 100, ratePerSecond: 10, seed: 1, latencyMs: () => 1_500 });
    const { startMs, binSeconds, bins } = await read(lines);
    expect(startMs).toBe(DEFAULT_START_MS);
    expect(binSeconds).toBe(1);
    expect(bins).toHaveLength(12);
    expect(bins.map(({ latencies }) => countOf(latencies))).toEqual([...new Array(10).fill(10), 0, 0]);
    expect(bins.map(({ ended }) => ended)).toEqual([0, 5, ...new Array(9).fill(10), 5]);
    expect(bins.map(({ iterations }) => iterations)).toEqual([...new Array(10).fill(10), 0, 0]);
  });

  it('tells failures by class and what was dropped', async () => {
    const failure = { expected_response: 'false', status: '429', error_code: '1429' };
    const lines = [
      ...requestLines({ timeMs: DEFAULT_START_MS + 10, durationMs: 10 }),
      ...requestLines({ timeMs: DEFAULT_START_MS + 2_010, durationMs: 5, tags: failure }),
      pointLine({ metric: 'dropped_iterations', time: DEFAULT_START_MS + 2_500, value: 3, tags: scenario }),
    ];
    const { bins } = await read(lines.map((line) => `${line}\n`));
    expect(bins).toHaveLength(3);
    expect(bins[2]).toMatchObject({ failed: 1, dropped: 3, failures: new Map([['status 429', 1]]) });
  });

  it('is the same of a gzipped file', async () => {
    const text = [...runLines({ requests: 200, ratePerSecond: 20, seed: 2 })].join('');
    const plain = await ingestTimeline(byteSource(text), 'a');
    expect(await ingestTimeline(byteSource(gzipped(text)), 'a')).toEqual(plain);
  });

  it.each([
    ['', 'RESULTS_EMPTY'],
    ['hello', 'FORMAT_UNKNOWN'],
    ['{"metrics":{"http_req_duration":{"avg":1}}}', 'FORMAT_UNKNOWN'],
    ['{"type":"Point"\n{"type":"Metric"\n', 'RESULTS_DAMAGED'],
  ])('of %j is refused', async (text, code) => {
    await expect(ingestTimeline(byteSource(text), 'x')).rejects.toMatchObject({ code });
  });

  it('of a file that is cut says so and keeps the rest', async () => {
    const text = [...runLines({ requests: 50, ratePerSecond: 10, seed: 3 })].join('').slice(0, -40);
    const { bins, notices } = await ingestTimeline(byteSource(text), 'x');
    expect(bins.length).toBeGreaterThanOrEqual(5);
    expect(notices.map(({ code }) => code)).toContain('results-cut');
  });

  it('goes on when the clock is set back by an hour', async () => {
    const first = runLines({ requests: 300, ratePerSecond: 1, seed: 4 });
    const then = runLines({
      requests: 300,
      ratePerSecond: 1,
      seed: 5,
      startMs: DEFAULT_START_MS - 3_300_000,
    });
    const { bins, notices } = await read([...first, ...then]);
    expect(bins.length).toBeGreaterThanOrEqual(598);
    expect(bins.length).toBeLessThanOrEqual(602);
    expect(notices.map(({ code }) => code)).toContain('clock-jump');
  });

  it('refuses a test that spans years', async () => {
    const first = runLines({ requests: 10, ratePerSecond: 1, seed: 4, startMs: Date.UTC(2001, 1, 1) });
    const then = runLines({ requests: 300, ratePerSecond: 1, seed: 5 });
    await expect(read([...first, ...then])).rejects.toMatchObject({ code: 'RESULTS_DAMAGED' });
  });
});

describe('a steady clock', () => {
  it('lets results of several instances lie beside each other', () => {
    const clock = new SteadyClock();
    const times = [0, 100_000, 200_000, 300, 100_300].map((ms) => clock.timeOf(1e12 + ms) - 1e12);
    expect(times).toEqual([0, 100_000, 200_000, 300, 100_300]);
  });
});

describe('bins', () => {
  it('are joined when there are too many, and lose nothing', () => {
    const bins = new TimelineBins();
    for (let second = 0; second < 86_400; second += 6) {
      bins.addLatency(second, 10);
      bins.addFailure(second, 'status 500');
      bins.count(second, 'iterations', 1);
    }
    expect(bins.binSeconds).toBe(16);
    const all = bins.finish();
    expect(all).toHaveLength(5_400);
    const total = (of: (bin: (typeof all)[number]) => number) => all.reduce((sum, bin) => sum + of(bin), 0);
    expect(total(({ latencies }) => countOf(latencies))).toBe(14_400);
    expect(total(({ failures }) => failures.get('status 500') ?? 0)).toBe(14_400);
    expect(total(({ iterations }) => iterations)).toBe(14_400);
  });
});
