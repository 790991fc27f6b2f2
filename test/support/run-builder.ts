import type { Fingerprint } from '../../src/model/environment.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import type { LoadFacts, Run, RunIdentity, Series } from '../../src/model/run.ts';
import { addValue, type LogHistogram } from '../../src/stats/log-histogram.ts';
import { encodeSeconds } from '../../src/stats/second-histograms.ts';
import { sortedQuantile, sortedValues } from '../../src/stats/sorted-quantile.ts';
import { seededRandom } from './seeded-random.ts';

/** What a run should look like; everything has a default that makes a good run. */
export interface RunShape {
  /** Runs of the same seed and shape are equal to the last bit. */
  readonly seed?: number;
  /** Multiplies every latency: 1.3 is 30 % slower. */
  readonly scale?: number;
  /** Successful requests in the measured window. */
  readonly requests?: number;
  /** Length of the measured window. */
  readonly seconds?: number;
  /** One latency in ms; log-normal around 20 ms by default. */
  readonly latency?: (random: () => number) => number;
  /** Shares of the requests by endpoint, each with a series of its own. */
  readonly endpoints?: Readonly<Record<string, number>>;
  /** Extra scale of an endpoint's latencies. */
  readonly endpointScale?: Readonly<Record<string, number>>;
  readonly metric?: string;
  readonly identity?: Partial<RunIdentity>;
  readonly fingerprint?: Partial<Fingerprint>;
  readonly cpuModel?: string;
  readonly load?: Partial<LoadFacts>;
  /** Replaces what was built. */
  readonly with?: Partial<Run>;
}

/** A run with real latencies and real encoded histograms; the same for the same shape. */
export function aRun(shape: RunShape = {}): Run {
  const { seed = 1, requests = 3000, seconds = 50 } = shape;
  const series = requests === 0 ? [] : seriesOfShape(shape);
  return {
    schemaVersion: 1,
    identity: anIdentity(seed, shape.identity),
    fingerprint: aFingerprint(shape),
    load: { ...aLoad(requests, seconds), ...shape.load },
    generator: { cpuShare: 0.2, loopUtilisation: null },
    thresholds: [],
    end: { kind: 'finished' },
    series,
    summaryOnly: false,
    notices: [],
    ...shape.with,
  };
}

/** A run of which a summary file is all there is. */
export function aSummaryRun(p95: number, shape: RunShape = {}): Run {
  const unstated = { mean: null, min: null, max: null, p50: null, p90: null, p99: null };
  const requests = shape.requests ?? 3000;
  const run = aRun({ ...shape, requests: 0 });
  return {
    ...run,
    load: { ...aLoad(requests, shape.seconds ?? 60), warmUpMs: 0, ...shape.load },
    summaryOnly: true,
    summary: [
      { metric: shape.metric ?? 'http_req_duration', endpoint: null, count: requests, p95, ...unstated },
    ],
  };
}

export type EntryShape = Partial<HistoryEntry> & {
  readonly seed?: number;
  /** Built from `run` when left out. */
  readonly run?: RunShape;
  /** Rounds of the job. */
  readonly rounds?: number;
};

/** A promoted entry of one job; `seed` also orders ids and times. */
export function anEntry(shape: EntryShape = {}): HistoryEntry {
  const { seed = 1, run = {}, rounds = 1, ...overrides } = shape;
  const build = (round: number) =>
    aRun({ ...run, seed: seed * 100 + round, identity: { job: `job-${seed}`, round, ...run.identity } });
  const first = build(1);
  const runs: HistoryEntry['runs'] = [
    first,
    ...Array.from({ length: rounds - 1 }, (_, index) => build(index + 2)),
  ];
  return {
    id: first.identity.id,
    at: first.identity.startedAt,
    commit: first.identity.commit,
    branch: first.identity.branch,
    verdict: 'passed',
    status: 'promoted',
    statusReason: 'a valid run of main',
    opensEpoch: false,
    acceptance: null,
    runs,
    ...overrides,
  };
}

/** Entries with the given scales, oldest first: `[1, 1.02, 0.97]` are three jobs around one level. */
export function entriesOf(scales: readonly number[], run: RunShape = {}): HistoryEntry[] {
  return scales.map((scale, index) => anEntry({ seed: index + 1, run: { ...run, scale } }));
}

const FIRST_DAY = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;

function anIdentity(seed: number, overrides: Partial<RunIdentity> = {}): RunIdentity {
  return {
    id: `run-${String(seed).padStart(6, '0')}`,
    job: 'job-candidate',
    round: 1,
    role: 'candidate',
    commit: (0xa1b2c3d0 + seed).toString(16).padEnd(40, '0'),
    parentCommit: null,
    branch: 'main',
    pullRequest: null,
    runUrl: null,
    startedAt: new Date(FIRST_DAY + seed * HOUR_MS).toISOString(),
    ...overrides,
  };
}

function aFingerprint(shape: RunShape): Fingerprint {
  return {
    engine: { name: 'k6', version: '1.4.0', backend: null, node: null },
    machine: {
      runner: 'github-hosted ubuntu-24.04',
      os: 'linux',
      kernel: '6.8.0',
      cpuModel: shape.cpuModel ?? 'AMD EPYC 7763',
      cores: 4,
      memoryMb: 16_384,
    },
    scriptHash: 'ab'.repeat(32),
    loadShape: { DURATION: '60s', RATE: '60', 'warm-up': '10000ms' },
    ...shape.fingerprint,
  };
}

function aLoad(requests: number, seconds: number): LoadFacts {
  return {
    requests,
    failedRequests: 0,
    failuresByClass: {},
    iterations: requests,
    droppedIterations: 0,
    checksPassed: requests,
    checksFailed: 0,
    maxVus: 20,
    warmUpMs: 10_000,
    measuredMs: seconds * 1000,
    offeredRate: null,
  };
}

interface Samples {
  readonly values: number[];
  readonly seconds: LogHistogram[];
}

function seriesOfShape(shape: RunShape): Series[] {
  const { seed = 1, scale = 1, requests = 3000, seconds = 50, latency = logNormalLatency } = shape;
  const random = seededRandom(seed);
  const all = emptySamples(seconds);
  const byEndpoint = new Map(
    Object.keys(shape.endpoints ?? {}).map((name) => [name, emptySamples(seconds)] as const),
  );
  for (let index = 0; index < requests; index++) {
    const endpoint = endpointAt(shape.endpoints ?? {}, random);
    const value = latency(random) * scale * (shape.endpointScale?.[endpoint ?? ''] ?? 1);
    const second = Math.floor((index / requests) * seconds);
    addSample(all, second, value);
    const own = endpoint === null ? undefined : byEndpoint.get(endpoint);
    if (own !== undefined) addSample(own, second, value);
  }
  const metric = shape.metric ?? 'http_req_duration';
  const named = [...byEndpoint].filter(([, samples]) => samples.values.length > 0);
  return [
    seriesOf(metric, null, all),
    ...named.map(([endpoint, samples]) => seriesOf(metric, endpoint, samples)),
  ];
}

function endpointAt(shares: Readonly<Record<string, number>>, random: () => number): string | null {
  let left = random();
  for (const [name, share] of Object.entries(shares)) {
    if (left < share) return name;
    left -= share;
  }
  return null;
}

function emptySamples(seconds: number): Samples {
  return { values: [], seconds: Array.from({ length: seconds }, () => new Map()) };
}

function addSample(samples: Samples, second: number, value: number): void {
  samples.values.push(value);
  const histogram = samples.seconds[second];
  if (histogram !== undefined) addValue(histogram, value);
}

function seriesOf(metric: string, endpoint: string | null, { values, seconds }: Samples): Series {
  const ascending = sortedValues(values);
  return {
    metric,
    endpoint,
    count: values.length,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: ascending[0] ?? Number.NaN,
    max: ascending[ascending.length - 1] ?? Number.NaN,
    p50: sortedQuantile(ascending, 0.5),
    p90: sortedQuantile(ascending, 0.9),
    p95: sortedQuantile(ascending, 0.95),
    p99: sortedQuantile(ascending, 0.99),
    exact: true,
    seconds: encodeSeconds(seconds),
  };
}

/** Median 20 ms, sigma 0.5: p95 about 45 ms. */
export function logNormalLatency(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return 20 * Math.exp(0.5 * radius * Math.cos(2 * Math.PI * random()));
}
