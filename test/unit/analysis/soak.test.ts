import { describe, expect, it } from 'vitest';
import { findDrift } from '../../../src/analysis/soak/find-drift.ts';
import { readResourceFeed } from '../../../src/ingest/resource-feed.ts';
import { rngOf } from '../../../src/lib/rng.ts';
import { byteSource } from '../../support/byte-source.ts';
import { aTimeline, lasting, type SecondSpec } from '../../support/timeline-builder.ts';

const START = 1_767_614_400;
const MINUTES = 40;

/** Forty minutes whose latency rises by a share of itself, with some noise. */
function soak(
  rise: number,
  minutes = MINUTES,
  change: (second: number, spec: SecondSpec) => SecondSpec = (_, s) => s,
) {
  const rng = rngOf(1);
  return aTimeline(
    Array.from({ length: minutes * 60 }, (_, second) =>
      change(second, {
        rate: 10,
        ms: 50 * (1 + (rise * second) / (minutes * 60)) * Math.exp(0.02 * rng.normal()),
      }),
    ),
  );
}

/** Scrapes every ten seconds of a process that holds what `value` says. */
async function feed(value: (second: number) => number, lines: (second: number) => string = () => '') {
  const scrapes = Array.from({ length: MINUTES * 6 }, (_, index) => {
    const second = index * 10;
    return `# ${new Date((START + second) * 1000).toISOString()}\nprocess_resident_memory_bytes ${value(second)}\n${lines(second)}`;
  });
  return readResourceFeed(byteSource(scrapes));
}

const LIMIT = { limit: 0.1 };

describe('drift over a soak', () => {
  it('is steady where nothing rises', async () => {
    const finding = findDrift(soak(0), await feed(() => 100e6), LIMIT);
    expect(finding).toMatchObject({ outcome: 'steady', requests: 24_000, restarts: [], gapSeconds: 0 });
    expect(finding.latency).toMatchObject({ rises: false, kind: 'latency' });
  });

  it('sees latency that rises, and by how much', () => {
    const finding = findDrift(soak(0.3), null, LIMIT);
    expect(finding.outcome).toBe('drifting');
    // The line spans what is left after the warm-up of a tenth.
    expect(finding.latency?.change).toBeGreaterThan(0.2);
    expect(finding.latency?.change).toBeLessThan(0.3);
    expect(finding.latency?.changeAtLeast).toBeGreaterThan(0.1);
  });

  it('sees memory that is not given back', async () => {
    const finding = findDrift(soak(0), await feed((second) => 100e6 + 10_000 * second), LIMIT);
    expect(finding.outcome).toBe('leaking');
    expect(finding.resources[0]).toMatchObject({ name: 'process_resident_memory_bytes', rises: true });
    expect(finding.resources[0]?.perHour).toBeCloseTo(36e6, -5);
  });

  it('sees file descriptors and connections, but not two more of a few', async () => {
    const rising = await feed(
      () => 1,
      (second) => `process_open_fds ${20 + second / 60}\ndb_connections ${5 + second / 1200}\n`,
    );
    const { resources } = findDrift(soak(0), rising, LIMIT);
    expect(resources.map(({ kind, rises }) => [kind, rises])).toEqual([
      ['memory', false],
      ['file-descriptors', true],
      ['connections', false],
    ]);
  });

  it('begins anew where the process did', async () => {
    const restarted = await feed(
      (second) => (second < 600 ? 300e6 : 100e6),
      (second) => `process_start_time_seconds ${second < 600 ? START : START + 600}\n`,
    );
    const finding = findDrift(soak(0), restarted, LIMIT);
    expect(finding).toMatchObject({ outcome: 'steady', restarts: [{ second: 600 }] });
    expect(finding.resources[0]?.fromSecond).toBeGreaterThan(600);
  });

  it('says that a soak which was cut short is too short', () => {
    expect(findDrift(soak(0.3, 8), null, LIMIT)).toMatchObject({
      outcome: 'not-measured',
      cause: 'the test lasted 8 minutes, at least 20 are needed to tell a drift from chance',
    });
    expect(findDrift(aTimeline([]), null, LIMIT)).toMatchObject({ cause: 'no request ended' });
  });

  it('leaves gaps out and tells of them', () => {
    const gap = (second: number, spec: SecondSpec) =>
      second >= 600 && second < 1_200 ? { rate: 0, ms: 1 } : spec;
    const finding = findDrift(soak(0, MINUTES, gap), null, LIMIT);
    expect(finding).toMatchObject({ outcome: 'steady', gapSeconds: 600 });
  });

  it('does not guess where most of the test is missing', () => {
    const missing = aTimeline([
      ...lasting(60, { rate: 10, ms: 50 }),
      ...lasting(2_000, { rate: 0, ms: 1 }),
      ...lasting(60, { rate: 10, ms: 50 }),
    ]);
    expect(findDrift(missing, null, LIMIT)).toMatchObject({
      outcome: 'not-measured',
      cause: expect.stringContaining('too much of the test is missing'),
    });
  });
});

describe('a file of scrapes', () => {
  it.each([
    ['exposition with milliseconds', 'process_open_fds{pod="a"} 12 1767614400000\n'],
    ['OpenMetrics with seconds', 'process_open_fds{pod="a"} 12 1767614400.000\n'],
    ['a comment with the time', '# scraped 1767614400\nprocess_open_fds{pod="a"} 12\n'],
    ['NDJSON', '{"time":"2026-01-05T12:00:00Z","name":"process_open_fds","value":12,"labels":{"pod":"a"}}\n'],
  ])('is read as %s', async (_, text) => {
    const { series, notices } = await readResourceFeed(byteSource(text));
    expect(series).toHaveLength(1);
    expect(series[0]).toMatchObject({
      kind: 'file-descriptors',
      points: [{ timeMs: 1_767_614_400_000, value: 12 }],
    });
    expect(notices).toEqual([]);
  });

  it.each([
    ['metrics-missing', 'http_requests_total 12 1767614400000\n'],
    ['metrics-missing', ''],
    ['metrics-timeless', 'process_open_fds 12\n'],
    ['lines-unreadable', 'this is no metric at all\n'],
    ['samples-rejected', 'process_open_fds NaN 1767614400000\n'],
  ])('tells %s of %j', async (code, text) => {
    const { notices } = await readResourceFeed(byteSource(text));
    expect(notices.map((notice) => notice.code)).toContain(code);
  });
});
