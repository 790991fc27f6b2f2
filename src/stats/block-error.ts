import {
  countAbove,
  countOf,
  type LogHistogram,
  mergeHistograms,
  quantileOfHistogram,
  SMALLEST,
} from './log-histogram.ts';
import type { SecondHistograms } from './second-histograms.ts';

/** Seconds in a block: longer than a burst of a noisy neighbour, short enough for ten blocks in a minute. */
const BLOCK_SECONDS = 5;
/** Blocks never claim more than a fifth less variance than independent requests would have. */
const LEAST_SHARE_OF_INDEPENDENT = 0.8;

/**
 * Standard error of the logarithm of quantile `p`, from the seconds of one run. Requests of one second are
 * alike, so their number says little: the error comes from how the count above the quantile changes from block
 * to block (overlapping blocks of 5 s), turned into a change of the quantile by the slope around it.
 * Deterministic. `NaN` without values.
 */
export function logQuantileError(seconds: SecondHistograms, p: number): number {
  const all = mergeHistograms(seconds);
  const n = countOf(all);
  if (n === 0) return Number.NaN;
  const rankError = Math.sqrt(varianceOfCount(excesses(seconds, quantileOfHistogram(all, p), p), n, p)) / n;
  return rankError * logSlope(all, p, Math.max(rankError, 1.5 * Math.sqrt((p * (1 - p)) / n)));
}

/** Values above `threshold` in each second, less what the second's share would be. */
function excesses(seconds: SecondHistograms, threshold: number, p: number): number[] {
  return seconds.map((second) => countAbove(second, threshold) - (1 - p) * countOf(second));
}

/** Variance of the count above the quantile: S/b * mean square of block sums * S/(S-b+1), from below by independence. */
function varianceOfCount(excess: readonly number[], n: number, p: number): number {
  const length = excess.length;
  const block = Math.min(BLOCK_SECONDS, length);
  const blocks = length - block + 1;
  let squares = 0;
  for (let start = 0; start < blocks; start++) {
    let sum = 0;
    for (let at = start; at < start + block; at++) sum += excess[at] ?? 0;
    squares += sum * sum;
  }
  const variance = (length / block) * (squares / blocks) * (length / blocks);
  return Math.max(variance, LEAST_SHARE_OF_INDEPENDENT * n * p * (1 - p));
}

/** Change of the logarithm of the quantile for a change of the rank. */
function logSlope(all: LogHistogram, p: number, reach: number): number {
  const [low, high] = [Math.max(0, p - reach), Math.min(1, p + reach)];
  return (logQuantile(all, high) - logQuantile(all, low)) / (high - low);
}

function logQuantile(all: LogHistogram, p: number): number {
  return Math.log(Math.max(SMALLEST, quantileOfHistogram(all, p)));
}
