import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLoadEngines } from '../../src/adapters/composition/load-engines.ts';
import { k6PrometheusOutput, watchedEngines } from '../../src/adapters/composition/prometheus-outputs.ts';
import { locateK6 } from '../../src/adapters/engine-k6/k6-binary.ts';
import { systemClock } from '../../src/adapters/node/system-clock.ts';
import type { K6RemoteWrite } from '../../src/adapters/prometheus/live/k6-remote-write.ts';
import { chosenAll, dataPanels, readDashboard } from '../support/dashboard-panels.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';

const SCRIPT = `
import http from 'k6/http';
import { check } from 'k6';
export const options = {
  scenarios: { s: { executor: 'constant-arrival-rate', rate: 20, timeUnit: '1s', duration: '12s', preAllocatedVUs: 3 } },
};
export default function () {
  const response = http.get(__ENV.BASE_URL + '/-/healthy', { tags: { name: '/healthy' } });
  check(response, { 'status is 200': ({ status }) => status === 200 });
}
`;

describe.skipIf(!hasPrometheus())('a test that is watched in a real Prometheus', () => {
  let prometheus: PrometheusServer;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'perf-gate-live-'));
  const script = path.join(folder, 'watched.js');
  beforeAll(async () => {
    prometheus = await startPrometheus();
    writeFileSync(script, SCRIPT);
  });
  afterAll(async () => {
    await prometheus?.stop();
    rmSync(folder, { recursive: true });
  });

  it("sends k6's own metrics while it runs, and the dashboard shows them", async () => {
    const outputs = { prometheus: prometheus.writeUrl, liveMetrics: true };
    const engines = makeLoadEngines(() => locateK6({ k6Path: null, variables: {} }), {}, 'worker');
    const { embedded } = watchedEngines(engines, outputs, {}, systemClock);
    const run = embedded.run(
      {
        script,
        env: { BASE_URL: prometheus.url },
        durationMs: null,
        vus: null,
        tags: {},
        timeoutMs: 60_000,
        seed: 1,
      },
      { signal: new AbortController().signal, onProgress: () => undefined, onLog: () => undefined },
    );
    for await (const _ of run.output);
    const { end, notices } = await run.outcome;
    expect(end).toEqual({ kind: 'finished' });
    expect(notices.filter(({ code }) => code.startsWith('live-metrics'))).toEqual([]);

    const [requests] = await prometheus.query('sum(k6_http_reqs_total{name="/healthy",status="200"})');
    expect(requests?.value).toBeGreaterThan(20);
    const empty: string[] = [];
    for (const { title, targets = [] } of dataPanels(readDashboard('running-load-test')))
      for (const { expr } of targets)
        if ((await prometheus.query(chosenAll(expr))).length === 0) empty.push(title);
    // No iteration was dropped, and a counter that never counted is not sent.
    expect(empty.filter((title) => title !== 'Dropped iterations')).toEqual([]);
  });

  it("gets k6's output experimental-prometheus-rw, and sees the series end", async () => {
    const variables = {
      K6_PROMETHEUS_RW_SERVER_URL: prometheus.writeUrl,
      K6_PROMETHEUS_RW_TREND_STATS: 'p(95),max',
      K6_PROMETHEUS_RW_LABELS: 'testid:rw',
    };
    const live = (more: Readonly<Record<string, string>>) =>
      k6PrometheusOutput({ ...variables, ...more }, systemClock);
    const fill = (output: K6RemoteWrite) => {
      output.declare('http_req_duration', 'trend', 'time');
      for (const ms of [10, 20, 30]) output.add('http_req_duration', ms, { name: '/a' });
    };
    const series = 'k6_http_req_duration_max{testid="rw",name="/a"}';

    const first = live({});
    fill(first);
    expect(await first.close()).toEqual([]);
    expect((await prometheus.query(series)).map(({ value }) => value)).toEqual([0.03]);

    const second = live({ K6_PROMETHEUS_RW_STALE_MARKERS: 'true' });
    fill(second);
    expect(await second.close()).toEqual([]);
    await expect.poll(() => prometheus.query(series), { timeout: 5_000 }).toEqual([]);
  });
});
