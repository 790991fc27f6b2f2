import { ALL_REQUESTS_P95 } from '../model/gate-policy.ts';
import type { History } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { AS_FILED, entryLevel } from '../trend/job-level.ts';
import { requireHistory } from './load-history.ts';

export interface ShownBaseline {
  readonly history: History;
  /** p95 of all requests in ms over the rounds that count, by entry; an entry that measured nothing has none. */
  readonly p95: ReadonlyMap<string, number>;
}

/**
 * All that is known under a key.
 * @throws GateError BASELINE_NOT_FOUND, STORE_UNREADABLE
 */
export async function showBaseline(store: BaselineStore, key: string): Promise<ShownBaseline> {
  const history = await requireHistory(store, key);
  const asked = { rule: ALL_REQUESTS_P95, policy: AS_FILED };
  const levels = history.entries.flatMap((entry) => {
    const level = entryLevel(entry, asked);
    return level === null ? [] : [[entry.id, level.value] as const];
  });
  return { history, p95: new Map(levels) };
}
