import { TimelineBins } from '../../../src/ingest/timeline-bins.ts';
import type { LoadTimeline } from '../../../src/model/load-timeline.ts';
import type { Served } from './queue.ts';

/** What the ingest would make of these requests, one iteration each. Those that time out have failed. */
export function timelineOf(requests: Iterable<Served>, timeOutMs = Number.POSITIVE_INFINITY): LoadTimeline {
  const bins = new TimelineBins();
  for (const { beganMs, endedMs } of requests) {
    const began = Math.floor(beganMs / 1000);
    const took = Math.min(timeOutMs, endedMs - beganMs);
    bins.count(began, 'iterations', 1);
    bins.count(Math.floor((beganMs + took) / 1000), 'ended', 1);
    if (took < timeOutMs) bins.addLatency(began, took);
    else bins.addFailure(began, 'error 1050');
  }
  return { startMs: 0, binSeconds: bins.binSeconds, bins: bins.finish(), maxVus: 0, notices: [] };
}
