import { medianAbsoluteDeviation as deviation } from 'simple-statistics';

/** Median distance from the median, unscaled (0.6745 standard deviations of normal values). `NaN` of no values. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : deviation([...values]);
}
