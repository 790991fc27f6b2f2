import type { GateRequest } from '../config/gate-request.ts';
import { isAcceptable } from '../gate/promotion.ts';
import { type ExitCode, exitCodeOfVerdict } from '../model/exit-code.ts';
import type { AuditLine } from '../model/history.ts';
import type { Promotion, Report } from '../model/report.ts';
import type { BaselineStore } from '../ports/baseline-store.ts';
import type { SourceFacts } from '../ports/environment.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import { acceptanceOf } from './acceptance-of.ts';
import { baselineNotices } from './baseline-notices.ts';
import { buildReport } from './build-report.ts';
import { checkWritable, type WrittenTo } from './check-writable.ts';
import { chooseEngine } from './choose-engine.ts';
import { deliverReport } from './deliver-report.ts';
import { readEarlierRuns } from './earlier-runs.ts';
import { fileJob, tellingStore } from './file-job.ts';
import type { GateDeps } from './gate-deps.ts';
import type { GateJob } from './gate-job.ts';
import { loadBaseline, loadBaselineIfReadable } from './load-history.ts';
import { pairedNotices } from './paired-notices.ts';
import { runPairs } from './run-pairs.ts';
import { type Rounds, runRounds } from './run-rounds.ts';
import { withoutEffect } from './without-effect.ts';

export interface GateOutcome {
  readonly report: Report;
  readonly exitCode: ExitCode;
}

/**
 * The main job: reads the baseline, applies the load for as many rounds as the decision needs, files the
 * result and reports it. The verdict never depends on whether a report could be delivered.
 * @throws GateError when the baseline cannot be read (pairs do without) or no engine can be used; nothing was measured then.
 */
export async function runGate(
  request: GateRequest,
  script: ScriptSource,
  deps: GateDeps,
): Promise<GateOutcome> {
  const job = await prepareJob(request, script, deps);
  const measuring = whileLoading(deps, () => {
    for (const sink of deps.sinks) sink.prepare?.();
  });
  const rounds =
    request.paired === null
      ? await runRounds(job, measuring)
      : await runPairs(job, request.paired, measuring);
  const { runs, decision } = rounds;
  const { acceptance, notices } = await acceptanceOf(isAcceptable(decision.verdict), deps.acceptances);
  const promotion = await fileRuns(job, rounds, acceptance, tellingStore(deps));
  const report = buildReport({
    ...job,
    notices: [...job.notices, ...notices, ...pairedNotices(request, runs)],
    runs,
    decision,
    promotion,
    acceptance,
    createdAt: deps.clock.now(),
    version: deps.version,
  });
  const delivered = await deliverReport(report, runs, deps.sinks, deps.logger);
  const exitCode = exitCodeOfVerdict(decision.verdict.kind, request.failure, acceptance !== null);
  return { report: delivered, exitCode };
}

/** Does something once, when the first load has been under way for a moment: within its warm-up, and beside k6. */
function whileLoading(deps: GateDeps, doOnce: () => void): GateDeps {
  let isDone = false;
  const loading: GateDeps['progress']['loading'] = (told) => {
    deps.progress.loading(told);
    if (isDone || told.phase !== 'running') return;
    isDone = true;
    doOnce();
  };
  return { ...deps, progress: { ...deps.progress, loading } };
}

/** All at once. Where several fail, the first one's error is told, whichever came earlier. */
async function together<T extends readonly unknown[]>(
  ...all: { readonly [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  await Promise.allSettled(all);
  return (await Promise.all(all)) as unknown as T;
}

async function prepareJob(request: GateRequest, script: ScriptSource, deps: GateDeps): Promise<GateJob> {
  const load = request.paired === null ? loadBaseline : loadBaselineIfReadable;
  const facts = deps.environment.source();
  const [chosen, lookup, source, machine, release] = await together(
    chooseEngine(request.engine, deps.engines),
    load(deps.store, request.key),
    facts,
    deps.environment.machine(),
    deps.versionControl.lastRelease(),
    facts.then((known) => checkWritable(writtenTo(request, known, deps))),
  );
  if (chosen.remark !== null) deps.logger.info(chosen.remark);
  for (const remark of withoutEffect(request, script)) deps.logger.warn(remark);
  const notices = baselineNotices(request, lookup.history, { release, now: deps.clock.now() });
  const job = {
    request,
    script,
    engine: chosen.engine,
    identity: chosen.identity,
    machine,
    source,
    job: source.job ?? `local-${deps.environment.newId()}`,
    history: lookup.history,
    historySource: lookup.source,
    notices: [...lookup.notices, ...notices],
  };
  return { ...job, earlier: await readEarlierRuns(job, deps.results) };
}

/**
 * Runs beside a base are filed where their head was screened alone, and a job whose runs are never filed only reads: one
 * of a pull request, for one.
 */
function writtenTo(
  { updateBaseline, paired }: GateRequest,
  { pullRequest }: Pick<SourceFacts, 'pullRequest'>,
  { store, sinks }: GateDeps,
): WrittenTo {
  const isFiled = updateBaseline !== 'never' && paired === null && pullRequest === null;
  return { store: isFiled ? store : null, sinks };
}

/** Puts the job's rounds into the history, as one entry. */
async function fileRuns(
  job: GateJob,
  { filed: [first, ...rest], decision }: Rounds,
  acceptance: AuditLine | null,
  store: Pick<BaselineStore, 'add'>,
): Promise<Promotion> {
  if (first === undefined) return { kind: 'not-saved', reason: PAIRS_ALONE };
  const { source, history } = job;
  const { key, updateBaseline, handsOver } = job.request;
  return fileJob(
    {
      ...{ source, updateBaseline, handsOver, acceptance },
      ...{ verdict: decision.verdict, filed: history.entries },
    },
    { id: first.identity.id, at: first.identity.startedAt },
    (filed) => store.add(key, { kind: 'entry', entry: { ...filed, runs: [first, ...rest] } }),
  );
}

/** Two servers at once load the machine in a way that a lone run does not, so the levels are of different kinds. */
const PAIRS_ALONE =
  'a paired run shares its machine with the base, so it is no baseline for runs on their own';
