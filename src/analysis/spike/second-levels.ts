import type { LoadTimeline, TimelineBin } from '../../model/load-timeline.ts';
import type { SpikePoint } from '../../model/spike-finding.ts';
import { quantileOfHistogram } from '../../stats/log-histogram.ts';
import { requestsOf } from '../timeline-counts.ts';

/** One second of a spike test as its rule sees it. */
export interface SecondLevel extends SpikePoint {
  /** ln p95; infinite where the service answered too badly to have one, `NaN` where nothing was asked of it. */
  readonly level: number;
}

/** More failures, or more load not sent, than this: the second is bad whatever the latency of the rest. */
const BAD_SHARE = 0.1;

/** Levels of all seconds but those after the last request. */
export function secondLevels({ bins, binSeconds }: LoadTimeline): SecondLevel[] {
  const last = bins.findLastIndex((bin) => requestsOf(bin) + bin.dropped > 0);
  const perIteration = requestsEach(bins);
  return bins
    .slice(0, last + 1)
    .map((bin, index) => secondLevel(bin, index * binSeconds, binSeconds, perIteration));
}

function secondLevel(
  bin: TimelineBin,
  second: number,
  binSeconds: number,
  perIteration: number,
): SecondLevel {
  const requests = requestsOf(bin);
  const dropped = bin.dropped * perIteration;
  const p95 = bin.latencies.size === 0 ? null : quantileOfHistogram(bin.latencies, 0.95);
  const errorRate = requests === 0 ? 0 : bin.failed / requests;
  return {
    second,
    rate: (requests + dropped) / binSeconds,
    p95Ms: p95,
    errorRate,
    level: levelOf(p95, requests, bin.failed, dropped),
  };
}

function levelOf(p95: number | null, requests: number, failed: number, dropped: number): number {
  if (requests + dropped === 0) return Number.NaN;
  const bad = (failed + dropped) / (requests + dropped) > BAD_SHARE && failed + dropped >= 2;
  return bad || p95 === null ? Number.POSITIVE_INFINITY : Math.log(p95);
}

/** Requests of an iteration over the whole test. */
function requestsEach(bins: readonly TimelineBin[]): number {
  const iterations = bins.reduce((sum, bin) => sum + bin.iterations, 0);
  const requests = bins.reduce((sum, bin) => sum + requestsOf(bin), 0);
  return iterations > 0 ? requests / iterations : 1;
}
