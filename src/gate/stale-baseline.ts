import { formatAge, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Notice } from '../model/run.ts';

const DAY_MS = 86_400_000;

/**
 * Says that a baseline is old: code, data and runners may all have changed since. It is only said; a verdict against an
 * old baseline is still better than none.
 * @param entries of the baseline, oldest first
 * @param now milliseconds since the epoch
 */
export function staleBaseline(
  entries: readonly HistoryEntry[],
  now: number,
  maxAgeMs: number,
): readonly Notice[] {
  const newest = entries.at(-1);
  if (newest === undefined) return [];
  const ageMs = now - Date.parse(newest.at);
  if (!(ageMs > maxAgeMs)) return [];
  const commit = newest.commit === null ? '' : ` (${shortCommit(newest.commit)})`;
  const limit = formatNumberOf(Math.round(maxAgeMs / DAY_MS), 'day');
  const text = `The newest run of the baseline${commit} is ${formatAge(ageMs / DAY_MS)}, and more than ${limit} is too old to trust: run the gate on the default branch to renew it.`;
  return [{ code: 'baseline-stale', text }];
}
