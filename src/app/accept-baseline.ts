import { GateError } from '../model/gate-error.ts';
import type { Acceptance, HistoryEntry } from '../model/history.ts';
import { measuredRuns } from '../model/measured-runs.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { addEventOrThrow } from './add-event.ts';
import { chosenJob, reasonGiven, SHOW_ENTRIES, usageOf } from './chosen-job.ts';
import { requireHistory } from './load-history.ts';

export interface AcceptRequest {
  readonly key: string;
  /** `null`: the newest withheld entry, when nothing was promoted after it. */
  readonly entry: string | null;
  readonly by: string;
  readonly why: string;
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * A person's decision: a withheld entry becomes the baseline and opens an epoch.
 * @throws GateError BASELINE_NOT_FOUND, USAGE, STORE_UNREADABLE, STORE_UNWRITABLE
 */
export async function acceptBaseline(store: BaselineStore, request: AcceptRequest): Promise<Acceptance> {
  const history = await requireHistory(store, request.key);
  const { by, commit, at } = request;
  const why = reasonGiven(request.why);
  const acceptance: Acceptance = {
    entry: measured(chosenJob(history, request.entry)).id,
    ...{ by, at, why, commit },
  };
  await addEventOrThrow(store, request.key, { kind: 'acceptance', acceptance });
  await confirm(store, request.key, acceptance.entry);
  return acceptance;
}

/** A baseline without latencies would make every later run "no baseline". */
function measured(entry: HistoryEntry): HistoryEntry {
  if (measuredRuns(entry, { minRequests: 0 }).some(({ series }) => series.length > 0)) return entry;
  throw usageOf(
    `the entry ${entry.id} has no round that is a measurement, so nothing could be held against it`,
    SHOW_ENTRIES,
  );
}

/** Between reading and writing, another process may have removed the entry. */
async function confirm(store: BaselineStore, key: string, id: string): Promise<void> {
  const { entries } = await requireHistory(store, key);
  if (entries.some((entry) => entry.id === id && entry.status === 'promoted')) return;
  throw new GateError('STORE_UNREADABLE', `accepting the entry ${id}: it was removed in the meantime`, {
    fault: 'environment',
    hint: 'Run the gate once more, then accept the new entry.',
  });
}
