import type { MetricQuery, MetricSeries } from '../model/metric-series.ts';

/** A place that keeps metrics over time, and answers PromQL. */
export interface MetricsSource {
  /** For messages; says nothing that could be a secret. */
  readonly description: string;
  /**
   * Every series of a query; none when there is nothing.
   * @throws GateError METRICS_UNREADABLE when it does not answer, or not in time, or with an error
   */
  range(query: MetricQuery): Promise<readonly MetricSeries[]>;
}
