import type { Exceptions } from '../../../model/exceptions.ts';
import type { GeneratorHealth, Notice, ThresholdResult } from '../../../model/run.ts';
import { unknownHealth } from '../health.ts';
import type { SummaryData } from '../metrics/summary-data.ts';
import type { SummaryFiles } from './handle-summary.ts';
import type { TestEnd } from './test-end.ts';

/** How a test ended and what there is to say of it beside its samples. */
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
  readonly exceptions: Exceptions | null;
  readonly notices: readonly Notice[];
}

/** The result of a test that did not get as far as its options. */
export function nothingRun(end: TestEnd): TestResult {
  return {
    ...end,
    thresholds: [],
    summary: null,
    summaryFiles: null,
    offeredRate: null,
    generator: unknownHealth(),
    startLag: null,
    exceptions: null,
    notices: [],
  };
}
