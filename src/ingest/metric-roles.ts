import type { MetricRole } from './slot-registry.ts';

/** The metric whose samples are the requests: latency, outcome and endpoint are all on its lines. */
export const REQUEST_METRIC = 'http_req_duration';

/** Says when each iteration began and how long it took; can be asked for as a trend, too. */
export const ITERATION_METRIC = 'iteration_duration';

/** The metrics that are read, by name; lines of all others are skipped. */
export function metricRoles(trends: readonly string[]): Map<string, MetricRole> {
  return new Map<string, MetricRole>([
    ...trends.map((name): [string, MetricRole] => [name, 'trend']),
    [REQUEST_METRIC, 'requests'],
    [ITERATION_METRIC, 'iteration'],
    ['dropped_iterations', 'dropped'],
    ['checks', 'check'],
    ['vus', 'vus'],
  ]);
}
