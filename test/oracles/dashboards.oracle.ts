import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushSamples } from '../../src/adapters/prometheus/remote-write-client.ts';
import type { MetricSample } from '../../src/model/metric-sample.ts';
import { findingMetrics } from '../../src/report/finding-metrics.ts';
import { runMetrics } from '../../src/report/run-metrics.ts';
import {
  chosenAll,
  DASHBOARD_FILES,
  type DashboardFile,
  dataPanels,
  readDashboard,
} from '../support/dashboard-panels.ts';
import { aFindingReport, aSoakFinding, aSpikeFinding, aStressFinding } from '../support/finding-builder.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';
import { aReport } from '../support/report-builder.ts';

const NOW = Date.now();
const MINUTE = 60_000;

/** What a month of results of two services, with tests of all kinds, has in it. */
function results(): readonly MetricSample[] {
  return ['checkout', 'search'].flatMap((key) =>
    [3, 2, 1].flatMap((ago) => {
      const at = new Date(NOW - ago * MINUTE).toISOString();
      const job = { key, createdAt: at, branch: 'main', commit: `${ago}`.repeat(40) };
      const findings = [aStressFinding(), aSpikeFinding(), aSoakFinding()];
      return [
        ...runMetrics(aReport(job), 'baseline'),
        ...findings.flatMap((finding) => findingMetrics(aFindingReport(finding, job))),
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

  it.each([
    ['What is gated, against baseline and limit', 2, 'services'],
    ['Breaking point (stress)', 2, 'services'],
    ['Recovery (spike)', 2, 'services'],
    ['Drift (soak)', 6, 'resources of services'],
    ['Verdicts', 8, 'tests of services'],
    ['Runs', 24, 'jobs'],
  ])('%s has %i lines or rows: the %s', async (title, lines) => {
    const panels = dataPanels(readDashboard('load-test-results'));
    const [target] = panels.find((panel) => panel.title === title)?.targets ?? [];
    expect(await prometheus.query(chosenAll(target?.expr ?? ''), NOW)).toHaveLength(lines);
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
