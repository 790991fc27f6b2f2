import type { Comparison } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { Pair } from '../model/pair.ts';
import { intervalOf } from './comparison-of.ts';
import { minimumDetectableChange } from './minimum-detectable-change.ts';
import type { ChangeEstimate } from './round-level.ts';
import { samplesOf } from './samples-of.ts';

export interface PairedComparisonParts {
  readonly rule: GateRule;
  readonly policy: Pick<GatePolicy, 'confidence'>;
  /** Pairs that the estimate was drawn from, in order. */
  readonly used: readonly { readonly pair: Pair }[];
  /** Level of the base, natural logarithm of ms. */
  readonly mu: number;
  readonly screens: number;
  readonly estimate: ChangeEstimate;
  readonly logLikelihoodRatio: number;
}

/** The record of a paired comparison: the baseline is the base that ran beside the head. */
export function pairedComparison(parts: PairedComparisonParts): Comparison {
  const { rule, used, mu, estimate } = parts;
  const newest = used[used.length - 1]?.pair.base.identity;
  return {
    rule,
    design: 'paired',
    baseline: {
      value: Math.exp(mu),
      entries: used.length,
      cut: 0,
      commit: newest?.commit ?? null,
      at: newest?.startedAt ?? '',
    },
    candidate: {
      value: Math.exp(mu + estimate.theta),
      runs: used.length,
      requests: used.reduce((sum, { pair }) => sum + samplesOf(pair.head, rule), 0),
    },
    change: Math.expm1(estimate.theta),
    interval: intervalOf(estimate, parts.policy.confidence),
    noise: estimate.standardError * Math.sqrt(used.length),
    standardError: estimate.standardError,
    minimumDetectableChange: minimumDetectableChange(estimate.standardError),
    logLikelihoodRatio: parts.logLikelihoodRatio,
    looks: used.length + parts.screens,
  };
}
