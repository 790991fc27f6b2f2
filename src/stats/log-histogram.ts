/**
 * Sparse histograms with logarithmic buckets: any quantile within a fixed relative error, mergeable.
 * Bucket `k` holds values in (gamma^(k-1), gamma^k], gamma = (1 + a) / (1 - a), as in DDSketch
 * (Masson, Rim, Lee, VLDB 2019); zero and anything smaller than `SMALLEST` shares one bucket.
 */

/** Relative accuracy `a` of a value read off a bucket. */
export const RELATIVE_ACCURACY = 0.005;
const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);
/** Values at or below this (in the unit of the values) share the lowest bucket. */
export const SMALLEST = 1e-6;
const LOWEST_KEY = Math.ceil(Math.log(SMALLEST) / LOG_GAMMA);

/** Counts by bucket key. */
export type LogHistogram = Map<number, number>;

/** The bucket that a value (0 or more) falls in. */
export function bucketOf(value: number): number {
  return value <= SMALLEST ? LOWEST_KEY : Math.ceil(Math.log(value) / LOG_GAMMA);
}

export function addValue(histogram: LogHistogram, value: number, count = 1): void {
  const key = bucketOf(value);
  histogram.set(key, (histogram.get(key) ?? 0) + count);
}

export function mergeHistograms(histograms: Iterable<LogHistogram>): LogHistogram {
  const merged: LogHistogram = new Map();
  for (const histogram of histograms)
    for (const [key, count] of histogram) merged.set(key, (merged.get(key) ?? 0) + count);
  return merged;
}

export function countOf(histogram: LogHistogram): number {
  let total = 0;
  for (const count of histogram.values()) total += count;
  return total;
}

/**
 * Values above a threshold. The threshold's own bucket is split by linear interpolation, so that
 * the count is continuous in the threshold.
 */
export function countAbove(histogram: LogHistogram, threshold: number): number {
  const edge = bucketOf(threshold);
  let above = 0;
  for (const [key, count] of histogram) {
    if (key > edge) above += count;
    else if (key === edge) above += count * shareAbove(edge, threshold);
  }
  return above;
}

function shareAbove(key: number, threshold: number): number {
  if (key <= LOWEST_KEY) return 0;
  const high = GAMMA ** key;
  const low = high / GAMMA;
  return Math.min(1, Math.max(0, (high - threshold) / (high - low)));
}

/**
 * Quantile `p` (0 to 1), type 7 on the ranks, interpolated inside a bucket.
 * Within `RELATIVE_ACCURACY` of the value of that rank. `NaN` for an empty histogram.
 */
export function quantileOfHistogram(histogram: LogHistogram, p: number): number {
  const total = countOf(histogram);
  if (total === 0) return Number.NaN;
  const rank = p * (total - 1);
  let below = 0;
  const keys = [...histogram.keys()].sort((a, b) => a - b);
  for (const key of keys) {
    const count = histogram.get(key) ?? 0;
    if (rank < below + count || key === keys[keys.length - 1])
      return valueInBucket(key, (rank - below + 0.5) / count);
    below += count;
  }
  return Number.NaN;
}

function valueInBucket(key: number, share: number): number {
  if (key <= LOWEST_KEY) return 0;
  const high = GAMMA ** key;
  const low = high / GAMMA;
  return low + (high - low) * Math.min(1, Math.max(0, share));
}
