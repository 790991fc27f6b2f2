import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushSamples } from '../../src/adapters/prometheus/remote-write-client.ts';
import type { MetricSample } from '../../src/model/metric-sample.ts';
import { runMetrics } from '../../src/report/run-metrics.ts';
import {
  chosenAll,
  DASHBOARD_FILES,
  type DashboardFile,
  dataPanels,
  readDashboard,
} from '../support/dashboard-panels.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';
import { aReport } from '../support/report-builder.ts';

const NOW = Date.now();
const MINUTE = 60_000;

/** What a month of results of two services, with tests of all kinds, has in it. */
function results(): readonly MetricSample[] {
  return ['checkout', 'search'].flatMap((key) =>
    [3, 2, 1].flatMap((ago) => {
      const at = new Date(NOW - ago * MINUTE).toISOString();
      const report = aReport({ key, createdAt: at, branch: 'main', commit: `${ago}`.repeat(40) });
      const labels = { service: key, test: 'stress', branch: 'main' };
      const finding = (name: string, value: number, more = {}) => ({
        name: `perfgate_${name}`,
        labels: { ...labels, ...more },
        value,
        atMs: Date.parse(at),
      });
      return [
        ...runMetrics(report, 'baseline'),
        finding('breaking_point_requests_per_second', 400),
        finding('breaking_point_requests_per_second_low', 380),
        finding('breaking_point_requests_per_second_high', 420),
        finding('recovery_seconds', 12),
        finding('soak_drift_ratio', 0.02, { resource: 'latency' }),
      ];
    }),
  );
}

/** What k6 sends of a running test: counters as totals, rates and percentiles as gauges. */
function running(): readonly MetricSample[] {
  return Array.from({ length: 12 }, (_, at) => at).flatMap((at) => {
    const sample = (name: string, value: number, more: Readonly<Record<string, string>> = {}) => ({
      name: `k6_${name}`,
      labels: { testid: 'run-1', ...more },
      value,
      atMs: NOW - MINUTE + at * 5_000,
    });
    const request = { name: '/search', status: '200', expected_response: 'true' };
    return [
      sample('vus', 10),
      sample('vus_max', 20),
      sample('checks_rate', 1, { check: 'status is 200' }),
      sample('dropped_iterations_total', at),
      sample('http_reqs_total', 500 * at, request),
      sample('http_req_failed_rate', 0, request),
      sample('http_req_duration_p95', 0.08, request),
      sample('http_req_duration_p99', 0.2, request),
    ];
  });
}

describe.skipIf(!hasPrometheus())('dashboards on a real Prometheus', () => {
  let prometheus: PrometheusServer;
  beforeAll(async () => {
    prometheus = await startPrometheus();
    const options = { url: prometheus.writeUrl, credentials: { kind: 'none' } } as const;
    const samples = [...results(), ...running()].toSorted((a, b) => a.atMs - b.atMs);
    expect(await pushSamples(samples, options)).toMatchObject({ kind: 'pushed' });
  });
  afterAll(() => prometheus?.stop());

  it.each(DASHBOARD_FILES)('every query of %s has an answer', async (name) => {
    const dashboard = readDashboard(name);
    for (const { title, targets = [] } of dataPanels(dashboard))
      for (const { expr } of targets) {
        const found = await prometheus.query(chosenAll(expr), NOW);
        expect(found.length, `${title}: ${expr}`).toBeGreaterThan(0);
        expect(
          found.every(({ value }) => Number.isFinite(value)),
          `${title}: ${expr}`,
        ).toBe(true);
      }
  });

  it.each(DASHBOARD_FILES)('the choices of %s are labels that are there', async (name) => {
    for (const [label, metric] of choices(readDashboard(name))) {
      const found = await prometheus.query(`count by (${label}) (last_over_time(${metric}[30d]))`, NOW);
      expect(found.length, label).toBeGreaterThan(0);
      for (const { labels } of found) expect(labels[label], label).toMatch(/\w/);
    }
  });

  it('every service is a line of its own, and every job a row', async () => {
    const titled = (title: string) =>
      dataPanels(readDashboard('load-test-results')).find((panel) => panel.title === title)?.targets ?? [];
    const [p95] = titled('p95 against baseline and limit');
    expect(await prometheus.query(chosenAll(p95?.expr ?? ''), NOW)).toHaveLength(2);
    const [runs] = titled('Runs');
    expect(await prometheus.query(chosenAll(runs?.expr ?? ''), NOW)).toHaveLength(6);
  });

  it('annotations name the commit', async () => {
    const [annotation] = readDashboard('load-test-results').annotations.list.flatMap(
      ({ expr }) => expr ?? [],
    );
    const found = await prometheus.query(chosenAll(annotation ?? ''), NOW);
    expect(found.length).toBeGreaterThan(0);
    for (const { labels } of found) expect(labels.commit).toMatch(/^\d{40}$/);
  });
});

/** Label and metric of every `label_values(metric, label)`. */
function choices({ templating }: DashboardFile): readonly (readonly [string, string])[] {
  return templating.list.flatMap(({ query = '' }) => {
    const [, metric, label] = /^label_values\((\w+), (\w+)\)$/.exec(query) ?? [];
    return metric === undefined || label === undefined ? [] : [[label, metric] as const];
  });
}
