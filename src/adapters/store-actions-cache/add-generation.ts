import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryEvent } from '../../model/history.ts';
import type { SaveResult } from '../../ports/baseline-store.ts';
import type { CacheSave, CacheSession } from './actions-cache.ts';
import { entryKey, generationOf, type Lineage, lineagePrefix } from './cache-key.ts';
import { type GatheredHistory, type GatheredOptions, gatherHistory } from './gathered-history.ts';
import { readNewest, type UnpackedEntry } from './read-newest.ts';

type Refused = Extract<SaveResult, { kind: 'refused' }>;

export interface GenerationOptions extends GatheredOptions {
  /** Where the new entry goes. */
  readonly own: Lineage;
  /** What it begins with, the first that has any; `own` first. */
  readonly lineages: readonly [Lineage, ...Lineage[]];
  /** So long a job may take from reserving its number to having filled it, before others pass it by. */
  readonly patienceMs: number;
  /** Between two looks for an entry that another job is writing. */
  readonly pollMs: number;
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
  for (let number = newest + 1; session.remainingMs() > 0; ) {
    const before = session.remainingMs();
    const key = entryKey(own, number);
    const saved = await session.save(gathered.folder, key);
    if (saved.kind === 'denied') return notSaved(saved);
    if (saved.kind === 'failed') {
      const arrived = await entryFrom(session, options, number, 0);
      return arrived !== null && (await gathered.isWithin(arrived))
        ? { kind: 'saved', where: arrived.cacheKey }
        : notSaved(saved);
    }
    // Nobody passes a job by that is quicker than others are patient.
    const isSlow = before - session.remainingMs() > patienceMs / 2;
    if (saved.kind === 'saved' && !isSlow) return { kind: 'saved', where: key };
    const next =
      saved.kind === 'taken'
        ? await entryFrom(session, options, number, patienceMs)
        : await entryFrom(session, options, number + 1, 0);
    if (saved.kind === 'saved' && next === null) return { kind: 'saved', where: key };
    const problem = next === null ? null : await gathered.take(next);
    if (problem !== null) return problem;
    number = Math.max(number, next?.generation ?? 0) + 1;
  }
  return refused(
    'other jobs were writing this baseline all the time that there was',
    'Nothing of theirs is lost. Give jobs that run at once keys of their own, or run this one again.',
  );
}

/**
 * The entry with this number, or a later one that passed it by. `null`: its writer did not fill it in time; a job that
 * was cancelled never does.
 */
async function entryFrom(
  session: CacheSession,
  { own, work, pollMs }: GenerationOptions,
  number: number,
  patienceMs: number,
): Promise<UnpackedEntry | null> {
  const until = session.remainingMs() - patienceMs;
  for (;;) {
    const folder = await work.fresh();
    const found = await session.restore(folder, entryKey(own, number), [lineagePrefix(own)]);
    const generation = found.kind === 'hit' ? generationOf(own, found.cacheKey) : 0;
    if (found.kind === 'hit' && generation >= number)
      return { kind: 'found', lineage: own, generation, cacheKey: found.cacheKey, folder, notices: [] };
    if (found.kind === 'damaged' || found.kind === 'failed') return null;
    if (session.remainingMs() <= Math.max(0, until)) return null;
    await sleep(pollMs * (0.5 + Math.random()));
  }
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
