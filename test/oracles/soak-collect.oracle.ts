import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FindingReport } from '../../src/model/finding.ts';
import { hasPrometheus, type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { makeWorkspace, runStep, stepScript } from '../support/workflow-step.ts';

const FILE = 'examples/weekly-soak/weekly-soak-cluster-judge.yml';
const MINUTES = 120;
const START = Math.floor(Date.now() / 60_000) * 60 - (MINUTES + 60) * 60;

/** Shares of the requests that are faster than each bound, in seconds. */
const BOUNDS = { '0.01': 0.3, '0.025': 0.8, '0.05': 0.94, '0.1': 0.99, '+Inf': 1 } as const;

/** Two hours of an even load on a service that keeps a quarter more memory at their end, scraped each 15 s. */
function recorded(): string {
  const ticks = Array.from({ length: (MINUTES + 4) * 4 }, (_, tick) => tick - 8);
  const lines = (name: string, labels: string, value: (tick: number) => number) =>
    ticks.map((tick) => `${name}{service="shop"${labels}} ${value(tick)} ${START + tick * 15}`);
  const wobble = (tick: number) => 1 + 0.01 * Math.sin(tick * 1.7);
  return [
    '# TYPE shop_request_duration_seconds histogram',
    ...Object.entries(BOUNDS).flatMap(([bound, share]) =>
      lines('shop_request_duration_seconds_bucket', `,le="${bound}"`, (tick) =>
        Math.round((tick + 8) * 750 * share),
      ),
    ),
    '# TYPE process_resident_memory_bytes gauge',
    ...lines('process_resident_memory_bytes', '', (tick) =>
      Math.round(1e8 * (1 + (0.25 * tick) / (MINUTES * 4)) * wobble(tick)),
    ),
    '# TYPE process_open_fds gauge',
    ...lines('process_open_fds', '', (tick) => 40 + (Math.abs(tick) % 3)),
    '# TYPE process_start_time_seconds gauge',
    ...lines('process_start_time_seconds', '', () => START - 86_400),
    '# EOF',
    '',
  ].join('\n');
}

describe.skipIf(!hasPrometheus())('a soak test on a cluster, collected from a real Prometheus', () => {
  let prometheus: PrometheusServer;
  let folder: TempFolder;
  beforeAll(async () => {
    prometheus = await startPrometheus('global: {}\n', recorded());
    folder = await makeTempFolder();
    await makeWorkspace(folder, {});
    await writeFile(folder.file('soak-start'), `${START}\n`);
  });
  afterAll(async () => {
    await prometheus?.stop();
    await folder?.remove();
  });

  it('is judged by what is there: memory leaks, latency holds', async () => {
    const { jobs } = parse(await readFile(FILE, 'utf8'));
    const { env } = jobs.judge.steps.find(({ name }: { name?: string }) => name === 'Collect');
    const { LATENCY, RESOURCES } = env;
    const variables = {
      LATENCY,
      RESOURCES,
      HOURS: '2',
      PROMETHEUS_URL: prometheus.url,
      PROMETHEUS_TOKEN: 'none',
    };
    const collected = await runStep(await stepScript(FILE, 'judge', 'Collect'), folder, variables);
    expect(collected).toMatchObject({ code: 0 });
    const judged = await runStep(await stepScript(FILE, 'judge', 'Judge'), folder, {});
    expect(judged.output).toMatch(/^soak test: slo-breached$/m);
    expect(judged.code).toBe(1);
    const text = await readFile(folder.file('perf-gate-results/finding.json'), 'utf8');
    const { finding }: FindingReport = JSON.parse(text);
    if (finding.test !== 'soak') throw new Error(`a finding of ${finding.test}`);
    expect(finding.outcome).toBe('leaking');
    expect(finding.seconds / 60).toBeCloseTo(MINUTES, -1);
    expect(finding.latency?.rises).toBe(false);
    // The 95 % lie a fifth of the way from 50 to 100 ms.
    expect(finding.latency?.from).toBeGreaterThan(57);
    expect(finding.latency?.from).toBeLessThan(63);
    const memory = finding.resources.find(({ kind }) => kind === 'memory');
    expect(memory?.change).toBeGreaterThan(0.15);
    expect(finding.resources.filter(({ rises }) => rises)).toHaveLength(1);
  });
});
