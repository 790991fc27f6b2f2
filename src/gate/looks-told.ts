import type { LooksJudged } from './judge-looks.ts';
import type { ComparedVerdict } from './verdict-sentence.ts';

/** The verdict of the looks of one rule; `warn` is the logarithm of the change from which on a pass is warned of. */
export function comparedVerdict({ outcome, estimate }: LooksJudged, warn: number): ComparedVerdict {
  if (outcome === 'look-again') return 'inconclusive';
  return outcome === 'passed' && estimate.theta > warn ? 'warned' : outcome;
}

/** Looks that on their own are beyond the limit, on the side of the estimate. */
export function agreeingLooks(changes: readonly number[], theta: number, limit: number): number {
  return changes.filter((change) => (theta > 0 ? change > limit : -change > limit)).length;
}
