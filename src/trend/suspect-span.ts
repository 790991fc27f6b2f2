import type { SuspectJob, SuspectSpan } from '../model/bisect-hint.ts';
import { baselineEntries, type History, type HistoryEntry } from '../model/history.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { lastLevelShift } from '../stats/level-shift.ts';
import { entryLevel, type LevelAsked } from './job-level.ts';

const GOOD: ReadonlySet<VerdictKind> = new Set(['passed', 'warned', 'improved', 'no-baseline']);
/** A rise that is worth a search; a level shift of less is drift of the machines as often as not. */
const LEAST_RISE = Math.log(1.05);

/**
 * The jobs between which the newest regression of the default branch came in; `null` when there is none. Regressed
 * jobs that were accepted, or that a good one followed, are settled.
 */
export function suspectSpan(history: History, asked: LevelAsked): SuspectSpan | null {
  const found = failedSpan(history) ?? shiftedSpan(baselineEntries(history), asked);
  return found === null ? null : { ...found, good: jobOf(found.good, asked), bad: jobOf(found.bad, asked) };
}

/** A span with all that is known of its jobs. */
interface Found extends Pick<SuspectSpan, 'foundBy'> {
  readonly good: HistoryEntry;
  readonly bad: HistoryEntry;
}

function jobOf(entry: HistoryEntry, asked: LevelAsked): SuspectJob {
  const { id, commit, at } = entry;
  return { id, commit, at, p95: entryLevel(entry, asked)?.value ?? null };
}

function failedSpan({ entries }: History): Found | null {
  const branch = branchOf(entries);
  const line = entries.filter((entry) => entry.branch === branch);
  const lastGood = line.findLastIndex(isGood);
  const good = line[lastGood];
  const bad = line.slice(lastGood + 1).find(({ verdict }) => verdict === 'regressed');
  return good === undefined || bad === undefined ? null : { foundBy: 'verdict', good, bad };
}

/** The branch that the baseline is of: other branches' jobs are kept, but are not on its line of commits. */
function branchOf(entries: readonly HistoryEntry[]): string | null {
  return entries.findLast(({ status }) => status === 'promoted')?.branch ?? null;
}

function isGood({ verdict, status }: HistoryEntry): boolean {
  return status === 'promoted' && (GOOD.has(verdict) || verdict === 'regressed');
}

function shiftedSpan(entries: readonly HistoryEntry[], asked: LevelAsked): Found | null {
  const measured = entries.flatMap((entry) => {
    const level = entryLevel(entry, asked);
    return level === null ? [] : [{ entry, log: Math.log(level.value) }];
  });
  const at = lastLevelShift(measured.map(({ log }) => log));
  const [good, bad] = [measured[at - 1], measured[at]];
  if (good === undefined || bad === undefined) return null;
  const rise = middle(measured.slice(at)) - middle(measured.slice(0, at));
  return rise < LEAST_RISE ? null : { foundBy: 'level-shift', good: good.entry, bad: bad.entry };
}

function middle(side: readonly { readonly log: number }[]): number {
  const sorted = side.map(({ log }) => log).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
