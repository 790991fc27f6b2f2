import { fileURLToPath } from 'node:url';
import type { BackendName } from '../../support/test-backend.ts';
import {
  type BenchNode,
  bundledDriver,
  driveAutocannon,
  driveEngine,
  median,
  quantileOf,
  runScript,
  type TruthServer,
} from './bench-tools.ts';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What is measured, and on what. */
export interface Subject {
  readonly backend: BackendName;
  readonly node: BenchNode;
}

export interface Effort {
  readonly accuracySeconds: number;
  readonly throughputSeconds: number;
  readonly rounds: number;
}

const DROPPED_MS = 2_000;

export interface OpenLoad {
  readonly rate: number;
  readonly vus: number;
}

interface Driven {
  readonly requests: readonly (readonly [endMs: number, durationMs: number])[];
  readonly startLagP99: number | null;
  readonly dropped: number;
}

/** Measured p95 minus served p95, in ms. */
export interface Accuracy {
  readonly p95Error: number;
  readonly worst: number;
  readonly startLagP99: number;
  readonly dropped: number;
}

/** Of the engine. */
export function accuracy(
  { backend, node }: Subject,
  server: TruthServer,
  { rate, vus }: OpenLoad,
  effort: Effort,
): Promise<Accuracy> {
  const env = {
    URL: server.url,
    RATE: String(rate),
    SECONDS: String(effort.accuracySeconds),
    VUS: String(vus),
  };
  const job = { backend, script: script('accuracy.js'), env, commandLine: {}, withNdjson: false };
  return againstTruth(server, effort, () => driveEngine(node, job));
}

/** Of bare sockets, whose error is that of the machine, of Node and of the server's own clock. */
export function bareAccuracy(
  node: BenchNode,
  server: TruthServer,
  { rate, vus }: OpenLoad,
  effort: Effort,
): Promise<Accuracy> {
  const client = [`${server.url}/slow`, rate, effort.accuracySeconds, vus].map(String);
  return againstTruth(server, effort, async () => {
    const requests = (await runScript(node, script('bare-client.mjs'), client)) as Driven['requests'];
    return { requests, startLagP99: null, dropped: rate * effort.accuracySeconds - requests.length };
  });
}

async function againstTruth(
  server: TruthServer,
  { rounds }: Effort,
  drive: () => Promise<Driven>,
): Promise<Accuracy> {
  const [errors, lags]: [number[], number[]] = [[], []];
  let dropped = 0;
  for (let round = 0; round < rounds; round += 1) {
    await server.truth();
    const driven = await drive();
    const { served, firstMs } = await server.truth();
    const fromMs = (firstMs ?? 0) + DROPPED_MS;
    const measured = driven.requests
      .filter(([endMs, duration]) => endMs - duration >= fromMs)
      .map(([, ms]) => ms);
    const truth = served.filter(([arrivedMs]) => arrivedMs >= fromMs).map(([, ms]) => ms);
    errors.push(quantileOf(measured, 0.95) - quantileOf(truth, 0.95));
    lags.push(driven.startLagP99 ?? 0);
    dropped += driven.dropped;
  }
  return { p95Error: median(errors), worst: Math.max(...errors), startLagP99: median(lags), dropped };
}

const CLOSED_VUS = 50;

/** Requests a second of a script with a group, a request and three checks, closed loop. */
export async function throughput(
  { backend, node }: Subject,
  server: TruthServer,
  { throughputSeconds }: Effort,
): Promise<number> {
  const commandLine = { vus: CLOSED_VUS, duration: `${throughputSeconds}s` };
  const env = { URL: server.url };
  const job = { backend, script: script('throughput.js'), env, commandLine, withNdjson: false };
  const report = await driveEngine(node, job);
  return (report.requests.length * 1_000) / report.durationMs;
}

export async function autocannonThroughput(
  server: TruthServer,
  { throughputSeconds }: Effort,
): Promise<number> {
  const args = ['-c', String(CLOSED_VUS), '-d', String(throughputSeconds), `${server.url}/fast`];
  return (await driveAutocannon(args)).requestsPerSecond;
}

/** Memory of the whole process for each VU beyond the first, in MB, after three iterations. */
export async function memoryPerVu(
  { backend, node }: Subject,
  server: TruthServer,
  vus: number,
): Promise<number> {
  const rss = async (count: number) => {
    const scenarios = {
      m: { executor: 'per-vu-iterations', vus: count, iterations: 3, maxDuration: '120s' },
    };
    const env = { URL: server.url };
    const job = {
      backend,
      script: script('throughput.js'),
      env,
      commandLine: { scenarios },
      withNdjson: false,
    };
    return (await driveEngine(node, job)).rssMb;
  };
  return ((await rss(vus)) - (await rss(1))) / (vus - 1);
}

/** From the start of the process to the first request that reaches the server, in ms. */
export async function startTime(
  { backend, node }: Subject,
  server: TruthServer,
  vus: number,
  { rounds }: Effort,
): Promise<number> {
  const times: number[] = [];
  await bundledDriver('bench-driver');
  for (let round = 0; round < rounds; round += 1) {
    await server.truth();
    const scenarios = { s: { executor: 'per-vu-iterations', vus, iterations: 1, maxDuration: '60s' } };
    const env = { URL: server.url };
    const startMs = performance.timeOrigin + performance.now();
    const job = {
      backend,
      script: script('throughput.js'),
      env,
      commandLine: { scenarios },
      withNdjson: false,
    };
    await driveEngine(node, job);
    times.push(((await server.truth()).firstMs ?? 0) - startMs);
  }
  return median(times);
}

/** From the start of a process until so many threads with nothing in them run, in ms. */
export async function emptyThreadsTime(
  node: BenchNode,
  threads: number,
  { rounds }: Effort,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.timeOrigin + performance.now();
    times.push(Number(await runScript(node, script('empty-threads.mjs'), [String(threads)])) - startMs);
  }
  return median(times);
}

/** What writing NDJSON takes of one core at a rate, as a share. */
export async function ndjsonCost(
  { backend, node }: Subject,
  server: TruthServer,
  rate: number,
  { accuracySeconds, rounds }: Effort,
): Promise<number> {
  const env = { URL: server.url, RATE: String(rate), SECONDS: String(accuracySeconds), VUS: '120' };
  const job = { backend, script: script('accuracy.js'), env, commandLine: {}, withNdjson: true };
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { writingMs, requests } = await driveEngine(node, job);
    costs.push((writingMs / requests.length) * (rate / 1_000));
  }
  return median(costs);
}
