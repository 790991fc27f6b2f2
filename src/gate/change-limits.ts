import type { GatePolicy } from '../model/gate-policy.ts';

/** The limits of a decision as logarithms of ratios, so that they can be held against differences of ln p95. */
export interface ChangeLimits {
  /** A change above this is a regression. */
  readonly limit: number;
  /** Half of the limit: the largest change that should never fail. */
  readonly low: number;
  /** One and a half times the limit: the smallest change that should always fail. */
  readonly high: number;
  /** A passed change above this is warned of. */
  readonly warn: number;
}

export function changeLimits(policy: Pick<GatePolicy, 'failThreshold' | 'warnThreshold'>): ChangeLimits {
  return {
    limit: Math.log1p(policy.failThreshold),
    low: Math.log1p(policy.failThreshold / 2),
    high: Math.log1p(policy.failThreshold * 1.5),
    warn: Math.log1p(policy.warnThreshold),
  };
}
