import { median } from '../../../src/stats/centre.ts';
import { SIMPLE_LIMIT } from './naive-rule.ts';

const NEWEST = 10;

/**
 * Fails when a run is over 1.2 times the median of the last ten: the usual repair of the naive rule.
 * @param history values of earlier runs, oldest first
 */
export function medianRule(history: readonly number[], candidate: number): boolean {
  return history.length > 0 && candidate > SIMPLE_LIMIT * median(history.slice(-NEWEST));
}
