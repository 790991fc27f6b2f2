import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A real Prometheus on loopback, empty, with its remote-write receiver on. */
export interface PrometheusServer {
  readonly url: string;
  readonly writeUrl: string;
  /** Values of an instant query, with their labels. @throws Error with what Prometheus said */
  query(promql: string, atMs?: number): Promise<readonly PrometheusValue[]>;
  stop(): Promise<void>;
}

export interface PrometheusValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Whether Prometheus (Debian: package `prometheus`) is on this machine. */
export function hasPrometheus(): boolean {
  try {
    execFileSync('prometheus', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const START_MS = 20_000;

/**
 * @param config YAML; `ruleFiles` are absolute paths that it may name
 * @param history series that it has from the beginning, as OpenMetrics text
 */
export async function startPrometheus(config = 'global: {}\n', history?: string): Promise<PrometheusServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perf-gate-prometheus-'));
  const port = await freePort();
  const configFile = path.join(folder, 'prometheus.yml');
  await writeFile(configFile, config);
  if (history !== undefined) await recordHistory(folder, history);
  const child = spawn(
    'prometheus',
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=error',
    ],
    { stdio: 'inherit' },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  await ready(`${url}/-/ready`, child);
  return {
    url,
    writeUrl: `${url}/api/v1/write`,
    query: (promql, atMs) => query(url, promql, atMs),
    async stop() {
      process.off('exit', kill);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Blocks of its database, made by its own tool. */
async function recordHistory(folder: string, history: string): Promise<void> {
  const file = path.join(folder, 'history.txt');
  await writeFile(file, history);
  const data = path.join(folder, 'data');
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, data], { stdio: 'ignore' });
}

async function ready(url: string, child: { readonly exitCode: number | null }): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`prometheus ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`prometheus was not ready within ${START_MS / 1000} s`);
}

async function query(url: string, promql: string, atMs?: number): Promise<readonly PrometheusValue[]> {
  const time = atMs === undefined ? {} : { time: String(atMs / 1000) };
  const response = await fetch(`${url}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query: promql, ...time }),
  });
  const answer = (await response.json()) as {
    readonly error?: string;
    readonly data?: {
      readonly result: readonly {
        readonly metric: Readonly<Record<string, string>>;
        readonly value: readonly [number, string];
      }[];
    };
  };
  if (answer.data === undefined) throw new Error(`${promql}: ${answer.error}`);
  return answer.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}
