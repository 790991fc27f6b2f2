import { setTimeout as sleep } from 'node:timers/promises';
import type { CacheSession } from './actions-cache.ts';
import { entryKey, generationOf, type Lineage, lineagePrefix } from './cache-key.ts';
import type { UnpackedEntry } from './read-newest.ts';
import type { WorkFolder } from './work-folder.ts';

export interface OtherEntriesOptions {
  /** Where new entries go. */
  readonly own: Lineage;
  readonly work: WorkFolder;
  /** So long a job may take from reserving its number to having filled it, before others pass it by. */
  readonly patienceMs: number;
  /** Between two looks for an entry that another job is writing. */
  readonly pollMs: number;
}

/**
 * What other jobs write while this one does. A job that is too slow is passed by; whoever passes it by looks for it
 * once more after writing, and the slow one looks for what came after: one of the two sees the other.
 */
export class OtherEntries {
  readonly #session: CacheSession;
  readonly #options: OtherEntriesOptions;
  readonly #passedBy = new Set<number>();

  constructor(session: CacheSession, options: OtherEntriesOptions) {
    this.#session = session;
    this.#options = options;
  }

  /**
   * The entry with this number, which somebody has reserved, or a later one. `null`: it was not filled in time (a job
   * that was cancelled never does), and is passed by.
   */
  async awaited(number: number): Promise<UnpackedEntry | null> {
    const { patienceMs, pollMs } = this.#options;
    const until = Math.max(0, this.#session.remainingMs() - patienceMs);
    for (;;) {
      const found = await this.#read(number, 'or later');
      // What cannot be read now has been filled all the same, or the service does not answer: no use in waiting.
      if (found !== 'not filled') return found;
      if (this.#session.remainingMs() <= until) break;
      await sleep(pollMs * (0.5 + Math.random()));
    }
    this.#passedBy.add(number);
    return null;
  }

  /** An entry that this job passed by and that was filled since, or one that passed this job by. */
  async missed(ownNumber: number | null): Promise<UnpackedEntry | null> {
    for (const number of this.#passedBy) {
      const entry = await this.exactly(number);
      if (entry === null) continue;
      this.#passedBy.delete(number);
      return entry;
    }
    const after = ownNumber === null ? null : await this.#read(ownNumber + 1, 'or later');
    return after === 'not filled' ? null : after;
  }

  async exactly(number: number): Promise<UnpackedEntry | null> {
    const entry = await this.#read(number, 'no other');
    return entry === 'not filled' ? null : entry;
  }

  /** `null`: it is there and damaged, or nobody could say. */
  async #read(number: number, which: 'or later' | 'no other'): Promise<UnpackedEntry | 'not filled' | null> {
    const { own, work } = this.#options;
    const folder = await work.fresh();
    const others = which === 'or later' ? [lineagePrefix(own)] : [];
    const found = await this.#session.restore(folder, entryKey(own, number), others);
    if (found.kind === 'damaged' || found.kind === 'failed') return null;
    if (found.kind === 'miss') return 'not filled';
    const { cacheKey } = found;
    const generation = generationOf(own, cacheKey);
    if (generation < number) return 'not filled';
    return { kind: 'found', lineage: own, generation, cacheKey, folder, notices: [] };
  }
}
