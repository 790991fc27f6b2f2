import type { History } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { requireHistory } from './load-history.ts';

/**
 * All that is known under a key.
 * @throws GateError BASELINE_NOT_FOUND, STORE_UNREADABLE
 */
export function showBaseline(store: BaselineStore, key: string): Promise<History> {
  return requireHistory(store, key);
}
