import type { TimelineBin } from '../model/load-timeline.ts';
import { countOf } from '../stats/log-histogram.ts';

/** Requests that began in a bin. */
export function requestsOf({ latencies, failed }: TimelineBin): number {
  return countOf(latencies) + failed;
}
