import type { LoadProgress } from '../../../model/load-plan.ts';
import type { HealthMeter } from '../health.ts';
import type { TestMetrics } from '../metrics/test-metrics.ts';
import type { Threshold } from '../metrics/thresholds.ts';
import { regularDurationMs } from '../options/scenario.ts';
import type { TestOptions } from '../options/test-options.ts';
import type { TestClock } from '../scheduler/test-clock.ts';
import type { VuPool } from '../scheduler/vu-pool.ts';
import type { ExecutionSnapshot, VuBackend } from '../vu/vu-backend.ts';
import type { ExceptionLog } from './exception-log.ts';
import type { TestEnding } from './test-ending.ts';

/** Iterations of a whole test. */
export interface ExecutionCounts {
  completed: number;
  interrupted: number;
  dropped: number;
}

/** How far a scenario is. */
export interface ScenarioProgress {
  /** 0 to 1. */
  readonly progress: number;
}

/** A test under way, once its options are known. */
export interface TestState {
  readonly backend: VuBackend;
  readonly clock: TestClock;
  readonly metrics: TestMetrics;
  readonly pool: VuPool;
  readonly ending: TestEnding;
  /** Ends everything at once, teardown and summary included. */
  readonly kill: AbortSignal;
  readonly options: TestOptions;
  readonly exportedFunctions: readonly string[];
  readonly thresholds: readonly Threshold[];
  readonly counts: ExecutionCounts;
  readonly exceptions: ExceptionLog;
  readonly meter: HealthMeter;
  readonly onProgress: (progress: LoadProgress) => void;
  /** Those that have started, by name. */
  readonly scenarios: Map<string, ScenarioProgress>;
  /** Monotonic; set again when the VUs are ready, which is when k6 starts to count. */
  startMs: number;
  /** Monotonic start of the scenarios. */
  loadStartMs: number | null;
  phase: LoadProgress['phase'];
}

/** Length of the test so far. */
export function elapsedMs(state: TestState): number {
  return state.clock.monotonic() - state.startMs;
}

/** Tells how far the test is. */
export function reportProgress(state: TestState): void {
  const { clock, loadStartMs, options, metrics, pool, phase } = state;
  state.onProgress({
    elapsedMs: loadStartMs === null ? 0 : clock.monotonic() - loadStartMs,
    totalMs: totalMs(options),
    ...metrics.requests(),
    activeVus: pool.active,
    phase,
  });
}

/** How long the scenarios take; `null` where they end by counting iterations. */
function totalMs({ scenarios }: TestOptions): number | null {
  const isCounted = scenarios.some(
    (s) => s.executor === 'per-vu-iterations' || s.executor === 'shared-iterations',
  );
  if (isCounted) return null;
  return Math.max(0, ...scenarios.map((scenario) => scenario.startTimeMs + regularDurationMs(scenario)));
}

/** What `k6/execution` shows. */
export function executionSnapshot(state: TestState, scenario: string | null): ExecutionSnapshot {
  return {
    vusActive: state.pool.active,
    vusInitialized: state.pool.initialized,
    iterationsCompleted: state.counts.completed,
    iterationsInterrupted: state.counts.interrupted,
    currentTestRunDurationMs: elapsedMs(state),
    scenarioProgress: scenario === null ? 0 : (state.scenarios.get(scenario)?.progress ?? 0),
  };
}
