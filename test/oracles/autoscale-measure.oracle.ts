import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePrometheusSource } from '../../src/adapters/prometheus/prometheus-source.ts';
import { type MeasureRequest, measureAutoscaling } from '../../src/app/measure-autoscaling.ts';
import { prometheusRate } from '../../src/autoscaling/simulation/counter-rate.ts';
import { simulateRun } from '../../src/autoscaling/simulation/simulate-run.ts';
import { simulationInput } from '../support/autoscaler-builder.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';

const SCRAPE_SECONDS = 15;
/** Whole minutes, two hours ago: a block is there at once, and nothing is too old. */
const SPIKE = Math.floor(Date.now() / 60_000) * 60_000 - 2 * 3_600_000;

/** A simulated spike as a cluster's Prometheus would have kept it: scraped each 15 s. */
function recorded(): string {
  const run = simulateRun(simulationInput(), { syncSeconds: 4, pollSeconds: 0, scrapeSeconds: 0 });
  const seconds = Array.from({ length: 64 }, (_, index) => (index - 4) * SCRAPE_SECONDS);
  const at = (second: number) => run.curve.findLast((point) => point.second <= second) ?? run.curve[0];
  const lines = (name: string, labels: string, value: (second: number) => number) =>
    seconds.map((second) => `${name}${labels} ${value(second)} ${SPIKE / 1_000 + second}`);
  const hpa = '{namespace="shop",horizontalpodautoscaler="keda-hpa-shop"}';
  const limited =
    '{namespace="shop",horizontalpodautoscaler="keda-hpa-shop",condition="ScalingLimited",status="true"}';
  return [
    '# TYPE kube_horizontalpodautoscaler_status_desired_replicas gauge',
    ...lines(
      'kube_horizontalpodautoscaler_status_desired_replicas',
      hpa,
      (second) => at(second)?.desired ?? 0,
    ),
    '# TYPE kube_horizontalpodautoscaler_spec_max_replicas gauge',
    ...lines('kube_horizontalpodautoscaler_spec_max_replicas', hpa, () => 10),
    '# TYPE kube_horizontalpodautoscaler_status_condition gauge',
    ...lines('kube_horizontalpodautoscaler_status_condition', limited, (second) =>
      second >= 30 && second < 60 ? 1 : 0,
    ),
    '# TYPE kube_deployment_status_replicas_ready gauge',
    // Two instances of kube-state-metrics say the same.
    ...['a', 'b'].flatMap((instance) =>
      lines(
        'kube_deployment_status_replicas_ready',
        `{namespace="shop",deployment="shop",instance="${instance}"}`,
        (second) => at(second)?.ready ?? 0,
      ),
    ),
    '# TYPE http_requests counter',
    ...lines(
      'http_requests_total',
      '{service="shop"}',
      (second) => 10_000 + (second < 0 ? 50 : 500) * second,
    ),
    '# TYPE keda_scaler_active gauge',
    ...lines(
      'keda_scaler_active',
      '{exported_namespace="shop",scaledObject="shop",scaler="prometheusScaler"}',
      () => 1,
    ),
    '# TYPE request_p95_seconds gauge',
    ...lines('request_p95_seconds', '{service="shop"}', (second) =>
      second < 15 ? 0.1 : second < 240 ? 12 : second < 300 ? Number.NaN : 0.2,
    ),
    '# EOF',
    '',
  ].join('\n');
}

describe.skipIf(!hasPrometheus())('a spike in a real Prometheus', () => {
  let prometheus: PrometheusServer;
  beforeAll(async () => {
    prometheus = await startPrometheus('global: {}\n', recorded());
  });
  afterAll(() => prometheus?.stop());

  const request = (facts: Partial<MeasureRequest> = {}): MeasureRequest => ({
    names: { namespace: 'shop', deployment: 'shop', hpa: 'keda-hpa-shop', scaledObject: 'shop' },
    queries: { desired: null, ready: null, rate: null, p95: 'request_p95_seconds{service="shop"}' },
    p95ToMs: 1_000,
    fromMs: SPIKE - 60_000,
    toMs: SPIKE + 840_000,
    stepSeconds: 5,
    scrapeIntervalSeconds: SCRAPE_SECONDS,
    spikeAtMs: SPIKE,
    needed: null,
    objective: { p95Ms: 300, recoverySeconds: null },
    simulated: null,
    ...facts,
  });
  const measure = (facts: Partial<MeasureRequest> = {}) => {
    const metrics = makePrometheusSource({ url: prometheus.url, token: null });
    return measureAutoscaling(request(facts), {
      metrics,
      results: { read: () => Promise.reject() as never },
    });
  };

  it('is measured to a scrape', async () => {
    const report = await measure();
    // The run that was recorded asks for more at second 19, for 10 at 49, and has them ready at 79.
    const times = [
      report.milestones.firstReaction,
      report.milestones.desiredReached,
      report.milestones.scaledOut,
    ];
    expect(times.map(({ median }) => median)).toEqual([30, 60, 90]);
    expect(report.milestones.recovered?.median).toBe(300);
    expect(report).toMatchObject({
      resolutionSeconds: 15,
      autoscaler: { maxReplicas: 10 },
      spike: { neededReplicas: 10 },
    });
    expect(report.notices.map(({ code }) => code)).toEqual(['no-numbers', 'scaling-limited', 'keda-active']);
  });

  it('is found by its rate', async () => {
    const rate = 'sum(rate(http_requests_total{service="shop"}[30s]))';
    const report = await measure({ spikeAtMs: null, queries: { ...request().queries, rate } });
    const late = (Date.parse(report.spike.at ?? '') - SPIKE) / 1_000;
    // A rate over 30 s knows of it with the next scrape.
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThanOrEqual(15);
  });

  it('may have no data, many series, or a query that is none', async () => {
    const other = { ...request().names, deployment: 'other' };
    await expect(measure({ names: other })).rejects.toThrow(/replicas that are ready .* got no data/);
    const many = { ...request().queries, ready: 'kube_deployment_status_replicas_ready{deployment="shop"}' };
    await expect(measure({ queries: many })).rejects.toThrow(/expected one series, got 2/);
    const broken = { ...request().queries, ready: 'sum(' };
    await expect(measure({ queries: broken })).rejects.toThrow(/HTTP 400, bad_data: .*parse error/);
  });

  it('has the rate that the simulator reckons with', async () => {
    const samples = Array.from({ length: 64 }, (_, index) => (index - 4) * SCRAPE_SECONDS).map((second) => ({
      at: second,
      total: 10_000 + (second < 0 ? 50 : 500) * second,
    }));
    for (const [second, window] of [
      [7, 60],
      [22, 60],
      [37, 60],
      [80, 60],
      [22, 120],
      [100, 120],
      [41, 30],
      [299, 45],
    ] as const) {
      const [answer] = await prometheus.query(
        `rate(http_requests_total{service="shop"}[${window}s])`,
        SPIKE + second * 1_000,
      );
      expect(prometheusRate(samples, second, window)).toBeCloseTo(answer?.value ?? Number.NaN, 6);
    }
  });
});
