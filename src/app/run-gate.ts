import type { GateRequest } from '../config/gate-request.ts';
import { type Decision, decide } from '../gate/decide.ts';
import { promotionOf } from '../gate/promotion.ts';
import type { EngineIdentity, Fingerprint, Machine } from '../model/environment.ts';
import { type ExitCode, exitCodeOfVerdict } from '../model/exit-code.ts';
import { baselineEntries, type History, type HistoryEntry } from '../model/history.ts';
import type { LoadPlan, LoadProgress } from '../model/load-plan.ts';
import type { Promotion, Report } from '../model/report.ts';
import type { Notice, Run, RunIdentity } from '../model/run.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Environment, SourceFacts } from '../ports/environment.ts';
import type { Logger } from '../ports/logger.ts';
import type { ReportSink } from '../ports/report-sink.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import { buildReport } from './build-report.ts';
import { chooseEngine, type Engines } from './choose-engine.ts';
import { deliverReport } from './deliver-report.ts';
import { loadHistory } from './load-history.ts';
import { measureRound } from './measure-round.ts';

/** Told to the user while rounds run. */
export interface GateProgress {
  roundStarts(round: number, maxRounds: number, why: string): void;
  loading(progress: LoadProgress): void;
  roundEnds(run: Run): void;
}

export interface GateDeps {
  readonly engines: Engines;
  readonly store: BaselineStore;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progress: GateProgress;
  readonly sinks: readonly ReportSink[];
  readonly version: string;
  readonly signal: AbortSignal;
}

export interface GateOutcome {
  readonly report: Report;
  readonly exitCode: ExitCode;
}

/** Everything that is known before the first round. */
interface Job {
  readonly request: GateRequest;
  readonly script: ScriptSource;
  readonly identity: EngineIdentity;
  readonly machine: Machine;
  readonly source: SourceFacts;
  readonly job: string;
  readonly history: History;
  readonly historySource: string;
  readonly notices: readonly Notice[];
}

/**
 * The main job: reads the baseline, applies the load for as many rounds as the decision needs, files the
 * result and reports it. The verdict never depends on whether a report could be delivered.
 * @throws GateError when the baseline cannot be read or no engine can be used; nothing was measured then.
 */
export async function runGate(
  request: GateRequest,
  script: ScriptSource,
  deps: GateDeps,
): Promise<GateOutcome> {
  const chosen = await chooseEngine(request.engine, deps.engines);
  const lookup = await loadHistory(deps.store, request.key);
  const source = await deps.environment.source();
  const job: Job = {
    request,
    script,
    identity: chosen.identity,
    machine: await deps.environment.machine(),
    source,
    job: source.job ?? `local-${deps.environment.newId()}`,
    history: lookup.history,
    historySource: lookup.source,
    notices: [...chosen.notices, ...lookup.notices],
  };
  const measure = (round: number) => measureRound(chosen.engine, roundSpec(job, round, deps), control(deps));
  const { runs, decision } = await runRounds(job, measure, deps);
  const promotion = await fileRuns(job, runs, decision, deps.store);
  const report = buildReport({
    ...job,
    runs,
    decision,
    promotion,
    createdAt: deps.clock.now(),
    version: deps.version,
  });
  const delivered = await deliverReport(report, runs, deps.sinks, deps.logger);
  return { report: delivered, exitCode: exitCodeOfVerdict(decision.verdict.kind, request.failure) };
}

type DecidedGate = Extract<Decision, { kind: 'decided' }>;
type Rounds = { readonly runs: readonly [Run, ...Run[]]; readonly decision: DecidedGate };

/** Looks until the gate has decided; a round that can never be measured is not tried again. */
async function runRounds(
  job: Job,
  measure: (round: number) => Promise<Run>,
  deps: GateDeps,
): Promise<Rounds> {
  const { policy } = job.request;
  const history = baselineEntries(job.history);
  const context = { isDefaultBranch: isDefaultBranch(job.source) };
  const runs: Run[] = [];
  let why = history.length === 0 ? 'first run under this key' : 'screen against the baseline';
  for (;;) {
    deps.progress.roundStarts(runs.length + 1, policy.maxRounds, why);
    const run = await measure(runs.length + 1);
    deps.progress.roundEnds(run);
    runs.push(run);
    const looks = canBeRepeated(run) ? policy.maxRounds : runs.length;
    const all: readonly [Run, ...Run[]] = [runs[0] ?? run, ...runs.slice(1)];
    const decision = decide({ history, runs: all, policy: { ...policy, maxRounds: looks }, context });
    if (decision.kind === 'decided') return { runs: all, decision };
    why = decision.why;
  }
}

/** A script that does not load, or a person who pressed Ctrl-C, will not do better at the next try. */
function canBeRepeated(run: Run): boolean {
  if (run.end.kind === 'interrupted') return false;
  return !(run.end.kind === 'failed' && run.end.code.startsWith('SCRIPT_'));
}

/** Without version control every run is of the one line of development that there is. */
function isDefaultBranch(source: SourceFacts): boolean {
  if (source.pullRequest !== null) return false;
  return source.branch === null || source.branch === (source.defaultBranch ?? 'main');
}

/** Puts the job's rounds, as one entry, where `promotionOf` says. A refused save is told, never fatal. */
async function fileRuns(
  job: Job,
  runs: readonly [Run, ...Run[]],
  decision: DecidedGate,
  store: BaselineStore,
): Promise<Promotion> {
  const decided = promotionOf({
    verdict: decision.verdict,
    source: job.source,
    updateBaseline: job.request.updateBaseline,
  });
  if (decided.status === 'not-saved') return { kind: 'not-saved', reason: decided.reason };
  const entry: HistoryEntry = {
    id: runs[0].identity.id,
    at: runs[0].identity.startedAt,
    commit: job.source.commit,
    branch: job.source.branch,
    verdict: decision.verdict.kind,
    status: decided.status,
    statusReason: decided.reason,
    opensEpoch: decided.opensEpoch,
    acceptance: null,
    runs,
  };
  const saved = await store.add(job.request.key, { kind: 'entry', entry });
  if (saved.kind !== 'refused') return { kind: decided.status, reason: decided.reason };
  return { kind: 'not-saved', reason: `${saved.reason}. ${saved.hint}` };
}

function control(deps: GateDeps) {
  return {
    signal: deps.signal,
    onProgress: (progress: LoadProgress) => deps.progress.loading(progress),
    onLog: (line: string) => deps.logger.debug(line),
  };
}

function roundSpec(job: Job, round: number, deps: GateDeps) {
  const { request } = job;
  return {
    plan: loadPlan(job, round),
    identity: runIdentity(job, round, deps),
    fingerprint: fingerprintOf(job),
    warmUpMs: request.warmUpMs,
    metrics: [...new Set(request.policy.rules.map((rule) => rule.metric))],
  };
}

/** Time for setup, teardown (60 s each) and a graceful stop (30 s), beyond the load itself. */
const OVERHEAD_MS = 180_000;

function loadPlan({ request, script }: Job, round: number): LoadPlan {
  return {
    script: script.path,
    env: request.env,
    durationMs: script.takesShortcuts ? request.durationMs : null,
    vus: script.takesShortcuts ? request.vus : null,
    tags: {},
    timeoutMs: request.durationMs * 2 + OVERHEAD_MS,
    seed: request.seed + round - 1,
  };
}

function runIdentity({ job, source }: Job, round: number, deps: GateDeps): RunIdentity {
  return {
    id: deps.environment.newId(),
    job,
    round,
    role: 'candidate',
    commit: source.commit,
    parentCommit: source.parentCommit,
    branch: source.branch,
    pullRequest: source.pullRequest,
    runUrl: source.runUrl,
    startedAt: new Date(deps.clock.now()).toISOString(),
  };
}

/** Environment values that shape the load; others (addresses, tokens) are neither compared nor kept. */
const SHAPING = ['DURATION', 'RATE', 'VUS'] as const;

function fingerprintOf({ identity, machine, script, request }: Job): Fingerprint {
  const shape: Record<string, string> = { 'warm-up': `${request.warmUpMs}ms` };
  for (const name of SHAPING) if (request.env[name] !== undefined) shape[name] = request.env[name];
  return { engine: identity, machine, scriptHash: script.hash, loadShape: shape };
}
