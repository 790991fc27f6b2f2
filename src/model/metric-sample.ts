/** One value of a time series, as Prometheus has it. */
export interface MetricSample {
  /** `perfgate_p95_seconds`; base units. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}
