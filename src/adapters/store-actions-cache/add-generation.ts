import type { HistoryEvent } from '../../model/history.ts';
import type { SaveResult } from '../../ports/baseline-store.ts';
import type { CacheSave, CacheSession } from './actions-cache.ts';
import { entryKey, generationOf, type Lineage } from './cache-key.ts';
import { type GatheredHistory, type GatheredOptions, gatherHistory } from './gathered-history.ts';
import { OtherEntries, type OtherEntriesOptions } from './other-entries.ts';
import { readNewest } from './read-newest.ts';

type Refused = Extract<SaveResult, { kind: 'refused' }>;

export interface GenerationOptions extends GatheredOptions, OtherEntriesOptions {
  /** What the new entry begins with, the first that has any; `own` first. */
  readonly lineages: readonly [Lineage, ...Lineage[]];
}

/**
 * Writes the next entry of a lineage: all that the newest one holds, and the events. Numbers are given out by the
 * service: an entry's key can be taken once, so of two jobs that read the same newest entry one is told that its
 * number is taken, reads what the other wrote and tries the next number. See `docs/decisions/0007-*`.
 */
export async function addGeneration(
  session: CacheSession,
  options: GenerationOptions,
  events: readonly HistoryEvent[],
): Promise<readonly SaveResult[]> {
  const newest = await readNewest(session, options.lineages, options.work);
  const gathered = await gatherHistory(options);
  const problem = await begin(gathered, newest);
  if (problem !== null) return events.map(() => problem);
  const results = await gathered.add(events);
  if (!results.some(({ kind }) => kind === 'saved')) return results;
  const generation = newest.kind === 'found' ? generationOf(options.own, newest.cacheKey) : 0;
  const written = await writeNext(session, options, gathered, generation);
  return results.map((result) => (result.kind === 'saved' ? written : result));
}

async function begin(
  gathered: GatheredHistory,
  newest: Awaited<ReturnType<typeof readNewest>>,
): Promise<Refused | null> {
  switch (newest.kind) {
    case 'found':
      return gathered.take(newest);
    case 'none':
      return null;
    case 'damaged':
      return refused(`${newest.cacheKey} is damaged: ${newest.cause}`, deleteHint(newest.cacheKey));
    case 'failed':
      return refused(newest.cause, newest.hint);
  }
}

async function writeNext(
  session: CacheSession,
  options: GenerationOptions,
  gathered: GatheredHistory,
  newest: number,
): Promise<SaveResult> {
  const { own, patienceMs } = options;
  const others = new OtherEntries(session, options);
  for (let number = newest + 1; session.remainingMs() > 0; ) {
    const before = session.remainingMs();
    const key = entryKey(own, number);
    const saved = await session.save(gathered.folder, key);
    if (saved.kind === 'denied') return notSaved(saved);
    if (saved.kind === 'failed')
      return (await hasArrived(others, number, gathered)) ? { kind: 'saved', where: key } : notSaved(saved);
    // Nobody passes a job by that is quicker than others are patient.
    const isSlow = before - session.remainingMs() > patienceMs / 2;
    const other =
      saved.kind === 'taken' ? await others.awaited(number) : await others.missed(isSlow ? number : null);
    if (saved.kind === 'saved' && other === null) return { kind: 'saved', where: key };
    const problem = other === null ? null : await gathered.take(other);
    if (problem !== null) return problem;
    number = Math.max(number, other?.generation ?? 0) + 1;
  }
  return refused(
    'other jobs were writing this baseline all the time that there was',
    'Nothing of theirs is lost. Give jobs that run at once keys of their own, or run this one again.',
  );
}

/** The answer to a save may get lost on its way although the entry is there. */
async function hasArrived(others: OtherEntries, number: number, gathered: GatheredHistory): Promise<boolean> {
  const entry = await others.exactly(number);
  return entry !== null && gathered.isWithin(entry);
}

function notSaved(saved: Exclude<CacheSave, { kind: 'saved' | 'taken' }>): Refused {
  if (saved.kind === 'failed') return refused(saved.cause, saved.hint);
  return refused(
    `this job's token may read the Actions cache but not write it (${saved.cause})`,
    'GitHub gives such a token to runs that it does not trust, such as those of forks; runs of the branch itself can save.',
  );
}

function refused(reason: string, hint: string): Refused {
  return { kind: 'refused', reason: `saving to the Actions cache: ${reason}`, hint };
}

export function deleteHint(cacheKey: string): string {
  return `Delete the entry (\`gh cache delete ${cacheKey}\`, or on the page Actions > Caches) and run again.`;
}
