import { logLikelihoodRatio, sprtBounds } from '../stats/sprt.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { ChangeLimits } from './change-limits.ts';
import type { ChangeEstimate } from './round-level.ts';

/** Chance to fail a change of half the limit; shared out among the gated metrics. */
const ALPHA = 0.02;
/** Chance to pass a change of one and a half times the limit. */
const BETA = 0.05;
/** Odds of 4 to 1: what is asked for when no more looks are left. */
const LAST_ODDS = Math.log(4);

export interface SequentialRules {
  readonly limits: ChangeLimits;
  readonly evidence: 'normal' | 'strong';
  /** Gated metrics that share the chance of a false alarm. */
  readonly metrics: number;
  /** No further look can be taken. */
  readonly exhausted: boolean;
  /** On the main branch a fall of half the limit or more is worth looks of its own: it may open an epoch. */
  readonly seeksImprovement: boolean;
}

export interface SequentialDecision {
  readonly outcome: 'regressed' | 'improved' | 'passed' | 'inconclusive' | 'look-again';
  readonly logLikelihoodRatio: number;
}

/**
 * Decides between "at most half the limit" and "at least one and a half times the limit" after each look (Wald's
 * sequential test with errors of 2 % and 5 %). Nobody is failed, and no epoch opened, on one measurement. When the
 * looks are spent, more than the limit by the best estimate and surely slower than the baseline is a regression;
 * an improvement, which would move the baseline, always needs the strong evidence.
 */
export function decideSequentially(estimate: ChangeEstimate, rules: SequentialRules): SequentialDecision {
  const slower = likelihoodOf(estimate.theta, estimate, rules.limits);
  const faster = likelihoodOf(-estimate.theta, estimate, rules.limits);
  const outcome = outcomeOf(estimate, rules, slower, faster);
  return { outcome, logLikelihoodRatio: slower };
}

function outcomeOf(
  { theta, looks, ...known }: ChangeEstimate,
  rules: SequentialRules,
  slower: number,
  faster: number,
): SequentialDecision['outcome'] {
  const { limit, low } = rules.limits;
  const bounds = sprtBounds(ALPHA / rules.metrics, BETA);
  const confirmed = looks >= 2;
  if (confirmed && theta > limit && slower >= bounds.upper) return 'regressed';
  if (confirmed && -theta > limit && faster >= bounds.upper) return 'improved';
  const seeking = rules.seeksImprovement && !rules.exhausted && theta < -low && faster > -bounds.lower;
  if (theta < limit && slower <= -bounds.lower && !seeking) return 'passed';
  if (!rules.exhausted) return 'look-again';
  if (confirmed && theta > limit && lastEvidence(theta, known, slower, rules)) return 'regressed';
  if (confirmed && -theta > limit && lastEvidence(-theta, known, faster, { ...rules, evidence: 'strong' }))
    return 'improved';
  return theta < limit && slower <= -LAST_ODDS ? 'passed' : 'inconclusive';
}

/** Likelihood ratio with an error made larger as far as it is itself uncertain. */
function likelihoodOf(theta: number, { standardError, df }: ChangeEstimate, { low, high }: ChangeLimits) {
  const inflation = studentTQuantile(0.98, df) / NORMAL_98;
  return logLikelihoodRatio(theta, inflation * standardError, low, high);
}

const NORMAL_98 = 2.054;

/**
 * Metrics of one job share its machine, so their false alarms come together and sharing the level out by their whole
 * number would be too much. With ten metrics at a noise of 10 %, ten jobs of history and fresh runners, the power 0.7
 * keeps unchanged jobs that fail under 5 % (the square root: 6 %) and catches three in four of +30 %
 * (`test/calibration/situations.ts`).
 */
const SHARING = 0.7;

function lastEvidence(
  theta: number,
  { standardError, df }: Pick<ChangeEstimate, 'standardError' | 'df'>,
  likelihood: number,
  { evidence, metrics }: Pick<SequentialRules, 'evidence' | 'metrics'>,
): boolean {
  const surely = (level: number) =>
    theta - studentTQuantile(1 - level / metrics ** SHARING, df) * standardError > 0;
  return evidence === 'normal' ? surely(0.05) : likelihood >= LAST_ODDS && surely(0.01);
}
