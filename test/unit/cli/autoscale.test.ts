import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';

const MANIFEST = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  minReplicaCount: 1
  maxReplicaCount: 10
  triggers:
    - type: prometheus
      metadata: {serverAddress: "http://p:9090", query: "sum(rate(x[1m]))", threshold: "50"}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-autoscale-'));
  await writeFile(path.join(cwd, 'so.yaml'), MANIFEST);
  await writeFile(path.join(cwd, 'load.csv'), 'seconds,rate\n0,50\n120,500\n420,50\n720,50\n');
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const context = {
    variables: {},
    cwd,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    signal: new AbortController().signal,
  };
  const code = await main(['autoscale', ...argv], context);
  return { code, stdout, stderr };
}

describe('perf-gate autoscale simulate', () => {
  it('tells the times, and writes the document and the chart', async () => {
    const { code, stdout, stderr } = await run(
      'simulate',
      'so.yaml',
      '--spike',
      '10x',
      '--capacity',
      '65',
      '--phases',
      '4',
      '--out',
      'a',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ScaledObject shop of Deployment\/shop, 1 to 10 replicas\n/);
    expect(stderr).toBe('Written: a/autoscaling.json, a/autoscaling.png\n');
    const document = JSON.parse(await readFile(path.join(cwd, 'a/autoscaling.json'), 'utf8'));
    expect(document).toMatchObject({
      source: 'simulated',
      spike: { fromRate: 50, toRate: 500, neededReplicas: 10 },
    });
    expect((await readFile(path.join(cwd, 'a/autoscaling.png'))).subarray(1, 4).toString()).toBe('PNG');
  });

  it('takes a load from a file, whose spike it finds', async () => {
    const { stdout } = await run(
      'simulate',
      'so.yaml',
      '--trace',
      'load.csv',
      '--phases',
      '3',
      '--json',
      '--out',
      'b',
    );
    const { timeline, spike } = JSON.parse(stdout);
    expect(spike).toMatchObject({ fromRate: 50, toRate: 500 });
    expect(timeline.find(({ second }: { second: number }) => second === 0).rate).toBe(500);
  });

  it.each([
    [['simulate'], 2, /simulate needs the manifest of an autoscaler/],
    [['simulate', 'so.yaml'], 2, /which load\? --spike 10x, or --trace FILE/],
    [['simulate', 'so.yaml', '--spike', '10x', '--trace', 'load.csv'], 2, /two loads/],
    [['simulate', 'so.yaml', '--spike', 'much'], 2, /--spike: expected 10x/],
    [['simulate', 'none.yaml', '--spike', '10x'], 2, /none\.yaml: there is no such file/],
    [
      ['simulate', 'load.csv', '--spike', '10x'],
      2,
      /expected a ScaledObject or a HorizontalPodAutoscaler, found none/,
    ],
    [['simulate', 'so.yaml', '--trace', 'none.csv'], 2, /none\.csv: there is no such file/],
    [['simulate', 'so.yaml', '--trace', 'so.yaml'], 2, /so\.yaml/],
    [['simulate', 'so.yaml', '--spike', '10x', '--slo-recovery', '60s'], 2, /--slo-recovery needs --slo-p95/],
    [
      ['simulate', 'so.yaml', '--spike', '10x', '--optimise', '--phases', '1'],
      2,
      /expected an objective to meet, got none/,
    ],
    [['simulate', 'so.yaml', '--spike', '10x', '--at', 'noon'], 2, /--at: expected a time/],
    [['simulate', 'so.yaml', '--spike', '10x', '--capacity', '-5'], 2, /capacity/],
    [['predict', 'so.yaml'], 2, /unknown action "predict", expected simulate or measure/],
    [['measure'], 2, /measure needs --prometheus URL/],
    [['measure', '--prometheus', 'http://127.0.0.1:9'], 2, /measure needs --deployment NAME/],
    [['measure', 'so.yaml'], 2, /measure takes no manifests/],
    [['measure', '--prometheus', 'x', '--deployment', 'shop'], 2, /expected an address such as/],
    [
      [
        'measure',
        '--prometheus',
        'http://127.0.0.1:9',
        '--deployment',
        'shop',
        '--from',
        '5m',
        '--to',
        '10m',
      ],
      2,
      /--from is not before --to/,
    ],
    [
      ['measure', '--prometheus', 'http://127.0.0.1:9', '--deployment', 'shop', '--from', '240h'],
      2,
      /more than 11000 steps/,
    ],
    [
      [
        'measure',
        '--prometheus',
        'http://127.0.0.1:9',
        '--deployment',
        'shop',
        '--spike-time',
        '2020-01-01T00:00:00Z',
      ],
      2,
      /--spike-time is not between/,
    ],
    [
      ['measure', '--prometheus', 'http://127.0.0.1:9', '--deployment', 'shop'],
      3,
      /asking http:\/\/127\.0\.0\.1:9 for .*expected series/,
    ],
    [
      ['measure', '--prometheus', 'http://127.0.0.1:9', '--deployment', 'shop', '--simulated', 'so.yaml'],
      2,
      /reading the simulation so\.yaml/,
    ],
  ])('%j ends with %d', async (argv, code, message) => {
    const answer = await run(...argv);
    expect(answer.stderr).toMatch(message);
    expect(answer.code).toBe(code);
    expect(answer.stdout).toBe('');
  });
});
