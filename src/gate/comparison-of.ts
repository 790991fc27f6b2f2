import type { Comparison } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { Run } from '../model/run.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { BaselineModel } from './baseline-model.ts';
import type { LevelledEntry } from './history-levels.ts';
import { minimumDetectableChange } from './minimum-detectable-change.ts';
import type { ChangeEstimate } from './round-level.ts';
import { samplesOf } from './samples-of.ts';

export interface ComparisonParts {
  readonly rule: GateRule;
  readonly policy: Pick<GatePolicy, 'confidence'>;
  /** Valid rounds, in order; the estimate's looks are the first of them. */
  readonly runs: readonly Run[];
  readonly newest: LevelledEntry;
  readonly model: BaselineModel;
  readonly estimate: ChangeEstimate;
  readonly logLikelihoodRatio: number | null;
}

/** The record of a comparison: milliseconds and ratios again, after all the logarithms. */
export function comparisonOf(parts: ComparisonParts): Comparison {
  const { rule, model, estimate, newest } = parts;
  const used = parts.runs.slice(0, estimate.looks);
  return {
    rule,
    design: 'history',
    baseline: {
      value: Math.exp(model.mu),
      entries: model.entries,
      cut: model.cut,
      commit: newest.entry.commit,
      at: newest.entry.at,
    },
    candidate: {
      value: Math.exp(model.mu + estimate.theta),
      runs: estimate.looks,
      requests: used.reduce((sum, run) => sum + samplesOf(run, rule), 0),
    },
    change: Math.expm1(estimate.theta),
    interval: intervalOf(estimate, parts.policy.confidence),
    noise: model.sigma,
    standardError: estimate.standardError,
    minimumDetectableChange: minimumDetectableChange(estimate.standardError),
    logLikelihoodRatio: parts.logLikelihoodRatio,
    looks: estimate.looks,
  };
}

/** Milliseconds between the two sides. */
export function deltaMs({ baseline, candidate }: Comparison): number {
  return Math.abs(candidate.value - baseline.value);
}

/** Where the change probably lies, as ratios. */
export function intervalOf(
  { theta, standardError, df }: ChangeEstimate,
  confidence: number,
): Comparison['interval'] {
  const reach = studentTQuantile((1 + confidence) / 2, df) * standardError;
  return { low: Math.expm1(theta - reach), high: Math.expm1(theta + reach), confidence };
}
