import { type Rng, rngOf } from '../../src/lib/rng.ts';
import type { Trial } from './cell.ts';

/** Shares (0 to 1) of many trials. */
export interface Tally {
  readonly trials: number;
  readonly regressed: number;
  readonly passed: number;
  readonly inconclusive: number;
  readonly meanLooks: number;
}

export function tallyOf(trials: number, seed: number, trial: (rng: Rng) => Trial): Tally {
  const rng = rngOf(seed);
  const all = Array.from({ length: trials }, () => trial(rng));
  const share = (outcome: Trial['outcome']) => all.filter((one) => one.outcome === outcome).length / trials;
  return {
    trials,
    regressed: share('regressed'),
    passed: share('passed'),
    inconclusive: share('inconclusive'),
    meanLooks: all.reduce((sum, one) => sum + one.looks, 0) / trials,
  };
}

/** A figure that should be at most, or at least, so much. */
export interface Goal {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Whether a share misses its goal by more than two standard errors of the goal. */
export function misses(share: number, { atMost, atLeast }: Goal, trials: number): boolean {
  const error = (goal: number) => Math.sqrt((goal * (1 - goal)) / trials);
  if (atMost !== undefined && share > atMost + 2 * error(atMost)) return true;
  return atLeast !== undefined && share < atLeast - 2 * error(atLeast);
}
