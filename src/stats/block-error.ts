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
  const { perSecond, independent } = quantileInfluence(seconds, p);
  return Math.sqrt(Math.max(blockVariance(perSecond), independent));
}

/**
 * Standard error of the difference of two such logarithms when both runs lived through the same seconds: what
 * hits both sides in one second cancels.
 */
export function pairedLogQuantileError(base: SecondHistograms, head: SecondHistograms, p: number): number {
  const [first, second] = [quantileInfluence(base, p), quantileInfluence(head, p)];
  const length = Math.max(first.perSecond.length, second.perSecond.length);
  const difference = Array.from(
    { length },
    (_, at) => (second.perSecond[at] ?? 0) - (first.perSecond[at] ?? 0),
  );
  return Math.sqrt(Math.max(blockVariance(difference), first.independent + second.independent));
}

interface Influence {
  /** How much each second moves the logarithm of the quantile. */
  readonly perSecond: readonly number[];
  /** The least variance that the quantile can have. */
  readonly independent: number;
}

function quantileInfluence(seconds: SecondHistograms, p: number): Influence {
  const all = mergeHistograms(seconds);
  const n = countOf(all);
  if (n === 0) return { perSecond: [], independent: Number.NaN };
  const excess = excesses(seconds, quantileOfHistogram(all, p), p);
  const variance = p * (1 - p) * n;
  const rankError = Math.sqrt(Math.max(blockVariance(excess), LEAST_SHARE_OF_INDEPENDENT * variance)) / n;
  const slope = logSlope(all, p, Math.max(rankError, (1.5 * Math.sqrt(variance)) / n));
  return {
    perSecond: excess.map((value) => (value / n) * slope),
    independent: LEAST_SHARE_OF_INDEPENDENT * variance * (slope / n) ** 2,
  };
}

/** Values above `threshold` in each second, less what the second's share would be. */
function excesses(seconds: SecondHistograms, threshold: number, p: number): number[] {
  return seconds.map((second) => countAbove(second, threshold) - (1 - p) * countOf(second));
}

/** Variance of the sum of a series whose neighbours are alike: S/b * mean square of block sums * S/(S-b+1). */
function blockVariance(series: readonly number[]): number {
  const length = series.length;
  if (length === 0) return 0;
  const block = Math.min(BLOCK_SECONDS, length);
  const blocks = length - block + 1;
  let squares = 0;
  for (let start = 0; start < blocks; start++) {
    let sum = 0;
    for (let at = start; at < start + block; at++) sum += series[at] ?? 0;
    squares += sum * sum;
  }
  return (length / block) * (squares / blocks) * (length / blocks);
}

/** Change of the logarithm of the quantile for a change of the rank. */
function logSlope(all: LogHistogram, p: number, reach: number): number {
  const [low, high] = [Math.max(0, p - reach), Math.min(1, p + reach)];
  return (logQuantile(all, high) - logQuantile(all, low)) / (high - low);
}

function logQuantile(all: LogHistogram, p: number): number {
  return Math.log(Math.max(SMALLEST, quantileOfHistogram(all, p)));
}
