import type { Comparison, Judgement } from '../../src/model/comparison.ts';
import type { GatePolicy } from '../../src/model/gate-policy.ts';
import type { Report, TrendPoint } from '../../src/model/report.ts';
import type { Verdict, VerdictKind } from '../../src/model/verdict.ts';

const RULE = { metric: 'http_req_duration', quantile: 0.95, endpoint: null };

export const A_POLICY: GatePolicy = {
  kind: 'sequential',
  evidence: 'normal',
  failThreshold: 0.2,
  warnThreshold: 0.1,
  minAbsoluteDeltaMs: 5,
  confidence: 0.95,
  minRequests: 1000,
  maxErrorRate: 0.01,
  maxRounds: 4,
  rules: [RULE],
};

/** A comparison around a baseline of 182 ms: `aComparison(0.23)` came to 224 ms. */
export function aComparison(change: number, overrides: Partial<Comparison> = {}): Comparison {
  return {
    rule: RULE,
    design: 'history',
    baseline: { value: 182, entries: 12, cut: 0, commit: COMMITS[4] ?? null, at: '2026-11-12T09:30:00.000Z' },
    candidate: { value: 182 * (1 + change), runs: 2, requests: 11_988 },
    change,
    interval: { low: change - 0.08, high: change + 0.08, confidence: 0.95 },
    noise: 0.048,
    standardError: 0.033,
    minimumDetectableChange: 0.11,
    logLikelihoodRatio: 6.2,
    looks: 2,
    ...overrides,
  };
}

/** A judgement of the headline rule with its verdict and sentence. */
export function aJudgement(
  verdict: VerdictKind,
  text: string,
  comparison: Comparison | null,
  code: string = verdict,
): Judgement {
  return { rule: comparison?.rule ?? RULE, verdict, reasons: [{ code, text }], comparison };
}

/** A report of a job that passed quietly; `overrides` replace whole fields. */
export function aReport(overrides: Partial<Report> = {}): Report {
  const text =
    'p95 fell 1 % to 180 ms (95 % interval \u22129 to +7 %). The smallest change this could see is 11 %.';
  const comparison = aComparison(-0.01);
  return {
    schemaVersion: 1,
    tool: { name: 'perf-gate', version: '0.1.0' },
    createdAt: '2026-11-14T10:02:00.000Z',
    key: 'checkout-api',
    script: 'k6/baseline.js',
    commit: 'd4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3',
    branch: 'faster-search',
    pullRequest: 17,
    runUrl: 'https://ci.example/runs/42',
    verdict: aVerdict('passed', text),
    headline: text,
    advice: [],
    policy: A_POLICY,
    baseline: {
      value: 182,
      p95: 182,
      commit: COMMITS[4] ?? null,
      at: '2026-11-12T09:30:00.000Z',
      ageDays: 2.02,
      entries: 12,
      runs: 14,
      source: 'directory .perf-gate/baselines',
    },
    candidate: { value: 180.2, p50: 41.3, p95: 180.2, p99: 402, runs: 1, requests: 5_994, errorRate: 0 },
    change: comparison.change,
    interval: comparison.interval,
    noise: comparison.noise,
    minimumDetectableChange: comparison.minimumDetectableChange,
    judgements: [aJudgement('passed', text, comparison)],
    endpoints: [
      anEndpoint('GET /', 3_600, 61, 60),
      anEndpoint('GET /search', 1_800, 95, 97),
      anEndpoint('POST /checkout', 594, 310, 305),
    ],
    thresholds: [
      { metric: 'http_req_duration', expression: 'p(95)<400', ok: true },
      { metric: 'http_req_failed', expression: 'rate<0.01', ok: true },
    ],
    load: {
      requests: 5_994,
      failedRequests: 0,
      failuresByClass: {},
      iterations: 2_990,
      droppedIterations: 0,
      checksPassed: 5_994,
      checksFailed: 0,
      maxVus: 18,
      warmUpMs: 10_000,
      measuredMs: 50_000,
      offeredRate: 60,
    },
    generator: { cpuShare: 0.21, loopUtilisation: null },
    rounds: [
      { round: 1, side: null, p95: 180.2, requests: 5_994, end: { kind: 'finished' }, invalidBecause: [] },
    ],
    environment: {
      engine: { name: 'k6', version: '1.4.0', backend: null, node: null },
      machine: {
        runner: 'github-hosted ubuntu-24.04',
        os: 'linux',
        kernel: '6.8.0',
        cpuModel: 'AMD EPYC 7763 64-Core Processor',
        cores: 4,
        memoryMb: 16_384,
      },
      comparability: { comparable: true, differences: [] },
    },
    acceptance: null,
    promotion: { kind: 'withheld', reason: 'a pull request never becomes a baseline' },
    notices: [],
    trend: aTrend(180.2, 'passed', 182),
    latency: { baseline: null, candidate: null },
    artifacts: {},
    ...overrides,
  };
}

export function aVerdict(kind: VerdictKind, text: string, code: string = kind): Verdict {
  return { kind, reasons: [{ code, text }] };
}

export function anEndpoint(
  endpoint: string,
  requests: number,
  baselineP95: number | null,
  candidateP95: number | null,
) {
  const change = baselineP95 === null || candidateP95 === null ? null : candidateP95 / baselineP95 - 1;
  return { endpoint, requests, baselineP95, candidateP95, change, gated: false };
}

const DAYS = ['2026-10-30', '2026-11-02', '2026-11-05', '2026-11-09', '2026-11-12'];
const COMMITS = ['0f9e8d7c6b', '1a2b3c4d5e', '9c8b7a6f5e', '77aa66bb55', 'a1b2c3d4e5'].map((start) =>
  start.padEnd(40, '0'),
);

/** Five jobs of main around 182 ms and this one. */
export function aTrend(value: number, verdict: VerdictKind, baseline: number | null): TrendPoint[] {
  const earlier = [180, 184, 179, 186, 182].map(
    (value, index): TrendPoint => ({
      at: `${DAYS[index]}T09:30:00.000Z`,
      commit: COMMITS[index] ?? null,
      verdict: index === 0 ? 'no-baseline' : 'passed',
      status: 'promoted',
      value,
      low: value * 0.96,
      high: value * 1.04,
      baseline: index === 0 ? null : 182,
      limit: index === 0 ? null : 218.4,
      opensEpoch: false,
    }),
  );
  return [
    ...(baseline === null ? [] : earlier),
    {
      at: '2026-11-14T10:00:00.000Z',
      commit: 'd4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3',
      verdict,
      status: 'candidate',
      value,
      low: value * 0.96,
      high: value * 1.04,
      baseline,
      limit: baseline === null ? null : baseline * 1.2,
      opensEpoch: false,
    },
  ];
}
