import type { GeneratorHealth } from '../../../model/run.ts';
import { unknownHealth } from '../health.ts';
import { abortingThreshold } from '../metrics/thresholds.ts';
import { TrendSink } from '../metrics/trend-sink.ts';
import { peakVus, regularDurationMs, type Scenario } from '../options/scenario.ts';
import { bounded } from '../scheduler/bounded.ts';
import { every } from '../scheduler/every.ts';
import { waitUntil } from '../scheduler/test-clock.ts';
import { LoadServices } from './load-services.ts';
import { ScenarioRun } from './scenario-run.ts';
import { runSetup, runTeardown } from './script-hooks.ts';
import { engineFailed, THRESHOLDS_CROSSED } from './test-end.ts';
import { elapsedMs, reportProgress, type TestState } from './test-state.ts';

const GAUGE_INTERVAL_MS = 1_000;
const THRESHOLD_INTERVAL_MS = 2_000;
/** What scenarios may take beyond their time and graceful stop: to start a VU, and to give up one that does not end. */
const OVERTIME_MS = 70_000;

export interface LoadResult {
  /** JSON of what setup returned. */
  readonly setupData: string | null;
  readonly generator: GeneratorHealth;
  /** Milliseconds between due and actual starts of open-loop iterations. */
  readonly startLag: TrendSink;
}

const NO_LOAD: LoadResult = { setupData: null, generator: unknownHealth(), startLag: new TrendSink() };

/** Makes the VUs, then setup, scenarios and teardown. What goes wrong is in the test's ending; never rejects. */
export async function runLoadPhase(test: TestState): Promise<LoadResult> {
  const stopGauges = every(test.clock, GAUGE_INTERVAL_MS, () => tick(test));
  const stopThresholds = watchThresholds(test);
  try {
    await test.pool.fill(peakVus(test.options.scenarios, test.options.share));
    if (test.ending.stopped.aborted) return NO_LOAD;
    return await setupLoadTeardown(test);
  } catch (error) {
    test.ending.stop(engineFailed(error));
    return NO_LOAD;
  } finally {
    stopGauges();
    stopThresholds();
  }
}

async function setupLoadTeardown(test: TestState): Promise<LoadResult> {
  test.startMs = test.clock.monotonic();
  enter(test, 'setup');
  const setup = await runSetup(test);
  if (setup.kind === 'failed') {
    test.ending.stop(setup.end);
    return NO_LOAD;
  }
  const load = new LoadServices(test, setup.data);
  enter(test, 'running');
  const stopMeter = test.meter();
  if (!test.ending.stopped.aborted) await runScenarios(test, load);
  const generator = withStartLag(stopMeter(), load);
  enter(test, 'teardown');
  await runTeardown(test, setup.data);
  return { setupData: setup.data, generator, startLag: load.startLag };
}

/** Iterations that are due at a time start late when this loop is late, or the thread of their VU. */
function withStartLag(health: GeneratorHealth, { startLag, threadLag }: LoadServices): GeneratorHealth {
  if (startLag.isEmpty) return health;
  const startLagMs = Math.max(startLag.quantile(0.99), threadLag.isEmpty ? 0 : threadLag.quantile(0.99));
  return { ...health, startLagMs };
}

async function runScenarios(test: TestState, load: LoadServices): Promise<void> {
  const startMs = test.clock.monotonic();
  test.loadStartMs = startMs;
  const work = Promise.all(
    test.options.scenarios.map((scenario) => runScenario(scenario, startMs, test, load)),
  );
  const limitMs = Math.max(...test.options.scenarios.map(lastMoment)) + OVERTIME_MS;
  const end = await bounded(work, limitMs, test.clock, test.kill);
  if (end.kind === 'timed-out') test.ending.stop(engineFailed(new Error('the scenarios did not end')));
  if (end.kind === 'failed') test.ending.stop(engineFailed(end.error));
}

async function runScenario(scenario: Scenario, loadStartMs: number, test: TestState, load: LoadServices) {
  const startMs = loadStartMs + scenario.startTimeMs;
  if (test.clock.monotonic() < startMs) await waitUntil(test.clock, startMs, test.ending.stopped);
  const run = new ScenarioRun(scenario, startMs, load);
  test.scenarios.set(scenario.name, run);
  await run.run();
}

function lastMoment(scenario: Scenario): number {
  return scenario.startTimeMs + regularDurationMs(scenario) + scenario.gracefulStopMs;
}

function enter(test: TestState, phase: TestState['phase']): void {
  test.phase = phase;
  reportProgress(test);
}

function tick(test: TestState): void {
  const { pool, clock, options, metrics } = test;
  const timeMs = clock.now();
  const { tags } = options;
  metrics.add([
    { metric: 'vus', timeMs, value: pool.active, tags },
    { metric: 'vus_max', timeMs, value: pool.initialized, tags },
  ]);
  reportProgress(test);
}

/** Ends the test at the first crossed threshold that asks for it. */
function watchThresholds(test: TestState): () => void {
  if (!test.thresholds.some((threshold) => threshold.abortOnFail)) return () => undefined;
  return every(test.clock, THRESHOLD_INTERVAL_MS, () => {
    const crossed = abortingThreshold(test.thresholds, elapsedMs(test));
    if (crossed !== null) test.ending.stop(THRESHOLDS_CROSSED);
  });
}
