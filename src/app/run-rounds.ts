import { type Decision, decide } from '../gate/decide.ts';
import { baselineEntries, type HistoryEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { type GateDeps, loadControl } from './gate-deps.ts';
import { canBeRepeated, decideContext, type GateJob, roundSpec } from './gate-job.ts';
import { measureRound } from './measure-round.ts';

export type DecidedGate = Extract<Decision, { kind: 'decided' }>;

/** What a job measured and what came of it. */
export interface Rounds {
  /** All of them, in order; of both sides where there were pairs. */
  readonly runs: readonly [Run, ...Run[]];
  readonly decision: DecidedGate;
  /** The runs that may enter the history. */
  readonly filed: readonly Run[];
}

/** Looks until the gate has decided, those of earlier jobs among them; a round that can never be measured is not tried again. */
export async function runRounds(job: GateJob, deps: GateDeps): Promise<Rounds> {
  const { policy, env, durationMs } = job.request;
  const history = othersOf(job);
  const context = decideContext(job);
  const runs: Run[] = [...job.earlier];
  let why = history.length === 0 ? 'first run under this key' : 'screen against the baseline';
  if (job.earlier.length > 0) why = 'on another machine than the rounds before';
  for (;;) {
    const round = runs.length + 1;
    deps.progress.roundStarts(round, policy.maxRounds, why);
    const spec = roundSpec(job, { round, role: 'candidate', env, durationMs }, deps);
    const run = await measureRound(job.engine, spec, loadControl(deps));
    deps.progress.roundEnds(run);
    runs.push(run);
    const looks = canBeRepeated(run) ? policy.maxRounds : runs.length;
    const all: readonly [Run, ...Run[]] = [runs[0] ?? run, ...runs.slice(1)];
    const decision = decide({ history, runs: all, policy: { ...policy, maxRounds: looks }, context });
    if (decision.kind === 'decided') return { runs: all, decision, filed: filedOf(all, decision, job) };
    why = decision.why;
  }
}

/**
 * All that was judged together, this job's own first: they name the entry. Jobs that hand over leave theirs out of the
 * baseline. Rounds that the gate threw out stay out for good, or a later reader would have to find out again which
 * they were; where none is left, all are kept beside the baseline for who wants to see them.
 */
function filedOf(runs: readonly Run[], { invalidRounds }: DecidedGate, { earlier }: GateJob): readonly Run[] {
  const filed = [...runs.slice(earlier.length), ...earlier];
  const measured = filed.filter(({ identity }) => !invalidRounds.has(identity.id));
  return measured.length > 0 ? measured : filed;
}

/** The baseline without what is judged: an earlier job of this commit may have filed its rounds already. */
function othersOf({ history, earlier }: GateJob): readonly HistoryEntry[] {
  const judged = new Set(earlier.map(({ identity }) => identity.id));
  return baselineEntries(history).filter(({ runs }) => !runs.some(({ identity }) => judged.has(identity.id)));
}
