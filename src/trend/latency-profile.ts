import type { LatencyProfile } from '../model/report.ts';
import { type Run, seriesOf } from '../model/run.ts';
import { countOf, type LogHistogram, mergeHistograms, quantileOfHistogram } from '../stats/log-histogram.ts';
import { decodeSeconds, type SecondHistograms } from '../stats/second-histograms.ts';

/** Seconds (or bins of several, for long runs) that half a chart can show as a line and not as a thicket. */
const MAX_BINS = 150;
/** Every percent, and the tail in finer steps: the tail is what a p95 gate is about. */
const SHARES: readonly number[] = [
  ...Array.from({ length: 99 }, (_, index) => (index + 1) / 100),
  0.995,
  0.999,
  1,
];

/**
 * Latencies of all requests over the seconds of the measured window and as a distribution. Several rounds are
 * laid over each other. `null` when no run has any; runs whose histograms are damaged are left out.
 */
export function latencyProfile(runs: readonly Run[], label: string): LatencyProfile | null {
  const seconds = overlaid(runs.map(readSeconds));
  const all = mergeHistograms(seconds);
  if (countOf(all) === 0) return null;
  return {
    label,
    perSecond: binned(seconds).map(({ second, histogram }) => ({
      second,
      p50: quantileOrNull(histogram, 0.5),
      p95: quantileOrNull(histogram, 0.95),
    })),
    distribution: SHARES.map((share) => ({ ms: quantileOfHistogram(all, share), share })),
  };
}

function readSeconds(run: Run): SecondHistograms {
  const series = seriesOf(run, 'http_req_duration', null);
  if (series === null) return [];
  try {
    return decodeSeconds(series.seconds);
  } catch {
    return [];
  }
}

function overlaid(rounds: readonly SecondHistograms[]): LogHistogram[] {
  const length = Math.max(0, ...rounds.map((seconds) => seconds.length));
  return Array.from({ length }, (_, second) =>
    mergeHistograms(rounds.flatMap((seconds) => seconds[second] ?? [])),
  );
}

/** `second` is where the bin starts. */
function binned(seconds: readonly LogHistogram[]): { second: number; histogram: LogHistogram }[] {
  const width = Math.ceil(seconds.length / MAX_BINS);
  const bins = Array.from({ length: Math.ceil(seconds.length / width) }, (_, bin) => ({
    second: bin * width,
    histogram: mergeHistograms(seconds.slice(bin * width, (bin + 1) * width)),
  }));
  return endsCutOff(bins) ? bins.slice(0, -1) : bins;
}

/** The load ends in the middle of a second, and a few last answers would look like a fall of the latency. */
function endsCutOff(bins: readonly { readonly histogram: LogHistogram }[]): boolean {
  const [before = 0, last = 0] = bins.slice(-2).map(({ histogram }) => countOf(histogram));
  return last > 0 && last < before / 2;
}

function quantileOrNull(histogram: LogHistogram, p: number): number | null {
  return histogram.size === 0 ? null : quantileOfHistogram(histogram, p);
}
