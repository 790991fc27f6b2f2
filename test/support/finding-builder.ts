import type { Finding, FindingReport } from '../../src/model/finding.ts';
import type { FindingEntry } from '../../src/model/history.ts';
import type { SoakFinding } from '../../src/model/soak-finding.ts';
import type { SpikeFinding } from '../../src/model/spike-finding.ts';
import type { StressFinding } from '../../src/model/stress-finding.ts';

/** A test that found something; `overrides` replace whole fields. */
export function aFindingReport(finding: Finding, overrides: Partial<FindingReport> = {}): FindingReport {
  const sentence = `What the ${finding.test} test found.`;
  return {
    schemaVersion: 1,
    tool: { name: 'perf-gate', version: '0.1.0' },
    id: '0001',
    createdAt: '2026-11-14T10:02:00.000Z',
    key: 'checkout-api',
    source: `k6/${finding.test}.js`,
    startedAt: '2026-11-14T09:55:00.000Z',
    commit: 'd4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3',
    branch: 'main',
    runUrl: 'https://ci.example/runs/42',
    verdict: { kind: 'passed', reasons: [{ code: finding.outcome, text: sentence }] },
    sentence,
    finding,
    comparisons: [],
    promotion: { kind: 'promoted', reason: 'a valid run of main' },
    acceptance: null,
    notices: [],
    artifacts: {},
    ...overrides,
  };
}

/** A service that breaks at 412 requests a second. */
export function aStressFinding(overrides: Partial<StressFinding> = {}): StressFinding {
  return {
    test: 'stress',
    outcome: 'broke',
    objective: { p95Ms: 300, stated: true, errorRate: 0.01 },
    breakingPoint: { rate: 412, low: 396, high: 428, confidence: 0.95 },
    brokeFirst: 'latency',
    failure: null,
    extrapolated: null,
    lowestRate: 60,
    highestRate: 600,
    unloadedP95Ms: 21,
    requestsPerIteration: 2.4,
    steps: [],
    cause: null,
    ...overrides,
  };
}

/** A service that is slow for 12 s after a spike. */
export function aSpikeFinding(overrides: Partial<SpikeFinding> = {}): SpikeFinding {
  return {
    test: 'spike',
    outcome: 'recovered',
    spike: { fromSecond: 60, toSecond: 80, baseRate: 40, peakRate: 400 },
    band: { p95Ms: 25, upToMs: 30 },
    recoverySeconds: 12,
    watchedSeconds: 120,
    peakP95Ms: 1_840,
    errors: { duringSpike: 0.02, afterSpike: 0, mostFrequent: null },
    backlog: null,
    points: [],
    cause: null,
    ...overrides,
  };
}

/** A service that holds its latency while its memory grows by 24 %. */
export function aSoakFinding(overrides: Partial<SoakFinding> = {}): SoakFinding {
  const line = { changeAtLeast: 0, perHour: 0, fromSecond: 360, toSecond: 3_600, points: [] };
  const descriptors = { name: 'process_open_fds', kind: 'file-descriptors', from: 40, to: 40 } as const;
  const memory = { name: 'process_resident_memory_bytes', kind: 'memory', from: 100e6, to: 124e6 } as const;
  return {
    test: 'soak',
    outcome: 'leaking',
    seconds: 3_600,
    requests: 180_000,
    errorRate: 0.001,
    gapSeconds: 0,
    restarts: [],
    limit: 0.1,
    latency: { name: 'p95', kind: 'latency', from: 20, to: 20.2, change: 0.01, rises: false, ...line },
    resources: [
      { ...memory, ...line, change: 0.24, rises: true },
      { ...descriptors, ...line, change: 0, rises: false },
    ],
    cause: null,
    ...overrides,
  };
}

/** A test that was filed in the given week of 2026; `overrides` replace whole fields. */
export function aFindingEntry(
  finding: Finding,
  week = 0,
  overrides: Partial<FindingEntry> = {},
): FindingEntry {
  const at = new Date(Date.UTC(2026, 0, 1 + 7 * week)).toISOString();
  return {
    ...{ id: `week-${week}`, at, commit: `c${week}`, branch: 'main', verdict: 'passed' },
    ...{
      status: 'promoted',
      statusReason: 'a valid run of main',
      opensEpoch: false,
      acceptance: null,
      finding,
    },
    ...overrides,
  };
}
