import { filedJob, type HistoryEvent } from '../model/history.ts';
import { inOrder, namedEntries } from './fold-history.ts';

export interface KeptEvents {
  readonly keepPromoted: number;
  readonly keepWithheld: number;
}

/**
 * The newest entries of each kind, those that an acceptance or a pin names, and every decision, oldest first: what a
 * copy of bounded size must hold to be judged like the whole.
 */
export function newestEvents(
  events: readonly HistoryEvent[],
  { keepPromoted, keepWithheld }: KeptEvents,
): readonly HistoryEvent[] {
  const ordered = inOrder(events);
  const named = namedEntries(ordered);
  const newest = new Set([
    ...lastOf(ordered, 'promoted', keepPromoted),
    ...lastOf(ordered, 'withheld', keepWithheld),
  ]);
  return ordered.filter((event) => {
    const job = filedJob(event);
    return job === null || newest.has(event) || named.has(job.id);
  });
}

function lastOf(
  events: readonly HistoryEvent[],
  status: 'promoted' | 'withheld',
  count: number,
): readonly HistoryEvent[] {
  const all = events.filter((event) => filedJob(event)?.status === status);
  return all.slice(Math.max(0, all.length - count));
}
