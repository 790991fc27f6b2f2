import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKERS_DIR } from '../support/build-workers.ts';
import { eventually, isAlive } from '../support/processes.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { BACKEND } from '../support/test-backend.ts';

/** Waits in the phase that it is told, without an end of its own; beside it, every phase is short. */
const SCRIPT = `
  import { sleep } from 'k6'; import http from 'k6/http'; import ws from 'k6/ws';
  const isLong = __ENV.PHASE === 'load' || __ENV.PHASE in waits();
  export const options = {
    scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: isLong ? 1e6 : 12, gracefulStop: '0s' } },
    setupTimeout: '60s', teardownTimeout: '5s', handleSummaryTimeout: '5s',
  };
  const maybeWait = (phase, from) => {
    if (__ENV.PHASE !== phase) return;
    console.log('now in ' + phase);
    if (from === undefined) for (;;);
    for (;;) sleep(from);
  };
  if (__VU === 1) maybeWait('init');
  export function setup() { maybeWait('setup', 60); }
  function waits() {
    return {
      computing: () => { for (;;); },
      request: () => http.get(__ENV.SILENT),
      socket: () => ws.connect(__ENV.SILENT.replace('http', 'ws'), {}, () => {}),
    };
  }
  export default function () {
    sleep(0.02);
    if (__VU !== 2 || __ITER !== 20) return;
    maybeWait('load', 60);
    console.log('now in ' + __ENV.PHASE);
    return waits()[__ENV.PHASE]?.();
  }
  export function teardown() { maybeWait('teardown', 60); }
  export function handleSummary() { maybeWait('summary', 60); return { stdout: 'summarised' }; }
`;
const PHASES = ['init', 'setup', 'load', 'teardown', 'summary'] as const;
/** What an iteration may be at. */
const WAITS = ['computing', 'request', 'socket'] as const;

let folder: TempFolder;
/** Takes connections and never says anything. */
let silent: Server;
beforeAll(async () => {
  silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  folder = await makeTempFolder();
  await writeFile(folder.file('script.js'), SCRIPT);
  await build({
    entryPoints: [fileURLToPath(new URL('../support/load-process.ts', import.meta.url))],
    outfile: folder.file('load-process.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
});
afterAll(async () => {
  silent.close();
  await folder.remove();
});

let runs = 0;

/** Starts `load` and waits until it is in the phase. */
async function inPhase(phase: string) {
  const out = folder.file(`out-${++runs}.ndjson`);
  const worker = path.join(WORKERS_DIR, BACKEND === 'worker' ? 'vu-worker.cjs' : 'engine-worker.mjs');
  const wasm = fileURLToPath(new URL('../../node_modules/quickjs-wasi/quickjs.wasm', import.meta.url));
  const args = [folder.file('load-process.mjs'), BACKEND, worker, wasm, folder.file('script.js'), phase, out];
  const SILENT = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SILENT },
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said.text += chunk;
    });
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said.text}`);
    return said.text.includes(`now in ${phase}`) ? true : null;
  }, 30_000);
  return { child, out, said };
}

async function ended(child: ChildProcess): Promise<readonly unknown[]> {
  return child.exitCode === null && child.signalCode === null
    ? once(child, 'exit')
    : [child.exitCode, child.signalCode];
}

/** What there is of a file, the last line maybe cut. */
async function linesOf(file: string): Promise<readonly string[]> {
  const bytes = await readFile(file);
  const plain = file.endsWith('.gz') ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
  return plain.toString('utf8').split('\n').slice(0, -1);
}

describe.concurrent.each(PHASES)('a process that is killed in %s', (phase) => {
  it('leaves no process, and what it had measured', async () => {
    const { child, out } = await inPhase(phase);
    const files = [out, `${out}.gz`];
    const hasLoad = phase !== 'init' && phase !== 'setup';
    const isWritten = async (file: string) => (await linesOf(file).catch(() => [])).length > 20;
    for (const file of hasLoad ? files : []) await eventually(async () => (await isWritten(file)) || null);
    child.kill('SIGKILL');
    expect(await ended(child)).toEqual([null, 'SIGKILL']);
    expect(isAlive(child.pid ?? 0)).toBe(false);
    for (const file of hasLoad ? files : [out])
      for (const line of await linesOf(file)) expect(JSON.parse(line).type).toMatch(/^(Point|Metric)$/);
  });

  it('once by SIGINT ends gracefully, by a second one at once', async () => {
    const [polite, hurried] = await Promise.all([inPhase(phase), inPhase(phase)]);
    polite.child.kill('SIGINT');
    hurried.child.kill('SIGINT');
    await eventually(() => (hurried.said.text.includes('gracefully') ? true : null));
    hurried.child.kill('SIGINT');
    expect(await ended(hurried.child)).toEqual([130, null]);
    expect(await ended(polite.child)).toEqual([105, null]);
    if (phase === 'load') expect(polite.said.text).toContain('summarised');
  });
});

describe.concurrent.each(WAITS)('a process that gets SIGTERM while an iteration is at: %s', (wait) => {
  it('cuts it off, and leaves whole files', async () => {
    const { child, out, said } = await inPhase(wait);
    child.kill('SIGTERM');
    expect(await ended(child)).toEqual([105, null]);
    expect(said.text).toContain('summarised');
    const texts = [await readFile(out), gunzipSync(await readFile(`${out}.gz`))].map(String);
    expect(texts[1]).toBe(texts[0]);
    for (const line of texts[0]?.trimEnd().split('\n') ?? [])
      expect(JSON.parse(line).type).toMatch(/^(Point|Metric)$/);
  });
});
