import { GateError } from '../model/gate-error.ts';
import type { FiledJob } from '../model/history.ts';

/** What is known under a key, as far as choosing goes. */
export interface FiledJobs<Job extends FiledJob> {
  readonly key: string;
  /** Oldest first. */
  readonly entries: readonly Job[];
}

/**
 * The withheld job that somebody means to accept.
 * @param id `null`: the newest withheld one, when nothing was promoted after it
 * @throws GateError BASELINE_NOT_FOUND, USAGE
 */
export function chosenJob<Job extends FiledJob>(history: FiledJobs<Job>, id: string | null): Job {
  if (id === null) return newestWithheld(history);
  const entry = history.entries.find((candidate) => candidate.id === id);
  if (entry === undefined) throw noEntry(history, id);
  if (entry.status === 'withheld') return entry;
  throw usageOf(`the entry ${id} is part of the baseline already (${entry.statusReason})`, SHOW_ENTRIES);
}

/** Something older than the present baseline is not accepted by accident. */
function newestWithheld<Job extends FiledJob>(history: FiledJobs<Job>): Job {
  const line = ofBaselineBranch(history);
  const newest = line.at(-1);
  if (newest?.status === 'withheld') return newest;
  const withheld = line.findLast((entry) => entry.status === 'withheld');
  const what =
    withheld === undefined
      ? 'no entry of its branch is withheld, so there is nothing to accept'
      : `the newest entry is part of the baseline already; the newest withheld one (${withheld.id}) is older`;
  throw usageOf(`accepting for the baseline ${JSON.stringify(history.key)}: ${what}`, SHOW_ENTRIES);
}

/** What another branch does is not what its baseline is meant to become; it can still be named. */
function ofBaselineBranch<Job extends FiledJob>({ entries }: FiledJobs<Job>): readonly Job[] {
  const promoted = entries.findLast(({ status }) => status === 'promoted');
  return promoted === undefined ? entries : entries.filter(({ branch }) => branch === promoted.branch);
}

export const SHOW_ENTRIES = 'perf-gate baseline show lists the entries; name one with --entry ID.';

export function noEntry<Job extends FiledJob>({ key, entries }: FiledJobs<Job>, id: string): GateError {
  const newest = entries.slice(-5).map((entry) => entry.id);
  return new GateError(
    'BASELINE_NOT_FOUND',
    `the baseline ${JSON.stringify(key)} has no entry ${JSON.stringify(id)}; the newest are ${newest.join(', ')}`,
    { fault: 'user', hint: SHOW_ENTRIES },
  );
}

/** @throws GateError USAGE */
export function reasonGiven(why: string): string {
  if (why.trim() !== '') return why;
  throw usageOf('an acceptance needs a reason', 'Say why the change is intended.');
}

export function usageOf(message: string, hint: string): GateError {
  return new GateError('USAGE', message, { fault: 'user', hint });
}
