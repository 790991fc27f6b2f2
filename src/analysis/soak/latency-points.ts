import type { LoadTimeline } from '../../model/load-timeline.ts';
import { countOf, mergeHistograms, quantileOfHistogram } from '../../stats/log-histogram.ts';
import type { TimedValue } from './drift.ts';

const POINT_SECONDS = 10;
/** A p95 of fewer requests is chance. */
const FEWEST_REQUESTS = 40;
/** Points are made longer where the load is light, up to so many for a whole test. */
const FEWEST_POINTS = 60;

/** p95 of pieces of 10 seconds or more; pieces with too few requests, as in a gap, have none. */
export function latencyPoints({ bins, binSeconds }: LoadTimeline): TimedValue[] {
  const counts = bins.map(({ latencies }) => countOf(latencies));
  const perBin = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, bins.length);
  const enough = Math.ceil((2 * FEWEST_REQUESTS) / Math.max(perBin, 1e-9));
  const most = Math.max(1, Math.floor(bins.length / FEWEST_POINTS));
  const width = Math.max(Math.ceil(POINT_SECONDS / binSeconds), Math.min(enough, most));
  const points: TimedValue[] = [];
  for (let at = 0; at + width <= bins.length; at += width) {
    const joined = mergeHistograms(bins.slice(at, at + width).map(({ latencies }) => latencies));
    if (countOf(joined) < FEWEST_REQUESTS) continue;
    points.push({ second: (at + width / 2) * binSeconds, value: quantileOfHistogram(joined, 0.95) });
  }
  return points;
}
