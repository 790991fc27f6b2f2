import type { Drift } from '../../model/soak-finding.ts';
import { median } from '../../stats/centre.ts';
import { robustTrend } from '../../stats/robust-trend.ts';
import { sortedQuantile, sortedValues } from '../../stats/sorted-quantile.ts';
import { studentTQuantile } from '../../stats/student-t.ts';

/** A value at a time, in seconds from the first request. */
export interface TimedValue {
  readonly second: number;
  readonly value: number;
}

/** One point for each stretch of time: the median, or a low quantile where the floor is what counts. */
export function binned(values: readonly TimedValue[], bins: number, quantile: number): TimedValue[] {
  const [first, last] = [values[0]?.second ?? 0, values.at(-1)?.second ?? 0];
  const width = (last - first) / bins;
  if (!(width > 0)) return [];
  const pieces = Array.from({ length: bins }, (): TimedValue[] => []);
  for (const value of values)
    pieces[Math.min(bins - 1, Math.floor((value.second - first) / width))]?.push(value);
  return pieces
    .filter((piece) => piece.length > 0)
    .map((piece) => ({
      second: median(piece.map(({ second }) => second)),
      value: sortedQuantile(sortedValues(piece.map(({ value }) => value)), quantile),
    }));
}

const CONFIDENCE = 0.99;

/** The scale on which a quantity rises evenly: latencies by factors, resources by amounts. */
export type DriftScale = 'logarithmic' | 'linear';

/**
 * A robust line through the points and whether it rises: the one-sided 99 % bound of the total change is over zero and the change is more
 * than half of the limit. `null` where there are too few points for a line.
 */
export function driftOf(
  points: readonly TimedValue[],
  scale: DriftScale,
  limit: number,
  named: Pick<Drift, 'name' | 'kind'>,
): Drift | null {
  const [there, back] = scale === 'logarithmic' ? [Math.log, Math.exp] : [same, same];
  const seconds = points.map(({ second }) => second);
  const trend = robustTrend(
    seconds,
    points.map(({ value }) => there(value)),
  );
  const [fromSecond, toSecond] = [seconds[0] ?? 0, seconds.at(-1) ?? 0];
  if (trend === null) return null;
  const at = (slope: number) =>
    back(trend.intercept + trend.slope * fromSecond + slope * (toSecond - fromSecond));
  const [from, to] = [at(0), at(trend.slope)];
  const least = at(trend.slope - studentTQuantile(CONFIDENCE, trend.df) * trend.slopeError);
  // What begins at nothing has no ratio to it.
  const changeTo = (value: number) => (from > 0 ? value / from - 1 : 0);
  const change = changeTo(to);
  return {
    ...named,
    from,
    to,
    change,
    changeAtLeast: changeTo(least),
    perHour: ((to - from) / (toSecond - fromSecond)) * 3600,
    rises: from > 0 && least > from && change > limit / 2,
    fromSecond,
    toSecond,
    points,
  };
}

function same(value: number): number {
  return value;
}
