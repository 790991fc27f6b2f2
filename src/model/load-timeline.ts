import type { LogHistogram } from '../stats/log-histogram.ts';
import type { Notice } from './run.ts';

/** What happened to the load that began in one piece of time. */
export interface TimelineBin {
  /** Latencies (ms) of the successful requests that began here. */
  readonly latencies: LogHistogram;
  /** Requests that began here and failed. */
  readonly failed: number;
  /** Of those, by class: `status 429`, `error 1050`. */
  readonly failures: ReadonlyMap<string, number>;
  /** Requests, whenever they began, that ended here. */
  readonly ended: number;
  /** Iterations that began here. */
  readonly iterations: number;
  /** Iterations that should have begun here and did not. */
  readonly dropped: number;
}

/**
 * A whole load test reduced to what its findings need, in bins of equal length from the first request on. Requests count where they
 * began: a user who arrived at that moment had to wait so long.
 */
export interface LoadTimeline {
  /** Milliseconds since the epoch; `null` where there were no samples. */
  readonly startMs: number | null;
  /** 1 unless the test was so long that seconds had to be joined. */
  readonly binSeconds: number;
  readonly bins: readonly TimelineBin[];
  readonly maxVus: number;
  readonly notices: readonly Notice[];
}
