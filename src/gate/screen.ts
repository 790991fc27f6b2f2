import { studentTQuantile } from '../stats/student-t.ts';
import type { BaselineModel } from './baseline-model.ts';
import type { ChangeLimits } from './change-limits.ts';
import type { ChangeEstimate, RoundLevel } from './round-level.ts';

/** Variance of one run less the median of five, in run-to-run variances. */
const AGAINST_RECENT = 1.28;

/**
 * Whether the first run alone is clearly no regression: its best estimate is under the limit, and one and a half times
 * the limit can be excluded, also against the newest entries alone (an improvement that was merged a few runs ago
 * must not hide a regression of today). The screen never fails anyone.
 */
export function screenPasses(
  round: RoundLevel,
  estimate: ChangeEstimate,
  baseline: BaselineModel,
  limits: ChangeLimits,
): boolean {
  const clear = (theta: number, error: number, confidence: number) =>
    theta < limits.limit && theta + studentTQuantile(confidence, baseline.df) * error < limits.high;
  if (!clear(estimate.theta, estimate.standardError, 0.97)) return false;
  if (baseline.recent === null) return true;
  const error = Math.sqrt(AGAINST_RECENT) * Math.max(baseline.sigma, round.withinError);
  return clear(round.level - baseline.recent, error, 0.9);
}
