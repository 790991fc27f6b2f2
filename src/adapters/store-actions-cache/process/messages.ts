/** What the process that runs the cache client is asked. */
export interface CacheRequest {
  readonly action: 'restore' | 'find' | 'save';
  /** Absolute and resolved; holds or gets `CONTENT`. */
  readonly folder: string;
  readonly key: string;
  readonly others: readonly string[];
}

/**
 * What is kept of a folder. The service takes entries for the same only where this path is written the same, so it is
 * relative, and the client's process works inside the folder.
 */
export const CONTENT = 'baselines';
