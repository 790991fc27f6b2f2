import { crossedThreshold } from '../model/crossed-threshold.ts';
import { ITERATIONS_THREW } from '../model/exceptions.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import type { Run } from '../model/run.ts';
import { validityOf } from '../model/validity.ts';
import type { Reason } from '../model/verdict.ts';
import { cutShortReasons, type UsualLoad } from './cut-short.ts';

/** Rounds that may fail to be a measurement before a job gives up: an invalid round is retried once. */
export const MAX_INVALID = 2;

/** The rounds of a job, told apart. */
export interface SortedRounds {
  /** Measurements, in order. */
  readonly valid: readonly Run[];
  /** Rounds whose thresholds and errors count: valid ones, and those that had load but less than was asked for. */
  readonly measured: readonly Run[];
  /** Why the others are no measurement, by run id. */
  readonly invalid: ReadonlyMap<string, readonly [Reason, ...Reason[]]>;
  /** No further round can be made. */
  readonly exhausted: boolean;
}

export function sortRounds(
  runs: readonly Run[],
  policy: Pick<GatePolicy, 'minRequests' | 'maxRounds'>,
  usual: UsualLoad | null,
): SortedRounds {
  const invalid = new Map<string, readonly [Reason, ...Reason[]]>();
  for (const run of runs) {
    const validity = validityOf(run, policy);
    const [first, ...rest] = validity.valid ? cutShortReasons(run, usual) : validity.reasons;
    if (first !== undefined) invalid.set(run.identity.id, [first, ...rest]);
  }
  const reasonsOf = (run: Run) => invalid.get(run.identity.id) ?? [];
  return {
    valid: runs.filter((run) => reasonsOf(run).length === 0),
    measured: runs.filter((run) => hasLoad(run, reasonsOf(run))),
    invalid,
    exhausted: runs.length >= policy.maxRounds || invalid.size >= MAX_INVALID,
  };
}

/** A crossed threshold may have ended it early, and a target that answers errors makes scripts throw. */
export function hasLoad(run: Run, reasons: readonly Reason[]): boolean {
  return reasons.every(
    ({ code }) => code === ITERATIONS_THREW || (code === 'too-few-requests' && crossedThreshold(run)),
  );
}
