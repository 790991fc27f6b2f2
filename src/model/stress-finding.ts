/** What the service promises; a load that breaks it is over the breaking point. */
export interface StressObjective {
  readonly p95Ms: number;
  /** Whether somebody stated it, or it is ten times the p95 at the lightest load. */
  readonly stated: boolean;
  /** Share of requests that may fail. */
  readonly errorRate: number;
}

/** One step of the ramp: so much load for so long. Rates are offered requests a second. */
export interface StressStep {
  /** From the first request of the test. */
  readonly atSecond: number;
  readonly seconds: number;
  readonly rate: number;
  /** Of successful requests; `null` where there were none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly errorRate: number;
  /** Share of the offered load that was never sent. */
  readonly droppedShare: number;
}

/** Rate with its interval; beyond the ramp an end is `null`. */
export interface RateEstimate {
  readonly rate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}

export type StressOutcome =
  /** The objective was broken inside the ramp. */
  | 'broke'
  /** The ramp ended before. */
  | 'not-reached'
  /** The lightest load was already too much. */
  | 'broke-at-once'
  /** The load generator gave up first. */
  | 'generator-bound'
  /** Too little load to say anything. */
  | 'not-measured';

/** What a stress test found. */
export interface StressFinding {
  readonly test: 'stress';
  readonly outcome: StressOutcome;
  readonly objective: StressObjective;
  /** Only of `broke`. */
  readonly breakingPoint: RateEstimate | null;
  /** What was broken first. */
  readonly brokeFirst: 'latency' | 'errors' | 'generator' | null;
  /** The most frequent class of failures over the breaking point, and its share of them: `status 429`. */
  readonly failure: { readonly name: string; readonly share: number } | null;
  /** Where a model of the load that was measured puts the breaking point; only where the ramp did not reach it. */
  readonly extrapolated: RateEstimate | null;
  readonly lowestRate: number;
  readonly highestRate: number;
  /** p95 of the lightest step. */
  readonly unloadedP95Ms: number | null;
  readonly requestsPerIteration: number;
  readonly steps: readonly StressStep[];
  /** Why it was not measured, or what a reader should know of the generator. */
  readonly cause: string | null;
}
