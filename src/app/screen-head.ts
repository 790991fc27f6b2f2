import { decide } from '../gate/decide.ts';
import { baselineEntries } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import type { VerdictKind } from '../model/verdict.ts';
import type { PairedServers } from '../ports/paired-servers.ts';
import { type GateDeps, loadControl } from './gate-deps.ts';
import { canBeRepeated, decideContext, type GateJob, roundSpec } from './gate-job.ts';
import { runWithoutLoad, serverFailed } from './measure-pair.ts';
import { measureRound } from './measure-round.ts';
import type { DecidedGate } from './run-rounds.ts';
import { watchServers } from './watch-servers.ts';

export interface Screened {
  readonly run: Run;
  /** `null`: pairs have to tell. */
  readonly decision: DecidedGate | null;
  readonly why: string;
}

/** Verdicts of the screen that need no base. */
const CLEAR: ReadonlySet<VerdictKind> = new Set(['passed', 'warned', 'improved']);

/** One run of the head alone, held against the history: cheaper than a pair, and enough where it passes clearly. */
export async function screenHead(job: GateJob, servers: PairedServers, deps: GateDeps): Promise<Screened> {
  const { policy } = job.request;
  deps.progress.roundStarts(1, policy.maxRounds, 'screen of the head against the baseline');
  const run = await runHead(job, servers, deps);
  deps.progress.roundEnds(run);
  const maxRounds = canBeRepeated(run) ? policy.maxRounds : 1;
  const context = decideContext(job);
  const history = baselineEntries(job.history);
  const decision = decide({ history, runs: [run], policy: { ...policy, maxRounds }, context });
  if (decision.kind === 'look-again') return { run, decision: null, why: decision.why };
  const isLast = maxRounds === 1 || CLEAR.has(decision.verdict.kind);
  return { run, decision: isLast ? decision : null, why: `${decision.verdict.kind} against the history` };
}

async function runHead(job: GateJob, servers: PairedServers, deps: GateDeps): Promise<Run> {
  const { env, durationMs } = job.request;
  const spec = (url: string) =>
    roundSpec(job, { round: 1, role: 'candidate', env: { ...env, BASE_URL: url }, durationMs }, deps);
  const served = await servers.serve(['head'], deps.signal);
  if (served.kind === 'down') return runWithoutLoad(spec(''), served.trouble, deps.signal);
  try {
    const watch = watchServers(served, deps.signal);
    const control = { ...loadControl(deps), signal: watch.signal };
    const run = await measureRound(job.engine, spec(served.url('head')), control);
    const trouble = await watch.trouble();
    return trouble === null ? run : { ...run, end: serverFailed(trouble) };
  } finally {
    await served.stop();
  }
}
