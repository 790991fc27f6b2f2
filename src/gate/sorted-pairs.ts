import { crossedThreshold } from '../model/crossed-threshold.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { type Pair, SIDES, type Side } from '../model/pair.ts';
import type { Run } from '../model/run.ts';
import { validityOf } from '../model/validity.ts';
import type { Reason } from '../model/verdict.ts';
import { type PairProblem, pairProblems } from './pair-validity.ts';
import { hasLoad, MAX_INVALID } from './sorted-rounds.ts';

/** The looks of a paired job, told apart. */
export interface SortedPairs {
  /** Measurements, in order. */
  readonly valid: readonly Pair[];
  /** Runs of the head whose thresholds and errors count, the screen's included. */
  readonly measuredHeads: readonly Run[];
  /** Why the others are no measurement, pair by pair. */
  readonly problems: readonly Reason[];
  /** The same by run id; of a pair each run is told its own problems, and those of both. */
  readonly invalid: ReadonlyMap<string, readonly Reason[]>;
  /** No further pair can be measured. */
  readonly exhausted: boolean;
}

/** @param screen the head's run against the history before the pairs, if there was one; it counts as a look */
export function sortPairs(
  pairs: readonly Pair[],
  screen: Run | null,
  policy: Pick<GatePolicy, 'minRequests' | 'maxErrorRate' | 'maxRounds'>,
): SortedPairs {
  const judged = pairs.map((pair) => ({ pair, problems: pairProblems(pair, policy) }));
  const broken = judged.filter(({ problems }) => problems.length > 0);
  const screens = screenOf(screen, policy);
  return {
    valid: judged.flatMap(({ pair, problems }) => (problems.length === 0 ? [pair] : [])),
    measuredHeads: [
      ...screens.valid,
      ...judged.flatMap(({ pair, problems }) => (headCounts(pair, problems) ? [pair.head] : [])),
    ],
    problems: broken.flatMap(({ problems }) => problems.map(({ reason }) => reason)),
    invalid: new Map([
      ...screens.invalid,
      ...broken.flatMap(({ pair, problems }) =>
        SIDES.map((side) => [pair[side].identity.id, toldTo(side, problems)] as const),
      ),
    ]),
    exhausted:
      pairs.length + (screen === null ? 0 : 1) >= policy.maxRounds ||
      broken.length + screens.invalid.length >= MAX_INVALID,
  };
}

function screenOf(screen: Run | null, policy: Pick<GatePolicy, 'minRequests'>) {
  const none = { valid: [], invalid: [] };
  if (screen === null) return none;
  const validity = validityOf(screen, policy);
  if (validity.valid) return { ...none, valid: [screen] };
  return { ...none, invalid: [[screen.identity.id, validity.reasons] as const] };
}

function toldTo(side: Side, problems: readonly PairProblem[]): readonly Reason[] {
  const own = problems.filter((problem) => problem.side === side || problem.side === null);
  if (own.length > 0) return own.map(({ reason }) => reason);
  return [
    { code: 'other-side', text: `the ${side === 'base' ? 'head' : 'base'} beside it was no measurement` },
  ];
}

/** A head whose load came, beside a base that went on, may have broken its SLO; it measured nothing else. */
function headCounts({ base, head }: Pair, problems: readonly PairProblem[]): boolean {
  if (problems.length === 0) return true;
  if (problems.some(({ side }) => side !== 'head') || crossedThreshold(base)) return false;
  return hasLoad(
    head,
    problems.map(({ reason }) => reason),
  );
}
