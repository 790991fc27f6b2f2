import type { HistoryEvent } from '../../model/history.ts';
import type { BaselineLookup, BaselineStore, EventsLookup, SaveResult } from '../../ports/baseline-store.ts';
import type { CacheSession } from './actions-cache.ts';
import { addGeneration, deleteHint } from './add-generation.ts';
import type { Lineage } from './cache-key.ts';
import type { CacheScope } from './cache-scope.ts';
import { storeOfEntry } from './gathered-history.ts';
import { makeKeyedQueue } from './keyed-queue.ts';
import { keysInCache } from './keys-in-cache.ts';
import { type NewestReading, readNewest, type UnpackedEntry } from './read-newest.ts';
import { shareWaiting } from './shared-waiting.ts';
import { type ActionsCacheStoreOptions, type StoreOptions, withDefaults } from './store-options.ts';
import { makeWorkFolder, type WorkFolder } from './work-folder.ts';

/** Keeps baselines in the cache of GitHub Actions, each branch its own; see `docs/reference/baseline-store.md`. */
export function makeActionsCacheStore(given: ActionsCacheStoreOptions): BaselineStore {
  const options = withDefaults({ ...given, open: shareWaiting(given.open) });
  const { scope } = options;
  const description = `the Actions cache of ${scope.reads.join(', then of ')}`;
  const queue = makeKeyedQueue<HistoryEvent, SaveResult>((key, events) => addAll(options, key, events));
  return {
    description,
    keys: () => keysInCache(options),
    load: (key) => look(options, key, description, (store) => store.load(key)),
    events: (key) => look(options, key, description, (store) => store.events(key)),
    add: (key, event) => (scope.writes === null ? Promise.resolve(readOnly(scope)) : queue.add(key, event)),
  };
}

type Unfound = Exclude<EventsLookup, { kind: 'found' }>;

async function look<T extends EventsLookup | BaselineLookup>(
  options: StoreOptions,
  key: string,
  source: string,
  read: (store: BaselineStore) => Promise<T>,
): Promise<T | Unfound> {
  return withSession(options, failedToOpen, async (session, work) => {
    const newest = await readNewest(session, lineagesOf(options.scope, key), work);
    if (newest.kind !== 'found') return answerWithout(newest, source);
    const answer = await read(storeOfEntry(newest.folder, newest.cacheKey, options));
    return told(answer, newest);
  });
}

/** Opens the cache, lends it, and closes it whatever happens. */
async function withSession<T>(
  { open, limitMs }: StoreOptions,
  onFailure: (error: unknown) => T,
  use: (session: CacheSession, work: WorkFolder) => Promise<T>,
): Promise<T> {
  try {
    const work = await makeWorkFolder();
    try {
      const session = await open(limitMs);
      return await use(session, work).finally(() => session.close());
    } finally {
      await work.remove();
    }
  } catch (error) {
    return onFailure(error);
  }
}

function lineagesOf({ reads: [first, ...rest] }: CacheScope, key: string): [Lineage, ...Lineage[]] {
  return [{ key, branch: first }, ...rest.map((branch) => ({ key, branch }))];
}

function sourceOf({ lineage, generation }: UnpackedEntry): string {
  return `the Actions cache of ${lineage.branch} (entry ${generation})`;
}

function answerWithout(newest: Exclude<NewestReading, UnpackedEntry>, source: string): Unfound {
  switch (newest.kind) {
    case 'none':
      return { kind: 'absent', source };
    case 'failed':
      return { kind: 'unknown', cause: `${source}: ${newest.cause}`, hint: newest.hint };
    case 'damaged': {
      const cause = `the entry cannot be unpacked: ${newest.cause}`;
      return { kind: 'unreadable', where: newest.cacheKey, cause, hint: deleteHint(newest.cacheKey) };
    }
  }
}

/** The reader was in a folder that nobody will find again: what it says is said of the entry. */
function told<T extends EventsLookup | BaselineLookup>(answer: T, entry: UnpackedEntry): T {
  const { cacheKey, folder, notices } = entry;
  const renamed = (text: string) => text.replaceAll(folder, cacheKey);
  switch (answer.kind) {
    case 'found': {
      const inside = answer.notices.map(({ code, text }) => ({ code, text: renamed(text) }));
      return { ...answer, source: sourceOf(entry), notices: [...notices, ...inside] };
    }
    case 'unreadable':
      return { ...answer, where: cacheKey, cause: renamed(answer.cause), hint: deleteHint(cacheKey) };
    default:
      return answer;
  }
}

async function addAll(
  options: StoreOptions,
  key: string,
  events: readonly HistoryEvent[],
): Promise<readonly SaveResult[]> {
  const { scope } = options;
  const own = { key, branch: scope.writes ?? scope.reads[0] };
  const lineages: [Lineage, ...Lineage[]] = [
    own,
    ...lineagesOf(scope, key).filter(({ branch }) => branch !== own.branch),
  ];
  return withSession<readonly SaveResult[]>(
    options,
    (error) => events.map(() => refusedBy(error)),
    (session, work) => addGeneration(session, { ...options, key, own, lineages, work }, events),
  );
}

function readOnly({ reads: [branch] }: CacheScope): SaveResult {
  return {
    kind: 'refused',
    reason: `only runs of ${branch} add to its baseline`,
    hint: 'GitHub files the caches of pull requests and other refs where the branch never sees them.',
  };
}

function failedToOpen(error: unknown): Unfound {
  return { kind: 'unknown', cause: `opening the Actions cache: ${messageOf(error)}`, hint: DISK_HINT };
}

function refusedBy(error: unknown): SaveResult {
  return { kind: 'refused', reason: `saving to the Actions cache: ${messageOf(error)}`, hint: DISK_HINT };
}

const DISK_HINT = 'Look at the room and the rights in the temporary folder of the runner.';

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
