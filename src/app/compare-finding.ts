import { capacityOf, capacitySentence } from '../analysis/stress/capacity.ts';
import { baselineModel } from '../gate/baseline-model.ts';
import { changeLimits } from '../gate/change-limits.ts';
import { judgeLooks } from '../gate/judge-looks.ts';
import type { EntryLevel, RoundLevel } from '../gate/round-level.ts';
import type { Finding, FindingComparison, FindingReport } from '../model/finding.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { studentTQuantile } from '../stats/student-t.ts';

export type FindingPolicy = Pick<GatePolicy, 'failThreshold' | 'warnThreshold' | 'evidence'>;

export interface FindingJudged {
  readonly comparison: FindingComparison;
  /** A further ramp would tell. */
  readonly lookAgain: boolean;
}

/**
 * Capacity against earlier stress tests by the sequential rule of the gate: the level is the logarithm of how many requests a
 * second are lost, so that a lower breaking point is the regression, and one ramp alone fails nobody. `null` where either side has no
 * breaking point.
 * @param looks ramps of this job, in order
 */
export function compareFinding(
  looks: readonly Finding[],
  earlier: readonly FindingReport[],
  policy: FindingPolicy,
  exhausted: boolean,
): FindingJudged | null {
  const [round, ...further] = looks.flatMap(roundLevel);
  const known = earlier.flatMap((report) => entryLevel(report) ?? []);
  const [oldest, ...newer] = known;
  const newest = known.at(-1);
  if (round === undefined || oldest === undefined || newest === undefined) return null;
  const model = baselineModel([oldest, ...newer]);
  const limits = changeLimits(policy);
  const { outcome, estimate } = judgeLooks([round, ...further], model, {
    limits,
    evidence: policy.evidence,
    metrics: 1,
    exhausted,
    seeksImprovement: false,
    minAbsoluteDeltaMs: 0,
  });
  const reach = studentTQuantile(0.975, estimate.df) * estimate.standardError;
  const told = {
    what: 'breaking point (requests/s)',
    now: Math.exp(-model.mu - estimate.theta),
    before: Math.exp(-model.mu),
    change: Math.expm1(-estimate.theta),
    interval: {
      low: Math.expm1(-estimate.theta - reach),
      high: Math.expm1(-estimate.theta + reach),
      confidence: 0.95,
    },
    tests: model.entries,
    commit: newest.report.commit,
    at: newest.report.createdAt,
    outcome: outcome === 'look-again' ? 'inconclusive' : outcome === 'below-floor' ? 'passed' : outcome,
  } as const;
  const comparison = { ...told, sentence: capacitySentence(told, policy.failThreshold, estimate.looks) };
  return { comparison, lookAgain: outcome === 'look-again' };
}

function roundLevel(finding: Finding): RoundLevel[] {
  const capacity = finding.test === 'stress' ? capacityOf(finding) : null;
  if (capacity === null) return [];
  return [{ level: -Math.log(capacity.rate), withinError: capacity.logError, job: 'candidate' }];
}

function entryLevel(report: FindingReport): (EntryLevel & { readonly report: FindingReport }) | null {
  const capacity = report.finding.test === 'stress' ? capacityOf(report.finding) : null;
  if (capacity === null) return null;
  return { level: -Math.log(capacity.rate), rounds: 1, withinVariance: capacity.logError ** 2, report };
}
