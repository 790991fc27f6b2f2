import { normalCdf } from './normal-distribution.ts';

export interface Proportion {
  readonly hits: number;
  readonly total: number;
}

/**
 * One-sided p-value of "the second share is higher than the first" by the pooled two-proportion z-test.
 * 1 when nothing can be said: an empty side, or no hit, or nothing but hits.
 */
export function higherProportion(first: Proportion, second: Proportion): number {
  if (first.total === 0 || second.total === 0) return 1;
  const pooled = (first.hits + second.hits) / (first.total + second.total);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.total + 1 / second.total));
  if (error === 0) return 1;
  return normalCdf((first.hits / first.total - second.hits / second.total) / error);
}
