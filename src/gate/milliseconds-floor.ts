import { studentTQuantile } from '../stats/student-t.ts';
import type { ChangeEstimate } from './round-level.ts';

export interface FloorRules {
  /** A change of fewer milliseconds is never a regression. */
  readonly minAbsoluteDeltaMs: number;
  /** An improvement below the floor is still looked for. */
  readonly seeksImprovement: boolean;
}

/** Whether a change of the logarithm `theta`, from the level `mu`, is too few milliseconds to matter. */
export function isBelowFloor(theta: number, mu: number, { minAbsoluteDeltaMs }: FloorRules): boolean {
  return Math.abs(Math.exp(mu) * Math.expm1(theta)) < minAbsoluteDeltaMs;
}

/** Not even the worst that the estimate allows would be enough milliseconds: further looks could not matter. */
export function isSurelyBelowFloor(estimate: ChangeEstimate, mu: number, rules: FloorRules): boolean {
  const worst = estimate.theta + studentTQuantile(0.97, estimate.df) * estimate.standardError;
  return Math.exp(mu) * Math.expm1(worst) < rules.minAbsoluteDeltaMs && !rules.seeksImprovement;
}
