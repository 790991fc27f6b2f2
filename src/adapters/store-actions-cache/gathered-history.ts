import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HistoryEvent } from '../../model/history.ts';
import type { BaselineStore, SaveResult } from '../../ports/baseline-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { makeDirectoryStore } from '../store-directory/directory-store.ts';
import { folderOfKey } from '../store-directory/key-folder.ts';
import { listEventFiles } from '../store-directory/read-events.ts';
import { errorCode, nodeStoreFiles, type StoreFiles } from '../store-directory/store-files.ts';
import { CONTENT } from './process/messages.ts';
import type { UnpackedEntry } from './read-newest.ts';
import { trimPromoted } from './trim-promoted.ts';
import type { WorkFolder } from './work-folder.ts';

type Refused = Extract<SaveResult, { kind: 'refused' }>;

/** The union of what was read and what is added: the content of the next entry. */
export interface GatheredHistory {
  readonly folder: string;
  /** Takes in all that an entry holds; what is damaged stays out. @returns why nothing may be built on it */
  take(entry: UnpackedEntry): Promise<Refused | null>;
  add(events: readonly HistoryEvent[]): Promise<readonly SaveResult[]>;
  /** Whether an entry holds everything that was gathered. */
  isWithin(entry: UnpackedEntry): Promise<boolean>;
}

export interface GatheredOptions {
  readonly key: string;
  readonly clock: Clock;
  readonly work: WorkFolder;
  /** Promoted entries that are kept, the newest. */
  readonly keepPromoted: number;
  /** Withheld ones. */
  readonly keepWithheld?: number;
}

/** Waits for no disk: what is written here is sent away and deleted. */
const PASSING_FILES: StoreFiles = {
  ...nodeStoreFiles,
  create: (file, text) => writeFile(file, text, { flag: 'wx' }),
  flushFolder: async () => undefined,
};

/** The directory store that an entry holds. */
export function storeOfEntry(
  folder: string,
  shownAs: string,
  options: Pick<GatheredOptions, 'clock' | 'keepWithheld'>,
): BaselineStore {
  const { clock, keepWithheld } = options;
  const directory = path.join(folder, CONTENT);
  return makeDirectoryStore({
    directory,
    shownAs,
    clock,
    files: PASSING_FILES,
    ...(keepWithheld === undefined ? {} : { keepWithheld }),
  });
}

export async function gatherHistory(options: GatheredOptions): Promise<GatheredHistory> {
  const { key, work, keepPromoted } = options;
  const folder = await work.fresh();
  const store = storeOfEntry(folder, 'the new entry', options);
  const target = path.join(folder, CONTENT, folderOfKey(key));
  return {
    folder,
    async take(entry) {
      const read = await storeOfEntry(entry.folder, entry.cacheKey, options).events(key);
      if (read.kind === 'unreadable' || read.kind === 'unknown') {
        const { cause, hint } = read;
        return { kind: 'refused', reason: `nothing was added to ${entry.cacheKey}: ${cause}`, hint };
      }
      await copyEvents(path.join(entry.folder, CONTENT, folderOfKey(key)), target);
      return null;
    },
    async add(events) {
      const results: SaveResult[] = [];
      for (const event of events) results.push(await store.add(key, event));
      await trimPromoted(target, keepPromoted);
      return results;
    },
    async isWithin(entry) {
      const there = new Set(await namesIn(path.join(entry.folder, CONTENT, folderOfKey(key))));
      return (await namesIn(target)).every((name) => there.has(name));
    },
  };
}

/** Event files have one content for ever: what is there already is the same. */
async function copyEvents(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await namesIn(from)) {
    await copyFile(path.join(from, name), path.join(to, name), constants.COPYFILE_EXCL).catch(ifThere);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await listEventFiles(nodeStoreFiles, folder)).events.map(({ name }) => name);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function ifThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}
