import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { runMetrics } from '../../report/run-metrics.ts';
import { type Credentials, pushSamples, type RemoteWriteOptions } from './remote-write-client.ts';

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
      const { url, credentials } = target(options.url, variables);
      const where = `Prometheus at ${new URL(url).host}`;
      const result = await pushSamples(runMetrics(report, test), { ...options, url, credentials });
      if (result.kind === 'failed') return { ...result, what: `the result was not sent to ${where}` };
      return { kind: 'delivered', what: `${result.samples} samples to ${where}`, artifacts: {}, notices: [] };
    },
  };
}

/** An address may hold its user and password; no message ever does. */
function target(address: string, variables: PrometheusSinkOptions['variables']) {
  const url = new URL(address);
  const { username, password } = url;
  [url.username, url.password] = ['', ''];
  const own: Credentials = {
    kind: 'basic',
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  return { url: url.href, credentials: username === '' ? credentialsOf(variables) : own };
}

function credentialsOf(variables: PrometheusSinkOptions['variables']): Credentials {
  const token = variables.PERF_GATE_PROMETHEUS_BEARER_TOKEN;
  if (token !== undefined && token !== '') return { kind: 'bearer', token };
  const username = variables.PERF_GATE_PROMETHEUS_USERNAME;
  if (username === undefined || username === '') return { kind: 'none' };
  return { kind: 'basic', username, password: variables.PERF_GATE_PROMETHEUS_PASSWORD ?? '' };
}
