import type { GatePolicy } from '../model/gate-policy.ts';
import { type Pair, SIDES } from '../model/pair.ts';
import type { Run } from '../model/run.ts';
import type { Reason } from '../model/verdict.ts';
import { pairProblems } from './pair-validity.ts';
import { crossedThreshold } from './slo.ts';
import { MAX_INVALID } from './sorted-rounds.ts';
import { validityOf } from './validity.ts';

/** The looks of a paired job, told apart. */
export interface SortedPairs {
  /** Measurements, in order. */
  readonly valid: readonly Pair[];
  /** Runs of the head whose thresholds and errors count, the screen's included. */
  readonly measuredHeads: readonly Run[];
  /** Why the others are no measurement, by run id; both runs of a pair have the pair's reasons. */
  readonly invalid: ReadonlyMap<string, readonly Reason[]>;
  /** No further pair can be measured. */
  readonly exhausted: boolean;
}

export function sortPairs(
  pairs: readonly Pair[],
  screen: Run | null,
  policy: Pick<GatePolicy, 'minRequests' | 'maxErrorRate' | 'maxRounds'>,
): SortedPairs {
  const problems = new Map(pairs.map((pair) => [pair, pairProblems(pair, policy)] as const));
  const problemsOf = (pair: Pair) => problems.get(pair) ?? [];
  const broken = pairs.filter((pair) => problemsOf(pair).length > 0);
  const screened = screen === null ? null : validityOf(screen, policy);
  const invalid = new Map<string, readonly Reason[]>();
  if (screen !== null && screened?.valid === false) invalid.set(screen.identity.id, screened.reasons);
  for (const pair of broken) for (const side of SIDES) invalid.set(pair[side].identity.id, problemsOf(pair));
  const failures = broken.length + (screened?.valid === false ? 1 : 0);
  return {
    valid: pairs.filter((pair) => problemsOf(pair).length === 0),
    measuredHeads: [
      ...(screen !== null && screened?.valid === true ? [screen] : []),
      ...pairs.filter((pair) => headCounts(pair, problemsOf(pair))).map(({ head }) => head),
    ],
    invalid,
    exhausted: pairs.length + (screen === null ? 0 : 1) >= policy.maxRounds || failures >= MAX_INVALID,
  };
}

/** A head that its own threshold ended early, beside a base that went on, broke its SLO; it measured nothing else. */
function headCounts({ base, head }: Pair, problems: readonly Reason[]): boolean {
  if (problems.length === 0) return true;
  const endedEarly = problems.every(
    ({ code, text }) => code === 'too-few-requests' && text.startsWith('head'),
  );
  return endedEarly && crossedThreshold(head) && !crossedThreshold(base);
}
