import { median } from './centre.ts';

export interface Line {
  readonly slope: number;
  /** Value at x = 0. */
  readonly intercept: number;
}

/**
 * The line whose slope is the median of the slopes of all pairs of points (Theil 1950; Sen, Journal of the American
 * Statistical Association 63, 1968) and which leaves as many points above as below. Unmoved while fewer than 29 % of the
 * points are wild. Pairs of one x have no slope and do not count; `NaN` where there is no other pair.
 */
export function theilSenLine(x: readonly number[], y: readonly number[]): Line {
  const slopes: number[] = [];
  for (const [index, first] of x.entries())
    for (let other = index + 1; other < x.length; other++) {
      const distance = (x[other] ?? first) - first;
      if (distance !== 0) slopes.push(((y[other] ?? 0) - (y[index] ?? 0)) / distance);
    }
  const slope = median(slopes);
  return { slope, intercept: median(y.map((value, index) => value - slope * (x[index] ?? 0))) };
}
