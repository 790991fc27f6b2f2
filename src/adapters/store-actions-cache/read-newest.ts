import type { Notice } from '../../model/run.ts';
import type { ActionsCache } from './actions-cache.ts';
import { entryKey, generationOf, type Lineage, lineagePrefix } from './cache-key.ts';
import type { WorkFolder } from './work-folder.ts';

/** An entry, unpacked. */
export interface UnpackedEntry {
  readonly kind: 'found';
  readonly lineage: Lineage;
  readonly generation: number;
  readonly cacheKey: string;
  readonly folder: string;
  readonly notices: readonly Notice[];
}

export type NewestReading =
  | UnpackedEntry
  | { readonly kind: 'none' }
  /** Entries are there, and none of the newest can be unpacked. */
  | { readonly kind: 'damaged'; readonly cacheKey: string; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string; readonly hint: string };

/** Entries that are tried when the newest is damaged, that one included. */
const TRIES = 4;

/** Unpacks the newest entry of the first lineage that has any; a damaged one gives way to the one before it. */
export async function readNewest(
  cache: ActionsCache,
  lineages: readonly [Lineage, ...Lineage[]],
  work: WorkFolder,
): Promise<NewestReading> {
  const [first, ...others] = lineages.map(lineagePrefix);
  const folder = await work.fresh();
  const newest = await cache.restore(folder, first ?? '', others);
  switch (newest.kind) {
    case 'hit':
      return unpacked(lineages, newest.cacheKey, folder, []);
    case 'miss':
      return { kind: 'none' };
    case 'failed':
      return newest;
    case 'damaged':
      return readBefore(cache, lineages, newest, work);
  }
}

async function readBefore(
  cache: ActionsCache,
  lineages: readonly [Lineage, ...Lineage[]],
  damaged: { readonly cacheKey: string; readonly cause: string },
  work: WorkFolder,
): Promise<NewestReading> {
  const { lineage, generation } = placeOf(lineages, damaged.cacheKey);
  for (let at = generation - 1; at > 0 && at > generation - TRIES; at--) {
    const folder = await work.fresh();
    const earlier = await cache.restore(folder, entryKey(lineage, at));
    if (earlier.kind === 'failed') return earlier;
    if (earlier.kind !== 'hit') continue;
    return unpacked(lineages, earlier.cacheKey, folder, [stepBack(damaged.cacheKey, earlier.cacheKey)]);
  }
  return { kind: 'damaged', ...damaged };
}

function unpacked(
  lineages: readonly [Lineage, ...Lineage[]],
  cacheKey: string,
  folder: string,
  notices: readonly Notice[],
): UnpackedEntry {
  return { kind: 'found', ...placeOf(lineages, cacheKey), cacheKey, folder, notices };
}

function placeOf(lineages: readonly [Lineage, ...Lineage[]], cacheKey: string) {
  const lineage = lineages.find((one) => generationOf(one, cacheKey) > 0) ?? lineages[0];
  return { lineage, generation: generationOf(lineage, cacheKey) };
}

function stepBack(damaged: string, used: string): Notice {
  const text =
    `The cache entry ${damaged} is damaged; the one before it, ${used}, was read instead. ` +
    'What only the damaged one held is missing; the next run that is saved replaces it.';
  return { code: 'cache-damaged-entry', text };
}
