import { describe, expect, it } from 'vitest';
import { withLiveMetrics } from '../../../../src/adapters/prometheus/live/live-metrics-engine.ts';
import type { PushResult } from '../../../../src/adapters/prometheus/remote-write-client.ts';
import type { LoadPlan } from '../../../../src/model/load-plan.ts';
import type { MetricSample } from '../../../../src/model/metric-sample.ts';
import type { LoadEngine } from '../../../../src/ports/load-engine.ts';

const PLAN: LoadPlan = {
  script: '/s.js',
  env: {},
  durationMs: null,
  vus: null,
  tags: {},
  timeoutMs: 1_000,
  seed: 1,
};
const CONTROL = { signal: new AbortController().signal, onProgress: () => undefined, onLog: () => undefined };

const declared = (metric: string, type: string, contains = 'default') =>
  JSON.stringify({ type: 'Metric', metric, data: { name: metric, type, contains } });
const point = (metric: string, value: unknown, tags: unknown = {}) =>
  JSON.stringify({ type: 'Point', metric, data: { time: '2026-01-01T00:00:00Z', value, tags } });

/** Runs an engine that writes the lines in pieces of a few bytes. */
async function live(
  lines: readonly string[],
  push: (samples: readonly MetricSample[]) => Promise<PushResult> = async (samples) => ({
    kind: 'pushed',
    samples: samples.length,
  }),
) {
  const text = Buffer.from(`${lines.join('\n')}\n`);
  const engine: LoadEngine = {
    name: 'embedded',
    probe: async () => {
      throw new Error('not asked');
    },
    run: () => ({
      output: (async function* () {
        for (let at = 0; at < text.length; at += 7) yield text.subarray(at, at + 7);
      })(),
      outcome: Promise.resolve({
        end: { kind: 'finished' },
        thresholds: [],
        generator: { cpuShare: null, loopUtilisation: null },
        offeredRate: null,
        exceptions: null,
        notices: [],
      }),
    }),
  };
  const pushed: MetricSample[] = [];
  const watched = withLiveMetrics(engine, {
    push: (samples) => {
      pushed.push(...samples);
      return push(samples);
    },
    clock: { now: () => 42, monotonic: () => 0 },
    labels: () => ({ testid: 't' }),
  });
  const run = watched.run(PLAN, CONTROL);
  const parts: Uint8Array[] = [];
  for await (const part of run.output) parts.push(part);
  expect(Buffer.concat(parts).equals(text)).toBe(true);
  return { outcome: await run.outcome, pushed };
}

const values = (pushed: readonly MetricSample[]) =>
  Object.fromEntries(pushed.map(({ name, value }) => [name, value]));

describe('live metrics', () => {
  it("are k6's own, in seconds, over the whole test", async () => {
    const { pushed } = await live([
      declared('http_reqs', 'counter'),
      declared('vus', 'gauge'),
      declared('http_req_failed', 'rate'),
      declared('http_req_duration', 'trend', 'time'),
      ...[100, 200, 300, 400].flatMap((ms) => [
        point('http_reqs', 1, { status: '200' }),
        point('http_req_failed', ms === 400 ? 1 : 0),
        point('http_req_duration', ms),
        point('vus', ms / 100),
      ]),
    ]);
    const found = values(pushed);
    expect(found).toMatchObject({ k6_http_reqs_total: 4, k6_vus: 4, k6_http_req_failed_rate: 0.25 });
    expect(found.k6_http_req_duration_max).toBe(0.4);
    expect(found.k6_http_req_duration_avg).toBe(0.25);
    expect(found.k6_http_req_duration_p99).toBeGreaterThan(0.29);
    expect(found.k6_http_req_duration_med).toBeGreaterThan(0.19);
    expect(found.k6_http_req_duration_med).toBeLessThan(0.31);
    expect(pushed[0]).toMatchObject({ atMs: 42, labels: { status: '200', testid: 't' } });
  });

  it('make no series of every request, and bound the others', async () => {
    const lines = [declared('http_reqs', 'counter')];
    for (let at = 0; at < 50; at++) lines.push(point('http_reqs', 1, { url: `/${at}`, vu: `${at}` }));
    expect(values((await live(lines)).pushed)).toEqual({ k6_http_reqs_total: 50 });
    const wild = [declared('hits', 'counter')];
    for (let at = 0; at < 5_010; at++) wild.push(point('hits', 1, { id: `${at}` }));
    const { pushed, outcome } = await live(wild);
    expect(pushed).toHaveLength(5_000);
    expect(outcome.notices).toEqual([
      { code: 'live-metrics-left-out', text: expect.stringMatching(/^10 samples/) },
    ]);
  });

  it('let lines be that are no samples', async () => {
    const { pushed } = await live([
      'no json',
      '{"metric":5}',
      declared('x', 'histogram'),
      point('x', 1),
      point('undeclared', 1),
      declared('my.metric', 'counter'),
      point('my.metric', 'many'),
      point('my.metric', 1, { 'a b': 'c', n: 5, empty: '' }),
    ]);
    expect(pushed).toEqual([
      { name: 'k6_my_metric_total', labels: { a_b: 'c', testid: 't' }, value: 1, atMs: 42 },
    ]);
  });

  it('that cannot be sent cost a notice', async () => {
    const { outcome } = await live([declared('vus', 'gauge'), point('vus', 1)], async () => ({
      kind: 'failed',
      cause: 'it answered 404',
      hint: 'Look there.',
    }));
    expect(outcome).toMatchObject({
      end: { kind: 'finished' },
      notices: [
        { code: 'live-metrics-not-sent', text: expect.stringContaining('it answered 404. Look there.') },
      ],
    });
  });
});
