export type SpikeOutcome =
  /** p95 came back to what it was before. */
  | 'recovered'
  /** It did not, as long as the test went on. */
  | 'never-recovered'
  /** The spike did not move it. */
  | 'unmoved'
  /** There is no spike in the load, or too little before or after it. */
  | 'not-measured';

/** One second of the test (of tests over two hours: one bin). */
export interface SpikePoint {
  readonly second: number;
  /** Offered requests a second. */
  readonly rate: number;
  readonly p95Ms: number | null;
  readonly errorRate: number;
}

/** What a spike test found. Seconds count from the first request of the test. */
export interface SpikeFinding {
  readonly test: 'spike';
  readonly outcome: SpikeOutcome;
  readonly spike: {
    readonly fromSecond: number;
    readonly toSecond: number;
    /** Requests a second before and during it. */
    readonly baseRate: number;
    readonly peakRate: number;
  } | null;
  /** p95 before the spike, and the highest that still counts as before. */
  readonly band: { readonly p95Ms: number; readonly upToMs: number } | null;
  /** Seconds from the end of the spike until p95 was back for good; 0 of `unmoved`, `null` of `never-recovered`. */
  readonly recoverySeconds: number | null;
  /** Seconds that were watched after the spike. */
  readonly watchedSeconds: number;
  readonly peakP95Ms: number | null;
  readonly errors: {
    /** Share of the requests of the spike that failed. */
    readonly duringSpike: number;
    /** Of those after it, until recovery. */
    readonly afterSpike: number;
    readonly mostFrequent: string | null;
  };
  readonly backlog: {
    /** Requests in flight at the end of the spike, beyond those before it. */
    readonly requests: number;
    /** Requests a second that were served during the spike. */
    readonly servedRate: number;
    /** Seconds that working it off should take: requests / (served rate - base rate); `null` when it would never. */
    readonly drainSeconds: number | null;
  } | null;
  readonly points: readonly SpikePoint[];
  readonly cause: string | null;
}
