import type { Report } from '../../src/model/report.ts';
import type { VerdictKind } from '../../src/model/verdict.ts';
import { aComparison, aJudgement, anEndpoint, aReport, aTrend, aVerdict } from './report-builder.ts';

/** A report for each kind of verdict, with the sentences that the gate writes. */
export const REPORT_EXAMPLES: Readonly<Record<VerdictKind, Report>> = {
  passed: aReport({
    artifacts: { report: 'report.json', trend: 'trend.png', latency: 'latency.png' },
  }),
  improved: improved(),
  warned: warned(),
  regressed: regressed(),
  'slo-breached': sloBreached(),
  inconclusive: inconclusive(),
  invalid: invalid(),
  'not-comparable': notComparable(),
  'no-baseline': noBaseline(),
};

/** The parts of a report that one compared rule fills. */
function compared(verdict: VerdictKind, change: number, text: string): Partial<Report> {
  const comparison = aComparison(change);
  return {
    verdict: aVerdict(verdict, text),
    headline: text,
    judgements: [aJudgement(verdict, text, comparison)],
    candidate: {
      value: comparison.candidate.value,
      p50: 41 * (1 + change / 4),
      p95: comparison.candidate.value,
      p99: 402,
      runs: 2,
      requests: 11_988,
      errorRate: 0,
    },
    change: comparison.change,
    interval: comparison.interval,
    rounds: [1, 2].map((round) => ({
      round,
      side: null,
      p95: comparison.candidate.value * (0.99 + round / 100),
      requests: 5_994,
      end: { kind: 'finished' },
      invalidBecause: [],
    })),
    trend: aTrend(comparison.candidate.value, verdict, 182),
  };
}

function improved(): Report {
  const text =
    'p95 fell 30 % (95 % interval \u221238 to \u221222 %); two looks agree. The smallest change this could see is 11 %.';
  return aReport({
    ...compared('improved', -0.3, text),
    branch: 'main',
    pullRequest: null,
    advice: ['The baseline starts anew from this level.'],
    promotion: { kind: 'promoted', reason: 'a confirmed improvement of main' },
  });
}

function warned(): Report {
  const text =
    'p95 rose 14 % to 207 ms (95 % interval +6 to +22 %): under the 20 % limit, over the 10 % that is warned of. The smallest change this could see is 11 %.';
  return aReport({
    ...compared('warned', 0.14, text),
    advice: ['Nothing fails; a further change of this size would.'],
  });
}

function regressed(): Report {
  const text =
    'p95 rose 23 % (95 % interval +15 to +31 %), over the 20 % limit; two looks agree. The smallest change this could see is 11 %.';
  return aReport({
    ...compared('regressed', 0.23, text),
    advice: [
      'Not intended: look at POST /checkout first; it moved most (+30 %).',
      'Intended: accept the new level with `perf-gate baseline accept --key checkout-api --why "..."` (recorded with your name).',
      'In doubt: run it again; another runner shows whether it was the machine.',
    ],
    endpoints: [
      anEndpoint('GET /', 3_600, 61, 62),
      anEndpoint('GET /search', 1_800, 95, 97),
      anEndpoint('POST /checkout', 594, 310, 402),
    ],
    promotion: { kind: 'withheld', reason: 'a regression becomes a baseline only when accepted' },
    artifacts: { report: 'report.json', trend: 'trend.png', latency: 'latency.png' },
  });
}

function sloBreached(): Report {
  const text = 'The threshold http_req_failed rate<0.01 of the script was crossed.';
  const errors = 'the error rate was 3.4 %, over the 1 % that is allowed';
  return aReport({
    verdict: {
      kind: 'slo-breached',
      reasons: [
        { code: 'threshold-crossed', text },
        { code: 'error-rate', text: errors },
      ],
    },
    headline: text,
    advice: ['Fix the errors or the threshold first: latencies beside failing requests say little.'],
    candidate: { value: 178, p50: 40, p95: 178, p99: 390, runs: 1, requests: 5_994, errorRate: 0.034 },
    thresholds: [
      { metric: 'http_req_duration', expression: 'p(95)<400', ok: true },
      { metric: 'http_req_failed', expression: 'rate<0.01', ok: false },
    ],
    rounds: [
      {
        round: 1,
        side: null,
        p95: 178,
        requests: 5_994,
        end: { kind: 'thresholds-crossed' },
        invalidBecause: [],
      },
    ],
    promotion: { kind: 'withheld', reason: 'a run that missed an objective is no baseline' },
    trend: aTrend(178, 'slo-breached', 182),
  });
}

function inconclusive(): Report {
  const text =
    'p95 changed by something between \u22124 and +27 % (best estimate +11 %): too noisy to hold against a limit of 20 % after four looks. The smallest change this could see is 32 %.';
  const comparison = aComparison(0.11, {
    interval: { low: -0.04, high: 0.27, confidence: 0.95 },
    noise: 0.13,
    minimumDetectableChange: 0.32,
    looks: 4,
    baseline: { value: 182, entries: 3, cut: 2, commit: 'a1b2c3d4e5', at: '2026-11-12T09:30:00.000Z' },
  });
  return aReport({
    ...compared('inconclusive', 0.11, text),
    judgements: [aJudgement('inconclusive', text, comparison)],
    interval: comparison.interval,
    noise: 0.13,
    minimumDetectableChange: 0.32,
    advice: [
      'Let the default branch run more often: the baseline has 3 of the 5 jobs that make a good start.',
      'Runs differ by 13 % from one to the next; a fresh runner, a quieter one, or both versions side by side on one machine would settle it.',
    ],
  });
}

function invalid(): Report {
  const cause = 'the target did not answer: all 6\u202f000 requests failed (error 1212: 6\u202f000)';
  return aReport({
    verdict: aVerdict('invalid', cause, 'target-not-answering'),
    headline: `No verdict: ${cause}.`,
    advice: ['Check that the target is up and that BASE_URL points to it.'],
    candidate: { value: null, p50: null, p95: null, p99: null, runs: 2, requests: 12_000, errorRate: 1 },
    change: null,
    interval: null,
    noise: null,
    minimumDetectableChange: null,
    judgements: [],
    endpoints: [],
    thresholds: [],
    rounds: [1, 2].map((round) => ({
      round,
      side: null,
      p95: null,
      requests: 6_000,
      end: { kind: 'finished' },
      invalidBecause: [cause],
    })),
    promotion: { kind: 'not-saved', reason: 'what is no measurement is not kept' },
    trend: [],
  });
}

function notComparable(): Report {
  const text = 'The baseline cannot be compared with this run: load (RATE): 60 \u2192 120.';
  return aReport({
    verdict: aVerdict('not-comparable', text),
    headline: text,
    advice: ['Nothing is compared until the default branch has run with this engine, script and load.'],
    change: null,
    interval: null,
    noise: null,
    minimumDetectableChange: null,
    baseline: { ...aReport().baseline, value: null, p95: null },
    judgements: [aJudgement('not-comparable', text, null)],
    endpoints: [anEndpoint('GET /search', 1_800, null, 97)],
    environment: {
      ...aReport().environment,
      comparability: {
        comparable: false,
        differences: [
          'load (RATE): 60 \u2192 120',
          'CPU: AMD EPYC 7763 64-Core Processor \u2192 Intel Xeon 8370C',
        ],
      },
    },
    trend: [],
  });
}

function noBaseline(): Report {
  const text = 'There is no baseline yet to compare with: p95 was 180 ms.';
  return aReport({
    verdict: aVerdict('no-baseline', text),
    headline: text,
    branch: 'main',
    pullRequest: null,
    advice: [
      'Let it run on the default branch: each good run joins the baseline, and five jobs make a good start.',
    ],
    baseline: {
      value: null,
      p95: null,
      commit: null,
      at: null,
      ageDays: null,
      entries: 0,
      runs: 0,
      source: 'directory .perf-gate/baselines',
    },
    change: null,
    interval: null,
    noise: null,
    minimumDetectableChange: null,
    judgements: [aJudgement('no-baseline', text, null)],
    endpoints: [anEndpoint('GET /search', 1_800, null, 97)],
    promotion: { kind: 'promoted', reason: 'the first valid run of main' },
    trend: aTrend(180.2, 'no-baseline', null),
  });
}
