/** A value of a series at a moment. */
export interface MetricPoint {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** NaN and infinities are values of Prometheus, too. */
  readonly value: number;
}

/** One series of an answer. */
export interface MetricSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** In ascending time. */
  readonly points: readonly MetricPoint[];
}

/** A query over a time, with its answer at every step. */
export interface MetricQuery {
  /** PromQL. */
  readonly query: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepSeconds: number;
}
