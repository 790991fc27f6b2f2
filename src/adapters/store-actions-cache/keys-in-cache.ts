import { GateError } from '../../model/gate-error.ts';
import { githubFault } from '../github/github-fault.ts';
import type { CacheSession } from './actions-cache.ts';
import { ALL_ENTRIES, keyOfEntry, prefixOfEntry } from './cache-key.ts';
import { storeOfEntry } from './gathered-history.ts';
import type { StoreOptions } from './store-options.ts';
import { makeWorkFolder } from './work-folder.ts';

/**
 * The baseline keys that entries are there for, sorted.
 * @throws GateError STORE_UNREADABLE
 */
export async function keysInCache(options: StoreOptions): Promise<readonly string[]> {
  const { listing, scope } = options;
  if (listing === null) throw unlisted('the cache cannot be listed without a token', TOKEN_HINT);
  const keys = new Set<string>();
  const long = new Set<string>();
  for (const branch of scope.reads) {
    for (const cacheKey of await listed(listing(ALL_ENTRIES, branch))) {
      const key = keyOfEntry(cacheKey);
      if (key === 'in its files') long.add(prefixOfEntry(cacheKey));
      else if (key !== null) keys.add(key.key);
    }
  }
  for (const key of long.size === 0 ? [] : await keysInside(options, long)) keys.add(key);
  return [...keys].sort();
}

const TOKEN_HINT = 'Give the job `github-token` and the permission `actions: read`.';

async function listed(keys: Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await keys;
  } catch (error) {
    const { cause, hint } = githubFault(error, ['actions: read']);
    throw unlisted(cause, hint, error);
  }
}

/** Of keys whose names are too long to be told by the entry's key. */
async function keysInside(options: StoreOptions, prefixes: ReadonlySet<string>): Promise<readonly string[]> {
  const keys: string[] = [];
  const work = await makeWorkFolder();
  const session: CacheSession = await options.open(options.limitMs);
  try {
    for (const prefix of prefixes) {
      const folder = await work.fresh();
      const entry = await session.restore(folder, prefix);
      if (entry.kind === 'hit') keys.push(...(await storeOfEntry(folder, prefix, options).keys()));
      else if (entry.kind !== 'miss') throw unlisted(entry.cause, 'Run the job again in a few minutes.');
    }
  } finally {
    await session.close();
    await work.remove();
  }
  return keys;
}

function unlisted(cause: string, hint: string, error?: unknown): GateError {
  return new GateError('STORE_UNREADABLE', `listing the baselines in the Actions cache: ${cause}`, {
    fault: 'environment',
    hint,
    cause: error,
  });
}
