import { decide } from '../../src/gate/decide.ts';
import { decidePaired } from '../../src/gate/decide-paired.ts';
import type { Rng } from '../../src/lib/rng.ts';
import type { GatePolicy } from '../../src/model/gate-policy.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import type { Pair } from '../../src/model/pair.ts';
import type { Run } from '../../src/model/run.ts';
import type { VerdictKind } from '../../src/model/verdict.ts';
import { aPolicy } from '../support/policy-builder.ts';

/** What a job of resampled chunks came to. */
export interface ResampledJob {
  readonly verdict: VerdictKind;
  /** Chunks that it took: pairs, or runs on their own. */
  readonly looks: number;
}

const POLICY: GatePolicy = aPolicy();
const CONTEXT = { isDefaultBranch: false };
/** Jobs before the one that is judged. */
const HISTORY = 5;

/** A paired job without history: pairs of recorded chunks in a random order, until the gate has decided. */
export function pairedJob(pairs: readonly Pair[], rng: Rng): ResampledJob {
  const taken = drawn(pairs, POLICY.maxRounds, rng);
  for (let looks = 1; looks <= taken.length; looks++) {
    const decision = decidePaired({
      pairs: nonEmpty(taken.slice(0, looks)),
      screen: null,
      policy: POLICY,
      context: CONTEXT,
    });
    if (decision.kind === 'decided') return { verdict: decision.verdict.kind, looks };
  }
  throw new Error(`no decision after ${taken.length} pairs`);
}

/** A job whose rounds are runs on their own, held against a history of unchanged runs that it shares none with. */
export function singleJob(unchanged: readonly Run[], changed: readonly Run[], rng: Rng): ResampledJob {
  const past = drawn(unchanged, HISTORY, rng);
  const left = changed.filter((run) => !past.includes(run));
  const job = left[0]?.identity.job ?? '';
  const taken = drawn(left, POLICY.maxRounds, rng).map(
    (run, index): Run => ({ ...run, identity: { ...run.identity, job, round: index + 1 } }),
  );
  for (let looks = 1; looks <= taken.length; looks++) {
    const runs = nonEmpty(taken.slice(0, looks));
    const decision = decide({ history: past.map(entryOf), runs, policy: POLICY, context: CONTEXT });
    if (decision.kind === 'decided') return { verdict: decision.verdict.kind, looks };
  }
  throw new Error(`no decision after ${taken.length} runs`);
}

/** What most home-made gates do: one run over 1.2 times the run before. */
export function naiveFails(unchanged: readonly Run[], changed: readonly Run[], rng: Rng): boolean {
  const [before] = drawn(unchanged, 1, rng);
  const [now] = drawn(
    changed.filter((run) => run !== before),
    1,
    rng,
  );
  return p95Of(now) > 1.2 * p95Of(before);
}

export function p95Of(run: Run | undefined): number {
  const p95 = run?.series[0]?.p95;
  if (p95 === undefined) throw new Error(`a recorded run has no latencies: ${run?.end.kind ?? 'no run'}`);
  return p95;
}

/** So many of a list, none twice, in a random order. */
function drawn<T>(list: readonly T[], count: number, rng: Rng): readonly T[] {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(rng.integer(left.length), 1),
  ).flat();
}

function entryOf(run: Run): HistoryEntry {
  return {
    id: run.identity.id,
    at: run.identity.startedAt,
    commit: null,
    branch: null,
    verdict: 'passed',
    status: 'promoted',
    statusReason: 'unchanged',
    opensEpoch: false,
    acceptance: null,
    runs: [run],
  };
}

function nonEmpty<T>([first, ...rest]: readonly T[]): readonly [T, ...T[]] {
  if (first === undefined) throw new Error('nothing was recorded');
  return [first, ...rest];
}
