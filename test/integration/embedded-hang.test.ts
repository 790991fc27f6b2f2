import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLoad } from '../../src/adapters/engine-embedded/load-command.ts';
import { makeLoadSinks } from '../../src/adapters/engine-embedded/output/load-sinks.ts';
import { NO_LOAD_OPTIONS } from '../support/load-options.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { BACKEND, type BackendSettings, makeTestBackend } from '../support/test-backend.ts';

let folder: TempFolder;
let silent: Server;
let url: string;
beforeAll(async () => {
  folder = await makeTempFolder();
  silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  silent.close();
  await folder.remove();
});

let scripts = 0;

/** Runs `load` on a script whose test would never end by itself. */
async function load(source: string, settings: BackendSettings = {}) {
  const script = folder.file(`script-${++scripts}.js`);
  await writeFile(script, source);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const never = new AbortController().signal;
  const { exitCode } = await runLoad(
    { ...NO_LOAD_OPTIONS, script, env: { URL: url }, json: true },
    {
      version: '0.0.0',
      makeBackend: () => makeTestBackend(settings),
      sinks: makeLoadSinks(folder.path, stdout, stderr),
      openPrometheus: () => {
        throw new Error('not asked for');
      },
      variables: {},
      terminal: { stdout: false, stderr: false },
      abort: never,
      kill: never,
      onProgress: () => undefined,
    },
  );
  const report = JSON.parse(String(stdout.read()));
  const count = (metric: string): number => report.summary?.metrics[metric]?.values.count ?? 0;
  return { exitCode, report, count, err: String(stderr.read() ?? '') };
}

/** Two iterations of each of two VUs, with little time for any of them. */
const SHORT = `export const options = {
  scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 2, maxDuration: '1s', gracefulStop: '0s' } },
  setupTimeout: '300ms', teardownTimeout: '300ms', handleSummaryTimeout: '300ms',
};`;

describe('a script that never ends', () => {
  it.each([
    ['a loop', true, 'for (;;);'],
    ['a loop that swallows everything', false, 'for (;;) { try { sleep(1); } catch (e) {} }'],
    ['a timer that starts itself again', false, 'return new Promise(() => setInterval(() => {}, 1));'],
    ['a chain of promises', true, 'const next = () => Promise.resolve().then(next); return next();'],
    ['a request that is never answered', false, 'http.get(__ENV.URL);'],
  ])('in an iteration: %s is cut off, and the other VU works', async (_what, computes, body) => {
    const { exitCode, count, report } = await load(`
      import http from 'k6/http'; import { sleep } from 'k6'; ${SHORT}
      export default function () { if (__VU === 1) { ${body} } }`);
    expect(exitCode).toBe(0);
    // With a thread for several VUs, one that computes keeps the other from it for the whole second.
    if (BACKEND === 'worker' || !computes) expect(count('iterations')).toBe(2);
    expect(report.notices).toContainEqual(expect.objectContaining({ code: 'iterations-interrupted' }));
  });

  it.each([
    ['setup', 100],
    ['teardown', 101],
    ['handleSummary', 0],
  ])('in %s ends with its time-out', async (phase, code) => {
    const { exitCode, err } = await load(
      `${SHORT} export default () => {}; export function ${phase}() { for (;;); }`,
    );
    expect(exitCode).toBe(code);
    expect(err).toContain(phase);
  });

  it('in the init context of one VU is told as such', async () => {
    const { exitCode, err } = await load(`${SHORT} if (__VU === 2) for (;;); export default () => {};`, {
      initTimeoutMs: 700,
    });
    expect(exitCode).toBe(107);
    expect(err).toContain('did not end within 0.7 s');
  });

  it('waits for a server as long as its time-out, and no longer', async () => {
    const { count, report } = await load(`
      import http from 'k6/http'; ${SHORT}
      export default function () {
        const { status, error_code } = http.get(__ENV.URL, { timeout: '50ms' });
        if (status !== 0 || error_code !== 1050) throw new Error('answered');
      }`);
    expect(count('iterations')).toBe(4);
    expect(report.notices).toEqual([]);
  });
});

describe('a script that takes too much', () => {
  it('memory: its VU dies, a fresh one goes on, the others never notice', async () => {
    const { exitCode, count, report, err } = await load(
      `${SHORT.replace('1s', '20s')}
      export default function () {
        if (__VU === 1 && __ITER === 0) { const hoard = []; for (;;) hoard.push(new Array(10000).fill(1)); }
      }`,
      { heapMb: 32 },
    );
    expect(exitCode).toBe(0);
    expect(count('iterations')).toBe(3);
    expect(err).toMatch(/the VU died: .*memory/);
    expect(report.notices).toContainEqual(expect.objectContaining({ code: 'iterations-interrupted' }));
  });

  it('stack: the iteration ends with an exception, the VU goes on', async () => {
    const { count, err } = await load(`${SHORT.replace('1s', '20s')}
      export default function deep() { if (__ITER === 0) return 1 + deep(); }`);
    expect(count('iterations')).toBe(4);
    expect(err).toContain('RangeError');
  });

  it.skipIf(BACKEND === 'worker')('time of a thread that others share: it is ended there', async () => {
    const { count, err } = await load(
      `${SHORT.replace('1s', '20s')}
      export default function () { if (__VU === 1 && __ITER === 0) for (;;); }`,
      { longestSliceMs: 200 },
    );
    expect(count('iterations')).toBe(4);
    expect(err).toContain('the script computed for 0.2 s without a pause');
  });
});
