import type { MetricSample } from '../../model/metric-sample.ts';
import type { FindingSink } from '../../ports/finding-sink.ts';
import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { findingMetrics } from '../../report/finding-metrics.ts';
import { runMetrics } from '../../report/run-metrics.ts';
import { prometheusTarget } from './prometheus-target.ts';
import { pushSamples, type RemoteWriteOptions } from './remote-write-client.ts';

export interface PrometheusSinkOptions extends Omit<RemoteWriteOptions, 'credentials'> {
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Sends what a job came to, for dashboards over time. A database that is down, slow or full costs a warning.
 * @param options `test`: which kind of test the job ran, a label of its series
 */
export function makePrometheusSink({
  test,
  ...options
}: PrometheusSinkOptions & { readonly test: string }): ReportSink {
  return { name: 'prometheus', deliver: (report) => send(runMetrics(report, test), options) };
}

/** Sends what a stress, spike or soak test found, at the same price. */
export function makeFindingPrometheusSink(options: PrometheusSinkOptions): FindingSink {
  return { name: 'prometheus', deliver: (report) => send(findingMetrics(report), options) };
}

async function send(
  samples: readonly MetricSample[],
  { variables, ...options }: PrometheusSinkOptions,
): Promise<Delivery> {
  const target = prometheusTarget(options.url, variables);
  const where = `Prometheus at ${new URL(target.url).host}`;
  const result = await pushSamples(samples, { ...options, ...target });
  if (result.kind === 'failed') return { ...result, what: `the result was not sent to ${where}` };
  return { kind: 'delivered', what: `${result.samples} samples to ${where}`, artifacts: {}, notices: [] };
}
