import type { GatePolicy } from './gate-policy.ts';
import type { HistoryEntry } from './history.ts';
import type { Run } from './run.ts';
import { validityOf } from './validity.ts';

/**
 * The rounds of a job that count, in order: everything that is said of the job, by the gate, in charts and in lists, is
 * drawn from these. Empty when it measured nothing.
 */
export function measuredRuns(
  { runs }: Pick<HistoryEntry, 'runs'>,
  policy: Pick<GatePolicy, 'minRequests'>,
): readonly Run[] {
  const valid = runs.filter((run) => validityOf(run, policy).valid);
  // It counted as valid under the limit of its day: a limit raised since does not empty the history.
  return valid.length > 0 ? valid : runs.filter((run) => validityOf(run, { minRequests: 0 }).valid);
}
