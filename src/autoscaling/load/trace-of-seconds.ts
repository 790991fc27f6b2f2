import type { MetricPoint } from '../../model/metric-series.ts';
import type { LoadTrace } from './load-trace.ts';

/** A load by its requests in each second; `null` when there is none. */
export function traceOfSeconds(requests: readonly number[]): LoadTrace | null {
  const [first, ...rest] = requests.map((rate, second) => ({ second, rate }));
  if (first === undefined || requests.every((count) => count === 0)) return null;
  return { points: [first, ...rest], endSecond: requests.length };
}

/** A load by a series of rates; seconds are those since the epoch. */
export function traceOfPoints(points: readonly MetricPoint[]): LoadTrace | null {
  const [first, ...rest] = points.map(({ at, value }) => ({ second: at / 1_000, rate: Math.max(0, value) }));
  if (first === undefined) return null;
  return { points: [first, ...rest], endSecond: (rest.at(-1) ?? first).second + 1 };
}
