import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type {
  CacheRestore,
  CacheSave,
  OpenCache,
} from '../../src/adapters/store-actions-cache/actions-cache.ts';
import { CONTENT } from '../../src/adapters/store-actions-cache/process/messages.ts';
import type { TempFolder } from './temp-folder.ts';

interface MemoryEntry {
  readonly key: string;
  readonly folder: string;
  isFilled: boolean;
}

export interface MemoryActionsCacheOptions {
  /** Where the contents lie. */
  readonly folder: TempFolder;
  /** Called between the steps of a call, so that others get in between; at once by default. */
  readonly between?: (step: 'asked' | 'reserved' | 'filled') => Promise<void>;
}

/** Of all caches: they may share a folder. */
let made = 0;

/** The cache of GitHub Actions for one ref, without the service, the client or tar; quick enough for thousands of calls. */
export class MemoryActionsCache {
  entries: MemoryEntry[] = [];
  /** Answers of the next calls, in order, before the cache itself is asked. */
  readonly nextSaves: CacheSave[] = [];
  readonly nextRestores: CacheRestore[] = [];
  /** Entries that come and cannot be unpacked. */
  readonly damagedKeys = new Set<string>();
  saves = 0;
  readonly #options: MemoryActionsCacheOptions;

  constructor(options: MemoryActionsCacheOptions) {
    this.#options = options;
  }

  /** Reserves a key and never fills it, as a job that is cancelled does. */
  reserve(key: string): void {
    this.entries.push({ key, folder: '', isFilled: false });
  }

  readonly open: OpenCache = async (limitMs) => {
    const startedAt = performance.now();
    const remainingMs = () => Math.max(0, limitMs - (performance.now() - startedAt));
    return {
      remainingMs,
      restore: (folder, key, others = []) => this.#restore(key, others, folder),
      find: (key, others = []) => this.#restore(key, others, null),
      save: (folder, key) => this.#save(folder, key),
      close: async () => undefined,
    };
  };

  async #restore(key: string, others: readonly string[], folder: string | null): Promise<CacheRestore> {
    await this.#pause('asked');
    const planned = this.nextRestores.shift();
    if (planned !== undefined) return planned;
    const filled = this.entries.filter(({ isFilled }) => isFilled);
    for (const wanted of [key, ...others]) {
      const found =
        filled.find((entry) => entry.key === wanted) ??
        filled.findLast((entry) => entry.key.startsWith(wanted));
      if (found === undefined) continue;
      if (this.damagedKeys.has(found.key))
        return { kind: 'damaged', cacheKey: found.key, cause: 'tar: not an archive' };
      if (folder !== null) await cp(found.folder, path.join(folder, CONTENT), { recursive: true });
      return { kind: 'hit', cacheKey: found.key };
    }
    return { kind: 'miss' };
  }

  async #save(folder: string, key: string): Promise<CacheSave> {
    this.saves++;
    await this.#pause('asked');
    const planned = this.nextSaves.shift();
    if (planned !== undefined) return planned;
    if (this.entries.some((entry) => entry.key === key)) return { kind: 'taken' };
    const entry = { key, folder: this.#options.folder.file(`entry-${++made}`), isFilled: false };
    this.entries.push(entry);
    await this.#pause('reserved');
    await mkdir(entry.folder, { recursive: true });
    await cp(path.join(folder, CONTENT), entry.folder, { recursive: true });
    entry.isFilled = true;
    await this.#pause('filled');
    return { kind: 'saved' };
  }

  #pause(step: 'asked' | 'reserved' | 'filled'): Promise<void> {
    return this.#options.between?.(step) ?? Promise.resolve();
  }

  /** What a listing of the API would say. */
  readonly list = async (prefix: string): Promise<readonly string[]> =>
    this.entries.filter((e) => e.isFilled && e.key.startsWith(prefix)).map((e) => e.key);
}
