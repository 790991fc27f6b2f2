import type { BaselineOverview } from '../model/baseline-overview.ts';
import { baselineEntries, type History } from '../model/history.ts';
import { seriesOf } from '../model/run.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';

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
    p95: newest === undefined ? null : (seriesOf(newest.runs[0], 'http_req_duration', null)?.p95 ?? null),
    commit: newest?.commit ?? null,
    at: newest?.at ?? null,
    pinned: history.pinnedEntry !== null,
  };
}
