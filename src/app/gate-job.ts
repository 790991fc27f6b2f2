import type { GateRequest } from '../config/gate-request.ts';
import type { DecideContext } from '../gate/decide.ts';
import { isOvertaken } from '../gate/overtaken.ts';
import { isDefaultBranch } from '../gate/promotion.ts';
import type { EngineIdentity, Fingerprint, Machine } from '../model/environment.ts';
import type { History } from '../model/history.ts';
import type { LoadPlan } from '../model/load-plan.ts';
import type { Notice, Run, RunIdentity } from '../model/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment, SourceFacts } from '../ports/environment.ts';
import type { LoadEngine } from '../ports/load-engine.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import type { RoundSpec } from './measure-round.ts';

/** Everything that is known before the first round. */
export interface GateJob {
  readonly request: GateRequest;
  readonly script: ScriptSource;
  readonly engine: LoadEngine;
  readonly identity: EngineIdentity;
  readonly machine: Machine;
  readonly source: SourceFacts;
  readonly job: string;
  readonly history: History;
  readonly historySource: string;
  readonly notices: readonly Notice[];
  /** Looks that other jobs took before this one. */
  readonly earlier: readonly Run[];
}

/** One run of the job: which it is, and what its script is given. */
export interface RunOfJob {
  readonly round: number;
  readonly role: RunIdentity['role'];
  readonly env: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

/** What is asked of the engine for a run, and how the run is recorded. */
export function roundSpec(
  job: GateJob,
  run: RunOfJob,
  deps: { readonly environment: Environment; readonly clock: Clock },
): RoundSpec {
  const { request } = job;
  return {
    plan: loadPlan(job, run),
    identity: runIdentity(job, run, deps),
    fingerprint: fingerprintOf(job, run.env),
    warmUpMs: request.warmUpMs,
    metrics: [...new Set(request.policy.rules.map((rule) => rule.metric))],
  };
}

/** A script that does not load, or a person who pressed Ctrl-C, will not do better at the next try. */
export function canBeRepeated(run: Run): boolean {
  if (run.end.kind === 'interrupted') return false;
  return !(run.end.kind === 'failed' && run.end.code.startsWith('SCRIPT_'));
}

/** What the decision knows of the job. An old commit that is measured again is no run that could move the baseline. */
export function decideContext({ source, history, request }: GateJob): DecideContext {
  return {
    isDefaultBranch: isDefaultBranch(source) && !isOvertaken(source, history.entries),
    handsOver: request.handsOver,
    toAccept: request.toAccept,
  };
}

/** Time for setup, teardown (60 s each) and a graceful stop (30 s), beyond the load itself. */
const OVERHEAD_MS = 180_000;

/** A script that says itself how long it loads may take so long; one that never ends is stopped after it. */
const LONGEST_UNKNOWN_MS = 3_600_000;

function hasKnownLength({ request, script }: GateJob): boolean {
  return request.durationGiven || script.takesShortcuts || script.reads.includes('DURATION');
}

function loadPlan(job: GateJob, { round, env, durationMs }: RunOfJob): LoadPlan {
  const { request, script } = job;
  return {
    script: script.path,
    env,
    durationMs: script.takesShortcuts ? durationMs : null,
    vus: script.takesShortcuts ? request.vus : null,
    tags: {},
    flags: request.flags,
    timeoutMs: (hasKnownLength(job) ? durationMs * 2 : LONGEST_UNKNOWN_MS) + OVERHEAD_MS,
    seed: request.seed + round - 1,
  };
}

function runIdentity(
  { job, source }: GateJob,
  { round, role }: RunOfJob,
  { environment, clock }: { readonly environment: Environment; readonly clock: Clock },
): RunIdentity {
  // What version the base is, nobody has said.
  const isOwn = role === 'candidate';
  return {
    id: environment.newId(),
    job,
    round,
    role,
    commit: isOwn ? source.commit : null,
    parentCommit: isOwn ? source.parentCommit : null,
    branch: isOwn ? source.branch : null,
    pullRequest: isOwn ? source.pullRequest : null,
    runUrl: source.runUrl,
    startedAt: new Date(clock.now()).toISOString(),
  };
}

/** Environment values that shape the load; others (addresses, tokens) are neither compared nor kept. */
const SHAPING = ['DURATION', 'RATE', 'VUS'] as const;

/** What a run of this job is told apart by. */
export function fingerprintOf(
  { identity, machine, script, request }: Pick<GateJob, 'identity' | 'machine' | 'script' | 'request'>,
  env: RunOfJob['env'],
): Fingerprint {
  const shape: Record<string, string> = { 'warm-up': `${request.warmUpMs}ms` };
  for (const name of SHAPING) if (env[name] !== undefined) shape[name] = env[name];
  if (request.flags.length > 0) shape.flags = request.flags.join(' ');
  return {
    engine: identity,
    machine,
    scriptHash: script.hash,
    scriptName: request.script,
    loadShape: shape,
  };
}
