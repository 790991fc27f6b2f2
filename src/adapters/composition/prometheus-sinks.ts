import type { ReportSink } from '../../ports/report-sink.ts';
import { makePrometheusSink } from '../prometheus/prometheus-sink.ts';

/** What sends the result of a gate to Prometheus, where an address was given. */
export function prometheusSinks(
  url: string | null,
  variables: Readonly<Record<string, string | undefined>>,
): readonly ReportSink[] {
  return url === null ? [] : [makePrometheusSink({ url, variables, test: 'baseline' })];
}
