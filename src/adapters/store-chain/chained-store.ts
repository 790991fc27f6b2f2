import { foldHistory } from '../../history/fold-history.ts';
import type { HistoryEvent } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { BaselineLookup, BaselineStore, EventsLookup, SaveResult } from '../../ports/baseline-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { joinResults, type LinkResult } from './join-results.ts';
import { provenance } from './provenance.ts';

export interface ChainLink {
  readonly store: BaselineStore;
  /** Why a baseline that others still have may be gone from here; `null`: there is no usual reason. */
  readonly goneBecause: string | null;
  /** Whether runs are filed here; a job that only reads a store does not say each time that it did not write. */
  readonly isWritable: boolean;
}

export interface ChainOptions {
  /** Asked in this order; the first that has the baseline answers. */
  readonly links: readonly [ChainLink, ...ChainLink[]];
  readonly clock: Clock;
  /** Told what could not be saved in one of several places. */
  readonly logger: Logger;
}

type Found = Extract<EventsLookup, { kind: 'found' }>;

/** What a look into the chain knows of a key. */
interface Known {
  readonly events: readonly HistoryEvent[];
  readonly from: ChainLink | null;
}

/**
 * Several stores as one. A link that could not be read is passed by when a later one has the baseline, with a notice;
 * when none has it, that link's silence counts: the answer is then `unknown`. Additions go to every link, together
 * with what a link does not have yet, so that an evicted cache is filled again.
 */
export function makeChainedStore({ links, clock, logger }: ChainOptions): BaselineStore {
  const known = new Map<string, Known>();
  const writable = links.filter(({ isWritable }) => isWritable);
  const look = async (key: string): Promise<EventsLookup> => {
    const passed: Passed[] = [];
    for (const link of links) {
      const answer = await link.store.events(key);
      if (answer.kind === 'found') {
        known.set(key, { events: answer.events, from: link });
        return withProvenance(key, answer, passed, clock);
      }
      passed.push({ link, answer });
    }
    known.set(key, { events: [], from: null });
    return nowhere(passed);
  };
  return {
    description: links.map(({ store }) => store.description).join(', then '),
    events: look,
    async load(key): Promise<BaselineLookup> {
      const answer = await look(key);
      if (answer.kind !== 'found') return answer;
      const { events, source, notices } = answer;
      return { kind: 'found', history: foldHistory(key, events), source, notices };
    },
    keys: () => keysOf(links),
    async add(key, event) {
      if (writable.length === 0) return READ_ONLY;
      if (!known.has(key)) await look(key);
      const { events, from } = known.get(key) ?? { events: [], from: null };
      const results = await Promise.all(
        writable.map(async (link): Promise<LinkResult> => {
          const missing = link === from ? [] : events;
          return { store: link.store, result: await addTo(link.store, key, missing, event) };
        }),
      );
      return joinResults(results, logger);
    },
  };
}

const READ_ONLY: SaveResult = {
  kind: 'refused',
  reason: 'this job only reads baselines',
  hint: 'Runs of the branch itself are filed.',
};

interface Passed {
  readonly link: ChainLink;
  readonly answer: Exclude<EventsLookup, { kind: 'found' }>;
}

function withProvenance(key: string, found: Found, passed: readonly Passed[], clock: Clock): Found {
  const { events, notices } = found;
  const source = `${found.source}${provenance(foldHistory(key, events), clock.now())}`;
  const before = passed.flatMap((one) => passedNotices(one, found.source));
  return { kind: 'found', events, source, notices: [...before, ...notices] };
}

function passedNotices({ link, answer }: Passed, used: string): readonly Notice[] {
  const { description } = link.store;
  if (answer.kind !== 'absent') {
    const text = `${whatWentWrong(answer)}. The baseline was read from ${used} instead. ${answer.hint}`;
    return [{ code: 'baseline-fallback', text }];
  }
  const { goneBecause } = link;
  if (goneBecause === null) return answer.notices ?? [];
  const text = `${description} has no entry of this baseline: ${goneBecause}. It was read from ${used}, and is put back when a run is saved.`;
  return [{ code: 'baseline-evicted', text }, ...(answer.notices ?? [])];
}

/** Where nobody has it, one that could not say outweighs all that say no. */
function nowhere(passed: readonly Passed[]): EventsLookup {
  const answers = passed.map(({ answer }) => answer);
  const failed =
    answers.find(({ kind }) => kind === 'unknown') ?? answers.find(({ kind }) => kind === 'unreadable');
  if (failed !== undefined) return failed;
  const absent = answers.filter((answer) => answer.kind === 'absent');
  const source = absent.map((answer) => answer.source).join(', then ');
  return { kind: 'absent', source, notices: absent.flatMap(({ notices = [] }) => notices) };
}

function whatWentWrong(answer: Extract<EventsLookup, { kind: 'unknown' | 'unreadable' }>): string {
  return answer.kind === 'unknown' ? answer.cause : `${answer.where}: ${answer.cause}`;
}

async function addTo(
  store: BaselineStore,
  key: string,
  missing: readonly HistoryEvent[],
  event: HistoryEvent,
): Promise<SaveResult> {
  const results = await Promise.all([...missing, event].map((one) => store.add(key, one)));
  return results.at(-1) ?? { kind: 'already-there' };
}

/** What any link can name; a link that cannot is told only when no other can. */
async function keysOf(links: readonly ChainLink[]): Promise<readonly string[]> {
  const answers = await Promise.allSettled(links.map(({ store }) => store.keys()));
  const named = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (named.length === 0 && failed !== undefined) throw failed.reason;
  return [...new Set(named.flat())].sort();
}
