import type { Clock } from '../../ports/clock.ts';
import type { OpenCache } from './actions-cache.ts';
import type { CacheListing } from './cache-listing.ts';
import type { CacheScope } from './cache-scope.ts';

export interface ActionsCacheStoreOptions {
  readonly open: OpenCache;
  readonly scope: CacheScope;
  readonly clock: Clock;
  /** Names the entries that there are; without it `keys()` cannot answer. */
  readonly listing: CacheListing | null;
  /** Time that a service that does not answer may cost, milliseconds; a load and a later save share it. */
  readonly limitMs?: number;
  readonly patienceMs?: number;
  readonly pollMs?: number;
  /** Promoted entries of a key that are kept, the newest. */
  readonly keepPromoted?: number;
  readonly keepWithheld?: number;
}

const DEFAULTS = { limitMs: 40_000, patienceMs: 15_000, pollMs: 500, keepPromoted: 100 };

export type StoreOptions = ActionsCacheStoreOptions & typeof DEFAULTS;

export function withDefaults(options: ActionsCacheStoreOptions): StoreOptions {
  return { ...DEFAULTS, ...options };
}
