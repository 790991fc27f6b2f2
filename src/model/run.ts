import type { Fingerprint } from './environment.ts';
import type { Exceptions } from './exceptions.ts';

/** Where a run came from. Absent facts are `null`, never guessed. */
export interface RunIdentity {
  /** Unique; sorts by start time. */
  readonly id: string;
  /** The job that made it: rounds of one job share their machine and count as one history entry. */
  readonly job: string;
  /** 1 for the screen, 2 and up for further looks. */
  readonly round: number;
  readonly role: 'baseline' | 'candidate';
  readonly commit: string | null;
  readonly parentCommit: string | null;
  readonly branch: string | null;
  readonly pullRequest: number | null;
  /** Page of the CI run, when there is one. */
  readonly runUrl: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** How the load went, over the measured window (after warm-up) unless said otherwise. */
export interface LoadFacts {
  /** Requests finished in the window, failed ones included; redirect hops count one each, as in k6. */
  readonly requests: number;
  /** Of those, the ones that were not an expected response. */
  readonly failedRequests: number;
  /** Failed requests by class: `status 500`, `error 1212`. At most 20 classes, the rest under `other`. */
  readonly failuresByClass: Readonly<Record<string, number>>;
  readonly iterations: number;
  readonly droppedIterations: number;
  readonly checksPassed: number;
  readonly checksFailed: number;
  readonly maxVus: number;
  readonly warmUpMs: number;
  /** Length of the measured window. */
  readonly measuredMs: number;
  /** How long nothing was answered at the end though most virtual users were at work; absent where that is not known. */
  readonly silentEndMs?: number;
  /** When that began, in milliseconds since the load did (warm-up included); absent where that is not known. */
  readonly silentFromMs?: number;
  /** Of the whole run, warm-up included, `of` so many iterations; absent where none is known of. */
  readonly exceptions?: Exceptions & { readonly of: number };
  /** Iterations a second that the script asked for; `null` when the load was closed-loop or unknown. */
  readonly offeredRate: number | null;
}

/** The state of the load generator while it ran. */
export interface GeneratorHealth {
  /** Share of the cores it had that the generator used (0 to 1); `null` when not measured. */
  readonly cpuShare: number | null;
  /** Share of time that the embedded engine's main loop was busy (0 to 1); `null` for k6. */
  readonly loopUtilisation: number | null;
  /** Milliseconds between due and actual starts of iterations, 99th percentile; absent where nothing is due at a time. */
  readonly startLagMs?: number;
}

/** A k6 threshold and how it ended. */
export interface ThresholdResult {
  readonly metric: string;
  readonly expression: string;
  readonly ok: boolean;
}

/** How a run came to its end. Only `finished` and `thresholds-crossed` are measurements. */
export type RunEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'thresholds-crossed' }
  | { readonly kind: 'marked-failed'; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string | null }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'interrupted'; readonly signal: string };

/** Latencies of one metric, of all requests or of one endpoint: quantiles and per-second histograms. */
export interface Series {
  /** k6 metric name: `http_req_duration`, or a custom trend. */
  readonly metric: string;
  /** Value of the `name` tag with its method (`GET /search`); `null` for all requests. */
  readonly endpoint: string | null;
  /** Successful samples in the measured window. */
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  /** `true` when the quantiles are type 7 on every sample, `false` when read off the histograms (0.5 %). */
  readonly exact: boolean;
  /** Per-second histograms of the measured window (`encodeSeconds` of `stats/second-histograms.ts`). */
  readonly seconds: string;
}

/**
 * What a summary file states of one trend, over the whole run (no warm-up cut); `null` is not stated.
 * There is no distribution behind it, so it can be held against another one, but not judged against noise.
 */
export interface SummaryStatistic {
  /** k6 metric name; of `http_req_duration` it is the successful requests where the file tells them apart. */
  readonly metric: string;
  /** `null`: all requests. */
  readonly endpoint: string | null;
  readonly count: number | null;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Something in the results that a reader should know, for example a cut last line. */
export interface Notice {
  readonly code: string;
  readonly text: string;
}

/** One execution of a scenario: what a later run needs to be compared with it. No raw samples. */
export interface Run {
  readonly schemaVersion: 1;
  readonly identity: RunIdentity;
  readonly fingerprint: Fingerprint;
  readonly load: LoadFacts;
  readonly generator: GeneratorHealth;
  readonly thresholds: readonly ThresholdResult[];
  readonly end: RunEnd;
  /**
   * The first is of all requests (`endpoint: null`). Empty when no request of the window succeeded, and when a summary
   * was all there was.
   */
  readonly series: readonly Series[];
  /** `true`: made from a summary file. `series` is empty, `load` is of the whole run, and `summary` has what is stated. */
  readonly summaryOnly: boolean;
  /** There if and only if `summaryOnly`. */
  readonly summary?: readonly SummaryStatistic[];
  readonly notices: readonly Notice[];
}

/** The series of a metric and endpoint, or `null`. */
export function seriesOf(run: Run, metric: string, endpoint: string | null): Series | null {
  return run.series.find((s) => s.metric === metric && s.endpoint === endpoint) ?? null;
}

/** What a summary states of a metric and endpoint, or `null` (always so for runs with samples). */
export function summaryStatisticOf(
  run: Run,
  metric: string,
  endpoint: string | null,
): SummaryStatistic | null {
  return run.summary?.find((s) => s.metric === metric && s.endpoint === endpoint) ?? null;
}
