import { GateError } from '../model/gate-error.ts';
import type { Acceptance, History, HistoryEntry } from '../model/history.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import { addEventOrThrow } from './add-event.ts';
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
  const { by, why, commit, at } = request;
  if (why.trim() === '') throw usage('an acceptance needs a reason', 'Say why the change is intended.');
  const acceptance: Acceptance = { entry: chosen(history, request.entry).id, by, at, why, commit };
  await addEventOrThrow(store, request.key, { kind: 'acceptance', acceptance });
  await confirm(store, request.key, acceptance.entry);
  return acceptance;
}

function chosen(history: History, id: string | null): HistoryEntry {
  if (id === null) return newestWithheld(history);
  const entry = history.entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw noEntry(history, id);
  if (entry.status === 'withheld') return measured(entry);
  throw usage(`the entry ${id} is part of the baseline already (${entry.statusReason})`, SHOW);
}

/** Something older than the present baseline is not accepted by accident. */
function newestWithheld(history: History): HistoryEntry {
  const line = ofBaselineBranch(history);
  const newest = line.at(-1);
  if (newest?.status === 'withheld') return measured(newest);
  const withheld = line.findLast((entry) => entry.status === 'withheld');
  const what =
    withheld === undefined
      ? 'no entry of its branch is withheld, so there is nothing to accept'
      : `the newest entry is part of the baseline already; the newest withheld one (${withheld.id}) is older`;
  throw usage(`accepting for the baseline ${JSON.stringify(history.key)}: ${what}`, SHOW);
}

/** What another branch does is not what its baseline is meant to become; it can still be named. */
function ofBaselineBranch({ entries }: History): readonly HistoryEntry[] {
  const promoted = entries.findLast(({ status }) => status === 'promoted');
  return promoted === undefined ? entries : entries.filter(({ branch }) => branch === promoted.branch);
}

/** A baseline without latencies would make every later run "no baseline". */
function measured(entry: HistoryEntry): HistoryEntry {
  if (entry.runs.some(({ series }) => series.length > 0)) return entry;
  throw usage(
    `the entry ${entry.id} has no latency of a successful request, so nothing could be held against it`,
    SHOW,
  );
}

const SHOW = 'perf-gate baseline show lists the entries; name one with --entry ID.';

export function noEntry(history: History, id: string): GateError {
  const newest = history.entries.slice(-5).map((entry) => entry.id);
  return new GateError(
    'BASELINE_NOT_FOUND',
    `the baseline ${JSON.stringify(history.key)} has no entry ${JSON.stringify(id)}; the newest are ${newest.join(', ')}`,
    { fault: 'user', hint: SHOW },
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

function usage(message: string, hint: string): GateError {
  return new GateError('USAGE', message, { fault: 'user', hint });
}
