import { type Rng, rngOf } from '../../src/lib/rng.ts';
import type { Trial } from './cell.ts';

/** Shares (0 to 1) of many trials. */
export interface Tally {
  readonly trials: number;
  readonly regressed: number;
  readonly passed: number;
  readonly inconclusive: number;
  readonly meanLooks: number;
  /** Standard error of `meanLooks`. */
  readonly looksError: number;
}

export function tallyOf(trials: number, seed: number, trial: (rng: Rng) => Trial): Tally {
  const rng = rngOf(seed);
  return tallyOfTrials(Array.from({ length: trials }, () => trial(rng)));
}

export function tallyOfTrials(all: readonly Trial[]): Tally {
  const trials = all.length;
  const meanLooks = all.reduce((sum, one) => sum + one.looks, 0) / trials;
  const squares = all.reduce((sum, one) => sum + (one.looks - meanLooks) ** 2, 0);
  const share = (outcome: Trial['outcome']) => all.filter((one) => one.outcome === outcome).length / trials;
  return {
    trials,
    regressed: share('regressed'),
    passed: share('passed'),
    inconclusive: share('inconclusive'),
    meanLooks,
    looksError: Math.sqrt(squares) / trials,
  };
}

/** A figure that should be at most, or at least, so much. */
export interface Goal {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Binomial standard error of a share. */
export function shareError(share: number, trials: number): number {
  return Math.sqrt((share * (1 - share)) / trials);
}

/** Whether a share misses its goal by more than two standard errors of the goal. */
export function misses(share: number, goal: Goal, trials: number): boolean {
  const bound = goal.atMost ?? goal.atLeast ?? 0;
  return missesBy(share, goal, 2 * shareError(bound, trials));
}

/** Whether a value misses its goal by more than an allowance. */
export function missesBy(value: number, { atMost, atLeast }: Goal, allowance: number): boolean {
  if (atMost !== undefined && value > atMost + allowance) return true;
  return atLeast !== undefined && value < atLeast - allowance;
}
