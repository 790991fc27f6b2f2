import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { runMetrics } from '../../report/run-metrics.ts';
import { prometheusTarget } from './prometheus-target.ts';
import { pushSamples, type RemoteWriteOptions } from './remote-write-client.ts';

export interface PrometheusSinkOptions extends Omit<RemoteWriteOptions, 'credentials'> {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Which kind of test the job ran: a label of its series. */
  readonly test: string;
}

/** Sends what a job came to, for dashboards over time. A database that is down, slow or full costs a warning. */
export function makePrometheusSink({ variables, test, ...options }: PrometheusSinkOptions): ReportSink {
  return {
    name: 'prometheus',
    async deliver(report): Promise<Delivery> {
      const target = prometheusTarget(options.url, variables);
      const where = `Prometheus at ${new URL(target.url).host}`;
      const result = await pushSamples(runMetrics(report, test), { ...options, ...target });
      if (result.kind === 'failed') return { ...result, what: `the result was not sent to ${where}` };
      return { kind: 'delivered', what: `${result.samples} samples to ${where}`, artifacts: {}, notices: [] };
    },
  };
}
