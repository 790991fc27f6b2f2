import type { BaselineModel } from './baseline-model.ts';
import { freshLooks } from './fresh-looks.ts';
import { isBelowFloor, isSurelyBelowFloor } from './milliseconds-floor.ts';
import type { ChangeEstimate, RoundLevel } from './round-level.ts';
import { screenPasses } from './screen.ts';
import { decideSequentially, type SequentialDecision, type SequentialRules } from './sequential-decision.ts';

export interface LookRules extends SequentialRules {
  /** A change of fewer milliseconds is never a regression. */
  readonly minAbsoluteDeltaMs: number;
  /** Judges by all rounds together: those after a pass were not made in vain, they were there already. */
  readonly allAtOnce?: boolean;
  /** The looks go on in another job: where they are spent here, the weaker evidence of a last look does not count yet. */
  readonly handsOver?: boolean;
}

/** What the looks so far say; `below-floor`: over the limit, but by too few milliseconds to matter. */
export interface LooksJudged {
  readonly outcome: SequentialDecision['outcome'] | 'below-floor';
  readonly estimate: ChangeEstimate;
  readonly logLikelihoodRatio: number;
}

/**
 * Takes the rounds of one rule in order and stops at the first that decides: a rule that has passed stays passed
 * while others of the same job still need rounds.
 */
export function judgeLooks(
  rounds: readonly [RoundLevel, ...RoundLevel[]],
  baseline: BaselineModel,
  rules: LookRules,
): LooksJudged {
  const [first, ...rest] = rounds;
  for (let looks = rules.allAtOnce === true ? rounds.length : 1; looks < rounds.length; looks++) {
    const soFar = [first, ...rest.slice(0, looks - 1)] as const;
    const judged = judgeAt(soFar, baseline, { ...rules, exhausted: false });
    if (judged.outcome !== 'look-again') return judged;
  }
  if (rules.handsOver !== true || !rules.exhausted) return judgeAt(rounds, baseline, rules);
  const judged = judgeAt(rounds, baseline, { ...rules, exhausted: false });
  return judged.outcome === 'look-again' ? { ...judged, outcome: 'inconclusive' } : judged;
}

function judgeAt(
  rounds: readonly [RoundLevel, ...RoundLevel[]],
  baseline: BaselineModel,
  rules: LookRules,
): LooksJudged {
  const estimate = freshLooks(rounds, baseline);
  const { outcome, logLikelihoodRatio } = decideSequentially(estimate, rules);
  const judged = (kind: LooksJudged['outcome']) => ({ outcome: kind, estimate, logLikelihoodRatio });
  const tooSmall = isBelowFloor(estimate.theta, baseline.mu, rules);
  if (isSurelyBelowFloor(estimate, baseline.mu, rules)) {
    return judged(estimate.theta > rules.limits.limit ? 'below-floor' : 'passed');
  }
  if (outcome === 'regressed') return judged(tooSmall ? 'below-floor' : 'regressed');
  if (outcome === 'improved') return judged(tooSmall ? 'passed' : 'improved');
  if (rounds.length > 1 || rules.exhausted) return judged(outcome);
  return judged(passesAlone(rounds[0], estimate, baseline, rules) ? 'passed' : 'look-again');
}

function passesAlone(
  round: RoundLevel,
  estimate: ChangeEstimate,
  baseline: BaselineModel,
  { seeksImprovement, limits }: LookRules,
): boolean {
  if (seeksImprovement && estimate.theta < -limits.low) return false;
  return screenPasses(round, estimate, baseline, limits);
}
