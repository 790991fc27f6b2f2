import path from 'node:path';
import { foldHistory } from '../../history/fold-history.ts';
import { GateError } from '../../model/gate-error.ts';
import { filedJob } from '../../model/history.ts';
import type { BaselineStore } from '../../ports/baseline-store.ts';
import type { Clock } from '../../ports/clock.ts';
import { addEvent } from './add-event.ts';
import { checkWritable } from './check-writable.ts';
import { folderOfKey, keyOfFolder } from './key-folder.ts';
import { type KeyLocation, readKey } from './key-reader.ts';
import { pruneWithheld } from './prune.ts';
import { listEventFiles, readEventFile } from './read-events.ts';
import { errorCode, nodeStoreFiles, type StoreFiles } from './store-files.ts';
import { problemOf } from './store-problem.ts';

export interface DirectoryStoreOptions {
  /** Absolute. */
  readonly directory: string;
  /** As the user gave it, for messages. */
  readonly shownAs: string;
  readonly clock: Clock;
  /** Entries of a key that are read, the newest. */
  readonly maxEntries?: number;
  /** Withheld entries of a key that are kept, the newest. */
  readonly keepWithheld?: number;
  readonly files?: StoreFiles;
}

const MAX_ENTRIES = 500;
const KEEP_WITHHELD = 50;

/** Keeps every event as a file of its own in a folder per key; see `docs/reference/baseline-store.md`. */
export function makeDirectoryStore(options: DirectoryStoreOptions): BaselineStore {
  const { directory, shownAs, clock, files = nodeStoreFiles } = options;
  const description = `directory ${shownAs}`;
  const locate = (key: string): KeyLocation => {
    const folder = path.join(directory, folderOfKey(key));
    return { files, folder, key, source: description };
  };
  return {
    description,
    keys: () => listKeys(files, directory),
    async load(key) {
      const found = await readKey(locate(key), options.maxEntries ?? MAX_ENTRIES);
      if (found.kind !== 'found') return found;
      const { events, source, notices } = found;
      return { kind: 'found', history: foldHistory(key, events), source, notices };
    },
    events: (key) => readKey(locate(key), Number.POSITIVE_INFINITY),
    async add(key, event) {
      const where = locate(key);
      const result = await addEvent(where, event);
      if (result.kind === 'saved' && filedJob(event)?.status === 'withheld') {
        const keep = options.keepWithheld ?? KEEP_WITHHELD;
        // What could not be pruned now is pruned another time; the event is saved.
        await pruneWithheld(files, where.folder, { keep, nowMs: clock.now() }).catch(() => undefined);
      }
      return result;
    },
    async checkWritable() {
      try {
        await checkWritable(files, directory);
      } catch (error) {
        throw unwritable(description, error);
      }
    },
  };
}

function unwritable(description: string, error: unknown): GateError {
  const { cause, hint } = problemOf(error);
  const message = `keeping baselines in ${description}: expected to be able to write there, but ${cause}`;
  return new GateError('STORE_UNWRITABLE', message, { fault: 'environment', hint, cause: error });
}

async function listKeys(files: StoreFiles, directory: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const name of await namesOf(files, directory)) {
    const known = keyOfFolder(name);
    const key = known === 'in its files' ? await keyInside(files, path.join(directory, name)) : known?.key;
    if (key !== null && key !== undefined && (await hasFiles(files, path.join(directory, name))))
      keys.push(key);
  }
  return keys.sort();
}

async function namesOf(files: StoreFiles, directory: string): Promise<readonly string[]> {
  try {
    return await files.names(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const { cause, hint } = problemOf(error);
    throw new GateError('STORE_UNREADABLE', `listing the baselines in ${directory}: ${cause}`, {
      fault: 'environment',
      hint,
      cause: error,
    });
  }
}

/** Not every file in the directory is ours; an empty folder is no key. */
async function hasFiles(files: StoreFiles, folder: string): Promise<boolean> {
  const names = await files.names(folder).catch(() => []);
  return names.some((name) => !name.startsWith('.'));
}

async function keyInside(files: StoreFiles, folder: string): Promise<string | null> {
  const { events } = await listEventFiles(files, folder).catch(() => ({ events: [] }));
  for (const file of events) {
    const reading = await readEventFile(files, folder, file);
    if (reading.kind === 'good') return reading.key;
  }
  return null;
}
