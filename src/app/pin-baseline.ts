import { shellWord } from '../lib/shell-word.ts';
import { GateError } from '../model/gate-error.ts';
import type { History } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { addEventOrThrow } from './add-event.ts';
import { noEntry } from './chosen-job.ts';
import { requireHistory } from './load-history.ts';

export interface PinRequest {
  readonly key: string;
  /** `null`: the newest promoted entry. */
  readonly entry: string | null;
  /** Back to the whole epoch. */
  readonly unpin: boolean;
  readonly by: string;
  readonly why: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Makes one entry the whole baseline until it is unpinned.
 * @returns the pinned entry, `null` when unpinned
 * @throws GateError BASELINE_NOT_FOUND, USAGE, STORE_UNREADABLE, STORE_UNWRITABLE
 */
export async function pinBaseline(store: BaselineStore, request: PinRequest): Promise<string | null> {
  const { key, unpin, by, why, at } = request;
  const history = await requireHistory(store, key);
  const entry = unpin ? null : promotedEntry(history, request.entry);
  await addEventOrThrow(store, key, { kind: 'pin', entry, by, at, why });
  const { pinnedEntry } = await requireHistory(store, key);
  if (pinnedEntry === entry) return entry;
  // Decisions count in the order of their times.
  throw new GateError(
    'STORE_UNWRITABLE',
    `pinning in ${JSON.stringify(key)}: a decision with a later time stands`,
    {
      fault: 'environment',
      hint: 'The clock of this machine, or of the one that pinned before, is wrong; set it and pin again.',
    },
  );
}

function promotedEntry(history: History, id: string | null): string {
  const promoted = history.entries.filter((entry) => entry.status === 'promoted');
  const entry = id === null ? promoted.at(-1) : history.entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw noEntry(history, id ?? 'that is promoted');
  if (entry.status === 'promoted') return entry.id;
  throw new GateError(
    'USAGE',
    `the entry ${entry.id} is withheld (${entry.statusReason}), so it cannot be pinned`,
    {
      fault: 'user',
      hint: `Accept it first: perf-gate baseline accept --key ${shellWord(history.key)} --entry ${entry.id} --why "..."`,
    },
  );
}
