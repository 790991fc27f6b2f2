import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePrometheusSink } from '../../src/adapters/prometheus/prometheus-sink.ts';
import { runMetrics } from '../../src/report/run-metrics.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';
import { aReport, aVerdict } from '../support/report-builder.ts';
import { aRun } from '../support/run-builder.ts';

describe.skipIf(!hasPrometheus())('results in a real Prometheus', () => {
  let prometheus: PrometheusServer;
  beforeAll(async () => {
    prometheus = await startPrometheus();
  });
  afterAll(() => prometheus?.stop());

  const now = Date.now();
  const report = aReport({ createdAt: new Date(now).toISOString(), key: 'checkout-api' });
  const send = (more: Partial<typeof report> = {}) =>
    makePrometheusSink({ url: prometheus.writeUrl, variables: {}, test: 'baseline' }).deliver(
      { ...report, ...more },
      [aRun()],
    );

  it('can be asked for, every one of them', async () => {
    expect(await send()).toMatchObject({ kind: 'delivered' });
    for (const { name, labels, value } of runMetrics(report, 'baseline')) {
      const selector = Object.entries(labels)
        .filter(([, text]) => text !== '')
        .map(([label, text]) => `${label}=${JSON.stringify(text)}`);
      const found = await prometheus.query(`${name}{${selector.join(',')}}`, now);
      expect(found.map((one) => one.value)).toEqual([value]);
    }
  });

  it('are one line from job to job', async () => {
    const later = { createdAt: new Date(now + 60_000).toISOString(), commit: 'f'.repeat(40) };
    await send({ ...later, verdict: aVerdict('regressed', 'slower') });
    const lines = await prometheus.query('count_over_time(perfgate_p95_seconds[5m])', now + 61_000);
    expect(lines.map(({ value }) => value)).toEqual([2]);
    const jobs = await prometheus.query('count(last_over_time(perfgate_run_info[5m]))', now + 61_000);
    expect(jobs[0]?.value).toBe(2);
  });

  it('that are older than the database takes cost a warning', async () => {
    const old = new Date(now - 30 * 86_400_000).toISOString();
    expect(await send({ createdAt: old })).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(/^it answered 400: .*out of bounds/),
    });
  });
});
