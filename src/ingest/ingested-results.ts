import type { LoadFacts, Notice, Series, SummaryStatistic, ThresholdResult } from '../model/run.ts';

/** What a results file was recognised as, compressed or not. */
export type ResultFormat =
  | 'ndjson'
  | 'csv'
  | 'legacy-summary'
  | 'handle-summary'
  | 'machine-readable-summary';

export interface IngestOptions {
  /** Cut from when the first request or iteration of a scenario began. */
  readonly warmUpMs: number;
  /** Trend metrics to keep beside `http_req_duration`. */
  readonly metrics: readonly string[];
  /** Endpoints with a series of their own for each metric; the rest is `other`. 50 by default. */
  readonly maxEndpoints?: number;
  /** What is read, for messages: `results.json`, `the results of k6`. */
  readonly label: string;
}

/** A threshold as the script states it; whether it held is not in the samples. */
export interface DeclaredThreshold {
  readonly metric: string;
  readonly expression: string;
}

/** All that a results file says about a run. */
export interface IngestedResults {
  readonly format: ResultFormat;
  /** Of all successful requests first, then by endpoint, then other metrics; none when nothing succeeded. */
  readonly series: readonly Series[];
  readonly load: LoadFacts;
  /** Of the whole run, warm-up included. */
  readonly iterations: number;
  /** How thresholds ended: only summaries say. */
  readonly thresholds: readonly ThresholdResult[];
  /** Thresholds that NDJSON declares, without their outcome. */
  readonly declaredThresholds: readonly DeclaredThreshold[];
  /**
   * Milliseconds since the epoch, warm-up included: when the first request or iteration of a scenario began, and when the
   * last sample was taken. `null` where there are no samples.
   */
  readonly firstSampleMs: number | null;
  readonly lastSampleMs: number | null;
  readonly summaryOnly: boolean;
  /** What a summary states of its trends; empty unless `summaryOnly`. */
  readonly summary: readonly SummaryStatistic[];
  readonly notices: readonly Notice[];
}
