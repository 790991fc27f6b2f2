import { readFile, writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeEmbeddedEngine } from '../../src/adapters/engine-embedded/embedded-engine.ts';
import { runLoad } from '../../src/adapters/engine-embedded/load-command.ts';
import type { LoadCommandOptions } from '../../src/adapters/engine-embedded/options/command-line-options.ts';
import { makeLoadSinks } from '../../src/adapters/engine-embedded/output/load-sinks.ts';
import type { LoadProgress } from '../../src/model/load-plan.ts';
import { sortedQuantile, sortedValues } from '../../src/stats/sorted-quantile.ts';
import { type DelayServer, startDelayServer } from '../support/delay-server.ts';
import { NO_LOAD_OPTIONS } from '../support/load-options.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeTestBackend } from '../support/test-backend.ts';

const makeBackend = () => makeTestBackend();

let folder: Awaited<ReturnType<typeof makeTempFolder>>;
let server: DelayServer;

beforeEach(async () => {
  folder = await makeTempFolder();
  server = await startDelayServer((id) => 5 + (id % 40));
});
afterEach(async () => {
  await server.close();
  await folder.remove();
});

/** Runs `load` on a script with the server as BASE_URL. */
async function load(
  source: string,
  options: Partial<LoadCommandOptions> = {},
  abort = new AbortController().signal,
  onProgress: (progress: LoadProgress) => void = () => undefined,
) {
  const script = folder.file('script.js');
  await writeFile(script, source);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { exitCode } = await runLoad(
    { ...NO_LOAD_OPTIONS, script, env: { BASE_URL: server.url }, quiet: false, ...options },
    {
      version: '0.0.0',
      makeBackend,
      sinks: makeLoadSinks(folder.path, stdout, stderr),
      openPrometheus: () => {
        throw new Error('not asked for');
      },
      variables: {},
      terminal: { stdout: false, stderr: false },
      abort,
      kill: new AbortController().signal,
      onProgress,
    },
  );
  return { exitCode, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

interface Point {
  readonly metric: string;
  readonly data: { readonly value: number; readonly tags: Readonly<Record<string, string>> };
}

function pointsOf(ndjson: string, metric: string): readonly Point[] {
  const lines = ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return lines.filter((line) => line.type === 'Point' && line.metric === metric);
}

describe('scripts that cannot be run', () => {
  it.each([
    ['a syntax error', 'export default function () { this is no JavaScript', 107, 'script.js:1'],
    [
      'a throw in the init context',
      "throw new Error('at once'); export default function () {}",
      107,
      'at once',
    ],
    ['no default function', 'export const options = { vus: 1 };', 104, 'default'],
    [
      'an option that needs k6',
      'export const options = { rps: 5 }; export default function () {}',
      104,
      'rps',
    ],
    [
      'a threshold on nothing',
      "export const options = { thresholds: { nobody: ['count>1'] } }; export default function () {}",
      104,
      'nobody',
    ],
    [
      'a setup that throws',
      "export function setup() { throw new Error('no data'); } export default function () {}",
      107,
      'no data',
    ],
  ])('%s', async (_what, source, code, words) => {
    const { exitCode, err } = await load(source);
    expect(exitCode).toBe(code);
    expect(err).toContain(words);
  });

  it('a script that is not there', async () => {
    const { exitCode } = await load('', { script: folder.file('none.js') });
    expect(exitCode).toBe(255);
  });
});

const FULL = `
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import { Trend, Counter } from 'k6/metrics';
import exec from 'k6/execution';
const wait = new Trend('own_wait', true);
const seen = new Counter('own_seen');
export const options = {
  scenarios: {
    loop: { executor: 'per-vu-iterations', vus: 2, iterations: 5 },
    open: { executor: 'constant-arrival-rate', rate: 20, duration: '1s', preAllocatedVUs: 20, exec: 'open', tags: { kind: 'open' } },
  },
  thresholds: { checks: ['rate==1'], 'http_req_duration{kind:open}': ['p(95)<5000'], own_seen: ['count==30'] },
  summaryTrendStats: ['avg', 'med', 'p(95)', 'count'],
};
export function setup() { return { id: 7 }; }
export default function (data) {
  group('shop', () => {
    const response = http.get(\`\${__ENV.BASE_URL}?id=\${data.id}\`, { tags: { name: 'shop' } });
    wait.add(response.timings.waiting);
    seen.add(1);
    check(response, { 'is ok': (r) => r.status === 200 && r.body === 'ok' });
  });
  sleep(0.01);
}
export function open() {
  http.get(\`\${__ENV.BASE_URL}?id=\${exec.scenario.iterationInTest}\`, { tags: { name: 'open' } });
  seen.add(1);
}
export function teardown(data) { if (data.id !== 7) throw new Error('data lost'); }
export function handleSummary(data) { return { stdout: 'done', 'own/summary.json': JSON.stringify(data) }; }
`;

it('a script with everything: samples, summaries and thresholds agree', async () => {
  const outs = ['json=samples.ndjson', 'csv=samples.csv'];
  const { exitCode, out, err } = await load(FULL, { outs, summaryExport: 'export.json' });
  expect(err).not.toContain('error');
  expect(exitCode).toBe(0);
  expect(out).toBe('done');
  const ndjson = await readFile(folder.file('samples.ndjson'), 'utf8');
  const durations = pointsOf(ndjson, 'http_req_duration');
  const shop = durations.filter((point) => point.data.tags.name === 'shop');
  const open = durations.filter((point) => point.data.tags.kind === 'open');
  expect([shop.length, open.length, pointsOf(ndjson, 'iterations').length]).toEqual([10, 20, 30]);
  expect(shop[0]?.data.tags).toMatchObject({
    group: '::shop',
    scenario: 'loop',
    status: '200',
    method: 'GET',
  });
  const summary = JSON.parse(await readFile(folder.file('own/summary.json'), 'utf8'));
  const exported = JSON.parse(await readFile(folder.file('export.json'), 'utf8'));
  const p95 = sortedQuantile(sortedValues(durations.map((point) => point.data.value)), 0.95);
  expect(summary.metrics.http_req_duration.values['p(95)']).toBeCloseTo(p95, 5);
  expect(exported.metrics.http_req_duration['p(95)']).toBeCloseTo(p95, 5);
  expect(summary.metrics['http_req_duration{kind:open}'].values.count).toBe(20);
  expect(summary.setup_data).toEqual({ id: 7 });
  const csv = await readFile(folder.file('samples.csv'), 'utf8');
  expect(csv.split('\n').filter((line) => line.startsWith('http_req_duration,'))).toHaveLength(30);
});

it('an abort ends the load at once, and teardown still runs', async () => {
  const source = `
import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 2, duration: '60s' };
export default function () { http.get(__ENV.BASE_URL + '?id=1'); sleep(30); }
export function teardown() { console.log('teardown ran'); }
`;
  const controller = new AbortController();
  let aborted = 0;
  const { exitCode, err } = await load(source, {}, controller.signal, ({ activeVus }) => {
    if (activeVus === 0 || controller.signal.aborted) return;
    aborted = performance.now();
    controller.abort('SIGINT');
  });
  expect(exitCode).toBe(105);
  expect(err).toContain('teardown ran');
  expect(performance.now() - aborted).toBeLessThan(20_000);
});

it('measures what the service took, and starts what it was asked to start', async () => {
  const script = folder.file('rate.js');
  await writeFile(
    script,
    `
import http from 'k6/http';
import exec from 'k6/execution';
export const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 50, duration: '4s', preAllocatedVUs: 20 } } };
export default function () { http.get(\`\${__ENV.BASE_URL}?id=\${exec.scenario.iterationInTest}\`, { tags: { name: 'x' } }); }
`,
  );
  const engine = makeEmbeddedEngine({ version: '0.0.0', makeBackend });
  const run = engine.run(
    {
      script,
      env: { BASE_URL: server.url },
      durationMs: null,
      vus: null,
      tags: {},
      timeoutMs: 30_000,
      seed: 1,
    },
    { signal: new AbortController().signal, onProgress: () => undefined, onLog: () => undefined },
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of run.output) chunks.push(chunk);
  const outcome = await run.outcome;
  const ndjson = Buffer.concat(chunks).toString();
  const valuesOf = (metric: string) => pointsOf(ndjson, metric).map((point) => point.data.value);
  const measured = valuesOf('http_req_duration');
  const dropped = valuesOf('dropped_iterations').reduce((sum, count) => sum + count, 0);
  const median = (values: Iterable<number>) => sortedQuantile(sortedValues([...values]), 0.5);
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(outcome.offeredRate).toBe(50);
  expect(measured.length + dropped).toBe(200);
  expect(dropped).toBeLessThan(100);
  // The client cannot be faster than the service; a busy machine may make it slower, how much is for the bench.
  expect(median(measured)).toBeGreaterThan(median(server.served.values()) - 1);
  expect(median(measured)).toBeLessThan(2 * median(server.served.values()) + 50);
  expect(outcome.generator.loopUtilisation).toBeGreaterThan(0);
  expect(outcome.generator.cpuShare).toBeGreaterThan(0);
});
