import type { BaselineOverview } from '../model/baseline-overview.ts';
import { ALL_REQUESTS_P95 } from '../model/gate-policy.ts';
import { baselineEntries, type History } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { AS_FILED, entryLevel } from '../trend/job-level.ts';

const P95 = { rule: ALL_REQUESTS_P95, policy: AS_FILED };

/**
 * Every key of a store; one that cannot be read is listed with the reason.
 * @throws GateError STORE_UNREADABLE when the store itself cannot be read
 */
export async function listBaselines(store: BaselineStore): Promise<readonly BaselineOverview[]> {
  const overviews: BaselineOverview[] = [];
  for (const key of await store.keys()) overviews.push(await overviewOf(store, key));
  return overviews;
}

async function overviewOf(store: BaselineStore, key: string): Promise<BaselineOverview> {
  const lookup = await store.load(key);
  switch (lookup.kind) {
    case 'found':
      return overview(lookup.history);
    case 'absent':
      return overview({ key, entries: [], pinnedEntry: null });
    case 'unreadable':
      return {
        ...overview({ key, entries: [], pinnedEntry: null }),
        problem: `${lookup.where}: ${lookup.cause}`,
      };
    case 'unknown':
      return { ...overview({ key, entries: [], pinnedEntry: null }), problem: lookup.cause };
  }
}

function overview(history: History): BaselineOverview {
  const baseline = baselineEntries(history);
  const newest = baseline.at(-1);
  return {
    key: history.key,
    problem: null,
    entries: history.entries.length,
    inBaseline: baseline.length,
    withheld: history.entries.filter((entry) => entry.status === 'withheld').length,
    p95: newest === undefined ? null : (entryLevel(newest, P95)?.value ?? null),
    commit: newest?.commit ?? null,
    at: newest?.at ?? null,
    pinned: history.pinnedEntry !== null,
  };
}
