import { callHandleSummary } from './lifecycle/handle-summary.ts';
import { type LoadResult, runLoadPhase } from './lifecycle/load-phase.ts';
import { prepareTest } from './lifecycle/prepare-test.ts';
import { engineFailed, initFailed, interrupted, THRESHOLDS_CROSSED, timedOut } from './lifecycle/test-end.ts';
import { TestEnding } from './lifecycle/test-ending.ts';
import { testNotices } from './lifecycle/test-notices.ts';
import type { TestDeps, TestRequest } from './lifecycle/test-request.ts';
import { nothingRun, type TestResult } from './lifecycle/test-result.ts';
import { elapsedMs, reportProgress, type TestState } from './lifecycle/test-state.ts';
import { summaryData } from './metrics/summary-data.ts';
import { evaluateThresholds } from './metrics/thresholds.ts';
import { bounded } from './scheduler/bounded.ts';
import { offeredRate } from './scheduler/offered-rate.ts';
import type { TestClock } from './scheduler/test-clock.ts';

/** Init code that takes longer than this never ends. */
const INIT_LIMIT_MS = 120_000;
const DISPOSE_LIMIT_MS = 10_000;

/** Runs a k6 script from its init context to its summary. Never rejects: what went wrong is in `end`. */
export async function runTest(request: TestRequest, deps: TestDeps): Promise<TestResult> {
  const ending = new TestEnding();
  const unlisten = [deps.abort, deps.kill].map((signal) => stopOn(signal, ending));
  const cancelTimeout = stopAfter(request.timeoutMs, ending, deps.clock);
  try {
    return await loadAndRun(request, deps, ending);
  } catch (error) {
    ending.stop(engineFailed(error));
    return nothingRun(ending.result);
  } finally {
    cancelTimeout();
    for (const stopListening of unlisten) stopListening();
    await bounded(deps.backend.dispose(), DISPOSE_LIMIT_MS, deps.clock);
  }
}

function stopOn(signal: AbortSignal, ending: TestEnding): () => void {
  const onAbort = () => ending.stop(interrupted(String(signal.reason)));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  return () => signal.removeEventListener('abort', onAbort);
}

function stopAfter(limitMs: number | null, ending: TestEnding, clock: TestClock): () => void {
  if (limitMs === null) return () => undefined;
  return clock.at(clock.monotonic() + limitMs, () => ending.stop(timedOut(limitMs)));
}

async function loadAndRun(request: TestRequest, deps: TestDeps, ending: TestEnding): Promise<TestResult> {
  const load = deps.backend.load(request.script, request.env);
  const loaded = await bounded(load, INIT_LIMIT_MS, deps.clock, ending.stopped, deps.kill);
  if (loaded.kind === 'failed') ending.stop(initFailed(loaded.error));
  if (loaded.kind === 'timed-out')
    ending.stop(initFailed(new Error('the init context of the script did not end')));
  if (loaded.kind !== 'done') return nothingRun(ending.result);
  const test = prepareTest(loaded.value, request.sources, deps, ending);
  return test === null ? nothingRun(ending.result) : runPrepared(test, request, deps);
}

async function runPrepared(test: TestState, request: TestRequest, deps: TestDeps): Promise<TestResult> {
  reportProgress(test);
  const load = await runLoadPhase(test);
  const durationMs = elapsedMs(test);
  const thresholds = evaluateThresholds(test.thresholds, durationMs);
  if (thresholds.some((threshold) => !threshold.ok)) test.ending.note(THRESHOLDS_CROSSED);
  const summary = summaryData({
    metrics: test.metrics.registry,
    groups: test.metrics.groups.root,
    thresholds,
    trendStats: test.options.summaryTrendStats,
    timeUnit: test.options.summaryTimeUnit,
    durationMs,
    setupData: load.setupData,
    terminal: request.summary?.terminal ?? { stdout: false, stderr: false },
  });
  const summaryFiles = request.summary === null ? null : await callHandleSummary(test, summary, deps.log);
  test.phase = 'done';
  reportProgress(test);
  return {
    ...test.ending.result,
    thresholds,
    summary,
    summaryFiles,
    offeredRate: offeredRate(test.options.scenarios, test.options.share),
    generator: load.generator,
    startLag: startLagOf(load),
    exceptions: test.exceptions.exceptions,
    notices: testNotices(test, load.startLag, request.summary === null),
  };
}

function startLagOf({ startLag }: LoadResult): TestResult['startLag'] {
  if (startLag.isEmpty) return null;
  return { p50: startLag.quantile(0.5), p99: startLag.quantile(0.99), max: startLag.max };
}
