import { eventId } from '../../history/event-record.ts';
import { foldHistory } from '../../history/fold-history.ts';
import type { HistoryEvent } from '../../model/history.ts';
import type { BaselineLookup, BaselineStore, EventsLookup, SaveResult } from '../../ports/baseline-store.ts';
import type { Logger } from '../../ports/logger.ts';
import { askLinks } from './ask-links.ts';
import type { ChainLink, LinkAnswer } from './chain-link.ts';
import { joinAnswers } from './join-answers.ts';
import { joinResults, type LinkResult } from './join-results.ts';

export interface ChainOptions {
  /** The first that has the baseline is its source; later ones add what only they have. */
  readonly links: readonly [ChainLink, ...ChainLink[]];
  /** Told what could not be saved in one of several places. */
  readonly logger: Logger;
  /** How long later links are waited for once an earlier one has answered, milliseconds. */
  readonly graceMs?: number;
}

const GRACE_MS = 5_000;

/**
 * Several stores as one. The history is what all of them know together: a run that one of them could not save is not
 * lost as long as another has it. A link that could not be read is passed by when another has the baseline, with a
 * notice; when none has it, that link's silence counts, and the answer is `unknown`. Additions go to every link that is
 * written, together with what the link does not have yet, so that an evicted cache is filled again.
 */
export function makeChainedStore({ links, logger, graceMs = GRACE_MS }: ChainOptions): BaselineStore {
  const known = new Map<string, readonly LinkAnswer[]>();
  const writable = links.filter(({ isWritable }) => isWritable);
  const look = async (key: string): Promise<EventsLookup> => {
    const answers = await askLinks(links, key, graceMs);
    known.set(key, answers);
    return joinAnswers(answers);
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
      const answers = known.get(key) ?? [];
      const results = await Promise.all(
        writable.map(async (link): Promise<LinkResult> => {
          const { store } = link;
          return { store, result: await addTo(store, key, missingFrom(link, answers), event) };
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

/** What other links have and this one has not. */
function missingFrom(link: ChainLink, answers: readonly LinkAnswer[]): readonly HistoryEvent[] {
  const own = answers.find((one) => one.link === link)?.answer;
  const there = new Set((own?.kind === 'found' ? own.events : []).map(eventId));
  return answers.flatMap(({ answer }) => {
    if (answer?.kind !== 'found') return [];
    const news = answer.events.filter((event) => !there.has(eventId(event)));
    for (const event of news) there.add(eventId(event));
    return news;
  });
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
