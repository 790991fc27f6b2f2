import { baselineEntries, type History } from '../../model/history.ts';

const DAY_MS = 86_400_000;

/** ` (newest: commit a1b2c3d of main, 3 days old)`, for the sentence that says where a baseline came from. */
export function provenance(history: History, nowMs: number): string {
  const newest = baselineEntries(history).at(-1);
  if (newest === undefined) return '';
  const commit = newest.commit === null ? 'no commit' : `commit ${newest.commit.slice(0, 7)}`;
  const branch = newest.branch === null ? '' : ` of ${newest.branch}`;
  return ` (newest: ${commit}${branch}, ${ageOf(nowMs - Date.parse(newest.at))})`;
}

function ageOf(ms: number): string {
  if (Number.isNaN(ms)) return 'of unknown age';
  const days = Math.floor(ms / DAY_MS);
  if (days < 1) return 'less than a day old';
  return days === 1 ? '1 day old' : `${days} days old`;
}
