import type { GeneratorHealth, Notice, RunEnd, ThresholdResult } from '../../model/run.ts';
import type { TestResult } from './lifecycle/test-result.ts';
import type { SummaryData } from './metrics/summary-data.ts';

/** What `perf-gate load --json` prints: docs/reference/embedded-engine.md describes it. */
export interface LoadReport {
  readonly schemaVersion: 1;
  /** As of the process; k6's codes. */
  readonly exitCode: number;
  readonly end: RunEnd;
  readonly thresholds: readonly ThresholdResult[];
  /** What k6 would give to `handleSummary`; `null` when nothing was run. */
  readonly summary: SummaryData | null;
  /** Iterations a second that were asked for; `null` unless the load has one constant rate. */
  readonly offeredRate: number | null;
  /** Milliseconds between due and actual starts of iterations; `null` without arrival rates. */
  readonly startLag: TestResult['startLag'];
  readonly generator: GeneratorHealth;
  readonly notices: readonly Notice[];
}

export function loadReport(result: TestResult): LoadReport {
  const { exitCode, end, thresholds, summary, offeredRate, startLag, generator, notices } = result;
  return { schemaVersion: 1, exitCode, end, thresholds, summary, offeredRate, startLag, generator, notices };
}
