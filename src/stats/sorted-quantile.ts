import { quantileSorted } from 'simple-statistics';

/** Ascending copy of the values; leaves the argument alone. */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * Quantile `p` (0 to 1) of ascending values by linear interpolation at rank (n-1)p: type 7 of Hyndman and Fan
 * (The American Statistician 50, 1996), which is also k6's rule for `p(95)`. `NaN` when there are no values.
 */
export function sortedQuantile(ascending: Float64Array, p: number): number {
  // simple-statistics only indexes the values; its types ask for an array.
  return ascending.length === 0 ? Number.NaN : quantileSorted(ascending as unknown as number[], p);
}
