import { mean } from '../../../src/stats/centre.ts';
import { studentTQuantile } from '../../../src/stats/student-t.ts';

/** Bencher's upper boundary in its own examples. */
const UPPER_BOUNDARY = 0.99;

/**
 * The upper limit of Bencher's `t_test` threshold: mean + t(0.99, n-1) × standard deviation of the history, where the
 * deviation is divided by n and the uncertainty of the mean is not added. `null` with fewer than two values or when
 * all are equal: then Bencher has no limit. Own code after https://bencher.dev/docs/explanation/thresholds/ and the
 * behaviour of `lib/bencher_boundary` in https://github.com/bencherdev/bencher.
 */
export function tTestBoundary(history: readonly number[], boundary = UPPER_BOUNDARY): number | null {
  const centre = mean(history);
  const variance = mean(history.map((value) => (value - centre) ** 2));
  if (history.length < 2 || variance === 0) return null;
  return centre + quantileOf(boundary, history.length - 1) * Math.sqrt(variance);
}

/** @param history values of earlier runs, oldest first */
export function tTestRule(history: readonly number[], candidate: number): boolean {
  const limit = tTestBoundary(history);
  return limit !== null && candidate > limit;
}

const quantiles = new Map<string, number>();

/** Bisection is slow, and trials ask for few different ones. */
function quantileOf(p: number, df: number): number {
  const key = `${p} ${df}`;
  const known = quantiles.get(key) ?? studentTQuantile(p, df);
  quantiles.set(key, known);
  return known;
}
