import type { LoadProgress } from '../../model/load-plan.ts';
import type { GeneratorHealth, Notice, ThresholdResult } from '../../model/run.ts';
import { type HealthMeter, unknownHealth } from './health.ts';
import { ExceptionLog } from './lifecycle/exception-log.ts';
import { callHandleSummary, type SummaryFiles } from './lifecycle/handle-summary.ts';
import { type LoadResult, runLoadPhase } from './lifecycle/load-phase.ts';
import {
  engineFailed,
  initFailed,
  interrupted,
  markedFailed,
  optionsRefused,
  type TestEnd,
  THRESHOLDS_CROSSED,
  timedOut,
} from './lifecycle/test-end.ts';
import { TestEnding } from './lifecycle/test-ending.ts';
import { testNotices } from './lifecycle/test-notices.ts';
import { elapsedMs, executionSnapshot, reportProgress, type TestState } from './lifecycle/test-state.ts';
import type { MetricRegistry } from './metrics/metric-registry.ts';
import { type SummaryData, summaryData } from './metrics/summary-data.ts';
import { systemTagFilter } from './metrics/system-tag-filter.ts';
import { type SampleOutput, TestMetrics } from './metrics/test-metrics.ts';
import { bindThresholds, evaluateThresholds } from './metrics/thresholds.ts';
import { type OptionSources, readTestOptions, type TestOptions } from './options/test-options.ts';
import { bounded } from './scheduler/bounded.ts';
import { offeredRate } from './scheduler/offered-rate.ts';
import type { TestClock } from './scheduler/test-clock.ts';
import { VuPool } from './scheduler/vu-pool.ts';
import type { ScriptDescription, VuBackend, VuHost } from './vu/vu-backend.ts';

/** Init code that takes longer than this never ends. */
const INIT_LIMIT_MS = 120_000;
const DISPOSE_LIMIT_MS = 10_000;

export interface TestRequest {
  /** Absolute path. */
  readonly script: string;
  /** `__ENV` of the script. */
  readonly env: Readonly<Record<string, string>>;
  readonly sources: OptionSources;
  /** Whether the script's handleSummary is called, and what it is told of the terminal; `null`: not called. */
  readonly summary: { readonly terminal: { readonly stdout: boolean; readonly stderr: boolean } } | null;
  /** The test is stopped when it takes longer; `null`: never. */
  readonly timeoutMs: number | null;
}

export interface TestDeps {
  readonly backend: VuBackend;
  readonly clock: TestClock;
  readonly meter: HealthMeter;
  /** Ends the load; teardown and summary follow. Its reason names the signal. */
  readonly abort: AbortSignal;
  /** Ends everything at once. */
  readonly kill: AbortSignal;
  /** Where samples go beside the test's own figures; asked once the metrics are known. */
  readonly outputs: (metrics: MetricRegistry, options: TestOptions) => readonly SampleOutput[];
  readonly onProgress: (progress: LoadProgress) => void;
  readonly log: VuHost['log'];
}

export interface TestResult extends TestEnd {
  readonly thresholds: readonly ThresholdResult[];
  /** `null` when the test did not get as far as its options. */
  readonly summary: SummaryData | null;
  /** What the script's handleSummary returned; `null` when it has none, failed, or was not called. */
  readonly summaryFiles: SummaryFiles | null;
  readonly offeredRate: number | null;
  readonly generator: GeneratorHealth;
  /** Milliseconds between due and actual starts of open-loop iterations. */
  readonly startLag: { readonly p50: number; readonly p99: number; readonly max: number } | null;
  readonly notices: readonly Notice[];
}

/** Runs a k6 script from its init context to its summary. Never rejects: what went wrong is in `end`. */
export async function runTest(request: TestRequest, deps: TestDeps): Promise<TestResult> {
  const ending = new TestEnding();
  const onAbort = () => ending.stop(interrupted(String(deps.abort.reason)));
  deps.abort.addEventListener('abort', onAbort);
  if (deps.abort.aborted) onAbort();
  const cancelTimeout = stopAfter(request.timeoutMs, ending, deps.clock);
  try {
    return await loadAndRun(request, deps, ending);
  } catch (error) {
    ending.stop(engineFailed(error));
    return nothingRun(ending);
  } finally {
    cancelTimeout();
    deps.abort.removeEventListener('abort', onAbort);
    await bounded(deps.backend.dispose(), DISPOSE_LIMIT_MS, deps.clock);
  }
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
  if (loaded.kind !== 'done') return nothingRun(ending);
  const test = prepare(loaded.value, request, deps, ending);
  return test === null ? nothingRun(ending) : runPrepared(test, request, deps);
}

/** Options, metrics and thresholds; `null` when they are refused. */
function prepare(script: ScriptDescription, request: TestRequest, deps: TestDeps, ending: TestEnding) {
  try {
    const options = readTestOptions(script, request.sources);
    const metrics = new TestMetrics(script.metrics);
    const thresholds = bindThresholds(options.thresholds, metrics.registry);
    metrics.filter = systemTagFilter(options.systemTags);
    metrics.outputs = deps.outputs(metrics.registry, options);
    const test = makeState({ options, metrics, thresholds, script, ending }, deps);
    deps.backend.start(options.http, options.consolidated, hostOf(test, deps));
    return test;
  } catch (error) {
    ending.stop(optionsRefused(error));
    return null;
  }
}

type Prepared = Pick<TestState, 'options' | 'metrics' | 'thresholds' | 'ending'> & {
  readonly script: ScriptDescription;
};

function makeState({ script, ...prepared }: Prepared, deps: TestDeps): TestState {
  return {
    ...prepared,
    backend: deps.backend,
    clock: deps.clock,
    pool: new VuPool(deps.backend, deps.clock, prepared.ending.stopped),
    kill: deps.kill,
    exportedFunctions: script.exportedFunctions,
    counts: { completed: 0, interrupted: 0, dropped: 0 },
    exceptions: new ExceptionLog((line) => deps.log('error', line)),
    meter: deps.meter,
    onProgress: deps.onProgress,
    scenarios: new Map(),
    startMs: deps.clock.monotonic(),
    loadStartMs: null,
    phase: 'starting',
  };
}

function hostOf(test: TestState, deps: TestDeps): VuHost {
  return {
    emit: test.metrics.add,
    log: deps.log,
    markFailed: (message) => test.ending.note(markedFailed(message)),
    execution: (scenario) => executionSnapshot(test, scenario),
  };
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
    offeredRate: offeredRate(test.options.scenarios),
    generator: load.generator,
    startLag: startLagOf(load),
    notices: testNotices(test, load.startLag, request.summary === null),
  };
}

function startLagOf({ startLag }: LoadResult): TestResult['startLag'] {
  if (startLag.isEmpty) return null;
  return { p50: startLag.quantile(0.5), p99: startLag.quantile(0.99), max: startLag.max };
}

function nothingRun(ending: TestEnding): TestResult {
  return {
    ...ending.result,
    thresholds: [],
    summary: null,
    summaryFiles: null,
    offeredRate: null,
    generator: unknownHealth(),
    startLag: null,
    notices: [],
  };
}
