import type { Comparison } from '../model/comparison.ts';
import type { GatePolicy } from '../model/gate-policy.ts';

/** Standard errors for a one-sided 1 % level and a power of 80 %. */
const LEVEL = 2.33;
const POWER = 0.84;

/** The gate is made to tell one and a half times the limit; at the limit itself every rule is a toss of a coin. */
const MADE_FOR = 1.5;

/** Whether a pass says little: a slowdown that the limit is there for was hard to see, and is not excluded. */
export function isBlunt(
  { minimumDetectableChange, interval }: Pick<Comparison, 'minimumDetectableChange' | 'interval'>,
  { failThreshold }: Pick<GatePolicy, 'failThreshold'>,
): boolean {
  return minimumDetectableChange > MADE_FOR * failThreshold && interval.high > failThreshold;
}

/** The smallest change (a ratio) that a measurement with this standard error could tell from none. */
export function minimumDetectableChange(standardError: number): number {
  return Math.expm1((LEVEL + POWER) * standardError);
}
