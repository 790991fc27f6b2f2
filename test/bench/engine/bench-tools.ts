import { type ChildProcess, execFile, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { sortedQuantile, sortedValues } from '../../../src/stats/sorted-quantile.ts';
import { COMMONJS_GLOBALS } from '../../../src/tooling/bundle.ts';
import { guestSourcePlugin } from '../../../src/tooling/guest-source-plugin.ts';
import { WORKERS_DIR } from '../../support/build-workers.ts';
import type { DriverJob, DriverReport } from './bench-driver.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

/** A Node to measure on. */
export interface BenchNode {
  readonly binary: string;
  readonly flags: readonly string[];
  readonly version: string;
}

export async function benchNode(binary: string): Promise<BenchNode> {
  const version = (await run(binary, ['--version'])).stdout.trim();
  return { binary, flags: ['--no-warnings'], version };
}

const drivers = new Map<string, Promise<string>>();

/** A driver of this folder in a bundle, made once: users run one, too. */
export function bundledDriver(name: 'bench-driver' | 'memory-driver' | 'guest-cost'): Promise<string> {
  const known = drivers.get(name);
  if (known !== undefined) return known;
  const made = bundleDriver(here(`${name}.ts`), name);
  drivers.set(name, made);
  return made;
}

async function bundleDriver(entry: string, name: string): Promise<string> {
  await build({
    entryPoints: { [name]: entry },
    outdir: WORKERS_DIR,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['esbuild'],
    plugins: [guestSourcePlugin],
    banner: { js: COMMONJS_GLOBALS },
    logLevel: 'warning',
  });
  return path.join(WORKERS_DIR, `${name}.mjs`);
}

/** Runs the engine in a process of its own. */
export async function driveEngine(
  node: BenchNode,
  job: Omit<DriverJob, 'workers' | 'wasm'>,
): Promise<DriverReport> {
  const workers = pathToFileURL(path.join(WORKERS_DIR, '/')).href;
  const wasm = pathToFileURL(path.resolve('node_modules/quickjs-wasi/quickjs.wasm')).href;
  const args = [
    await bundledDriver('bench-driver'),
    JSON.stringify({ ...job, workers, wasm } satisfies DriverJob),
  ];
  const { stdout } = await run(node.binary, [...node.flags, ...args], {
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout) as DriverReport;
}

/** Runs a script of this folder. @returns what it says on standard output, as JSON */
export async function runScript(node: BenchNode, file: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(node.binary, [...node.flags, file, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** What the parts of an iteration cost in QuickJS, in microseconds of processor time. */
export async function guestCosts(node: BenchNode, vus: number): Promise<Readonly<Record<string, number>>> {
  const wasm = path.resolve('node_modules/quickjs-wasi/quickjs.wasm');
  const args = [await bundledDriver('guest-cost'), wasm, '5000', String(vus)];
  const { stdout } = await run(node.binary, [...node.flags, ...args]);
  return JSON.parse(stdout) as Record<string, number>;
}

export interface TruthServer {
  readonly url: string;
  /** What was served since the last time: epoch ms of arrival, ms until the answer; and when the first request came. */
  truth(): Promise<{
    readonly served: readonly (readonly [number, number])[];
    readonly firstMs: number | null;
  }>;
  close(): void;
}

export async function startTruthServer(): Promise<TruthServer> {
  const child: ChildProcess = fork(here('truth-server.mjs'), { execArgv: [] });
  const port = await new Promise<number>((resolve) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    truth: async () => (await fetch(`${url}/truth`)).json() as ReturnType<TruthServer['truth']>,
    close: () => child.kill(),
  };
}

export interface AutocannonReport {
  readonly requestsPerSecond: number;
}

export async function driveAutocannon(args: readonly string[]): Promise<AutocannonReport> {
  const cli = fileURLToPath(new URL('../../../node_modules/autocannon/autocannon.js', import.meta.url));
  const { stdout } = await run(process.execPath, [cli, '--json', '--no-progress', ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const result = JSON.parse(stdout) as { requests: { average: number } };
  return { requestsPerSecond: result.requests.average };
}

export function quantileOf(values: readonly number[], p: number): number {
  return sortedQuantile(sortedValues(values), p);
}

export function median(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}
