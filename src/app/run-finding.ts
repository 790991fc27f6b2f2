import { type FindingOptions, findIn } from '../analysis/find-in.ts';
import type { EngineChoice } from '../config/gate-request.ts';
import { ingestTimeline } from '../ingest/ingest-timeline.ts';
import { secretRedactor } from '../lib/secret-redactor.ts';
import type { FindingTest } from '../model/finding.ts';
import { GateError, isGateError } from '../model/gate-error.ts';
import type { LoadPlan, LoadProgress } from '../model/load-plan.ts';
import type { Notice, RunEnd } from '../model/run.ts';
import type { LoadEngine, LoadOutcome } from '../ports/load-engine.ts';
import type { MetricsScraper } from '../ports/metrics-scraper.ts';
import type { ScriptSource } from '../ports/script-source.ts';
import { checkWritable } from './check-writable.ts';
import { chooseEngine, type Engines } from './choose-engine.ts';
import {
  concludeFinding,
  type FindingDeps,
  type FindingOutcome,
  type FindingTerms,
  type Found,
  judgeFindings,
} from './conclude-finding.ts';
import { loadFindings } from './load-findings.ts';
import { watchResources } from './watch-resources.ts';

export interface RunFindingRequest {
  readonly test: FindingTest;
  /** As given; for the report. */
  readonly script: string;
  readonly engine: EngineChoice;
  readonly env: Readonly<Record<string, string>>;
  /** The load is killed when it takes longer. */
  readonly timeoutMs: number;
  readonly seed: number;
  /** Told before the load. */
  readonly remarks: readonly string[];
  /** Scraped while the load runs; `null`: nothing is. */
  readonly metricsUrl: string | null;
  /** Tests in all; a further one only where one cannot tell whether it became worse. */
  readonly maxLooks: number;
  readonly options: FindingOptions;
  readonly terms: FindingTerms;
}

export interface RunFindingDeps extends FindingDeps {
  readonly engines: Engines;
  readonly scraper: MetricsScraper;
  readonly signal: AbortSignal;
  onProgress(progress: LoadProgress): void;
}

/**
 * Applies the load of a stress, spike or soak test and says what it found; what one test shows to be worse than before is looked at again.
 * @throws GateError when no engine can be used, nothing was measured, or earlier findings cannot be read
 */
export async function runFinding(
  request: RunFindingRequest,
  script: ScriptSource,
  deps: RunFindingDeps,
): Promise<FindingOutcome> {
  const chosen = await chooseEngine(request.engine, deps.engines);
  const { entries: earlier, notices } = await loadFindings(deps.store, request.test, request.terms.key);
  const source = await deps.environment.source();
  const isFiled = request.terms.updateBaseline !== 'never' && source.pullRequest === null;
  await checkWritable({
    store: isFiled ? deps.store : null,
    sinks: deps.sinks,
  });
  if (chosen.remark !== null) deps.logger.info(chosen.remark);
  for (const remark of request.remarks) deps.logger.warn(remark);
  const first = await look(request, script, chosen.engine, deps);
  const looks: [Found, ...Found[]] = [{ ...first, notices: [...notices, ...first.notices] }];
  const { policy } = request.terms;
  const asksForMore = () => judgeFindings(looks, earlier, source, policy, false).lookAgain;
  while (looks.length < request.maxLooks && !deps.signal.aborted && asksForMore()) {
    deps.logger.info('One test cannot tell whether the service became worse: looking again.');
    looks.push(await look(request, script, chosen.engine, deps));
  }
  return concludeFinding(looks, earlier, request.terms, deps);
}

async function look(
  request: RunFindingRequest,
  script: ScriptSource,
  engine: LoadEngine,
  deps: RunFindingDeps,
): Promise<Found> {
  const redact = secretRedactor(request.env);
  const plan = await planOf(request, script, deps);
  const resources = watchResources(request.metricsUrl, deps.scraper);
  const load = engine.run(plan, {
    signal: deps.signal,
    onProgress: (progress) => deps.onProgress(progress),
    onLog: (line) => deps.logger.debug(redact(line)),
  });
  const results = ingestTimeline(load.output, `the results of ${engine.name}`);
  const feeding = results.catch(() => null).then(() => resources.stop());
  const timeline = await results.catch(asProblem);
  const outcome = await load.outcome;
  const feed = await feeding;
  if (isGateError(timeline)) throw problemOf(timeline, outcome);
  const measured = { timeline, feed, generator: outcome.generator };
  return {
    finding: findIn(request.test, measured, request.options),
    source: request.script,
    startMs: timeline.startMs,
    notices: [
      ...outcome.notices,
      ...endNotices(outcome.end, redact),
      ...timeline.notices,
      ...(feed?.notices ?? []),
    ],
  };
}

async function planOf(
  { env, timeoutMs, seed }: RunFindingRequest,
  script: ScriptSource,
  { environment }: RunFindingDeps,
): Promise<LoadPlan> {
  const { commit } = await environment.source();
  const names = { TESTID: environment.newId(), ...(commit === null ? {} : { COMMIT: commit }) };
  return {
    script: script.path,
    env: { ...names, ...env },
    durationMs: null,
    vus: null,
    tags: {},
    timeoutMs,
    seed,
  };
}

function asProblem(error: unknown): GateError {
  if (isGateError(error)) return error;
  throw error;
}

/** Why there is nothing: the engine's own word goes before that of its empty results. */
function problemOf(results: GateError, { end }: LoadOutcome): GateError {
  if (end.kind !== 'failed') return results;
  return new GateError('ENGINE_FAILED', `applying the load: ${end.message}`, {
    fault: 'environment',
    cause: results,
    ...(end.hint === null ? {} : { hint: end.hint }),
  });
}

/** A test that was meant to cross its thresholds ended as it should; one that was cut short is told of. */
function endNotices(end: RunEnd, redact: (text: string) => string): Notice[] {
  switch (end.kind) {
    case 'finished':
    case 'thresholds-crossed':
      return [];
    case 'marked-failed':
    case 'failed':
      return [cutShort(redact(end.message))];
    case 'timed-out':
      return [cutShort('it took longer than it should')];
    case 'interrupted':
      return [cutShort(`it was interrupted (${end.signal})`)];
  }
}

function cutShort(why: string): Notice {
  return { code: 'cut-short', text: `The test was cut short: ${why}. What came before was read.` };
}
