import type { ResourceKind } from './resource-series.ts';

export type SoakOutcome =
  | 'steady'
  /** Latency rises over the test. */
  | 'drifting'
  /** Memory, file descriptors or connections rise and are not given back. */
  | 'leaking'
  /** Too short, or too little of it was measured, to tell. */
  | 'not-measured';

/** How one quantity moved over the test, by a robust line. */
export interface Drift {
  /** `p95`, or the name of the metric. */
  readonly name: string;
  readonly kind: 'latency' | ResourceKind;
  /** At the beginning and the end of the line. Milliseconds, bytes, or a number of things. */
  readonly from: number;
  readonly to: number;
  /** to / from - 1. */
  readonly change: number;
  /** The change is at least so much with 99 % confidence. */
  readonly changeAtLeast: number;
  readonly perHour: number;
  /** Clearly up, and by more than half of what is allowed. */
  readonly rises: boolean;
  /** Seconds from the first request that the line spans. */
  readonly fromSecond: number;
  readonly toSecond: number;
  /** Medians of bins, or their lowest tenth for memory. */
  readonly points: readonly { readonly second: number; readonly value: number }[];
}

/** What a soak test found. */
export interface SoakFinding {
  readonly test: 'soak';
  readonly outcome: SoakOutcome;
  readonly seconds: number;
  readonly requests: number;
  readonly errorRate: number;
  /** Seconds in which nothing was asked of the service. */
  readonly gapSeconds: number;
  readonly restarts: readonly { readonly second: number }[];
  /** A rise of more is not allowed (ratio). */
  readonly limit: number;
  readonly latency: Drift | null;
  readonly resources: readonly Drift[];
  readonly cause: string | null;
}
