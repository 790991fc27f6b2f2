import { mean, median } from './centre.ts';

/**
 * Robust centre: the median of the means of all pairs, each value also paired with itself
 * (Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963). As precise as the mean for normal values
 * (95 %), and unmoved while fewer than 29 % of the values are wild. `NaN` when there are no values.
 */
export function hodgesLehmann(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const averages: number[] = [];
  for (const [index, value] of values.entries())
    for (let other = index; other < values.length; other++)
      averages.push((value + (values[other] ?? value)) / 2);
  return median(averages);
}

/** Centre of a few values: mean of one or two, median of three, Hodges-Lehmann from four. `NaN` of none. */
export function robustCentre(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  if (values.length < 3) return mean(values);
  return values.length === 3 ? median(values) : hodgesLehmann(values);
}
