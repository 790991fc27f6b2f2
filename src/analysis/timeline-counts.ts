import { formatNumberOf } from '../lib/format-number.ts';
import { failuresInWords } from '../model/failure-class.ts';
import type { LoadTimeline, TimelineBin } from '../model/load-timeline.ts';
import { countOf } from '../stats/log-histogram.ts';

/** Requests that began in a bin. */
export function requestsOf({ latencies, failed }: TimelineBin): number {
  return countOf(latencies) + failed;
}

/** What became of the requests where none succeeded; `null` where one did, or none was made. */
export function nothingSucceeded({ bins }: Pick<LoadTimeline, 'bins'>): string | null {
  const failed = bins.reduce((sum, bin) => sum + bin.failed, 0);
  if (failed === 0 || bins.some(({ latencies }) => countOf(latencies) > 0)) return null;
  const counts: Record<string, number> = {};
  for (const { failures } of bins)
    for (const [name, count] of failures) counts[name] = (counts[name] ?? 0) + count;
  return `all ${formatNumberOf(failed, 'request')} failed (${failuresInWords(counts)})`;
}
