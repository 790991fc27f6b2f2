/** What a look into the cache found. "Nothing there" is never said without the service having said so. */
export type CacheRestore =
  | { readonly kind: 'hit'; readonly cacheKey: string }
  | { readonly kind: 'miss' }
  /** The entry arrived and could not be unpacked. */
  | { readonly kind: 'damaged'; readonly cacheKey: string; readonly cause: string }
  /** The service did not answer, or not as it should. */
  | { readonly kind: 'failed'; readonly cause: string; readonly hint: string };

export type CacheSave =
  | { readonly kind: 'saved' }
  /** Another job has this key: entries are never changed. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'denied'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string; readonly hint: string };

/** The cache of GitHub Actions, one question at a time. No call throws. */
export interface ActionsCache {
  /**
   * Unpacks the entry with this key, or the newest that begins with it, or with the first of the others that has any.
   * @param folder absolute; what was saved from a folder comes back into one
   */
  restore(folder: string, key: string, others?: readonly string[]): Promise<CacheRestore>;
  /** The same without unpacking. */
  find(key: string, others?: readonly string[]): Promise<CacheRestore>;
  save(folder: string, key: string): Promise<CacheSave>;
}

/** A cache that is used for one piece of work, within a bound of time. */
export interface CacheSession extends ActionsCache {
  /** Time that is left, milliseconds. */
  remainingMs(): number;
  close(): Promise<void>;
}

/** Begins a session; everything in it together takes at most `limitMs`. */
export type OpenCache = (limitMs: number) => Promise<CacheSession>;
