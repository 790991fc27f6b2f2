import { type Dashboard, DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { datasourceVariable, labelVariable, stat, timeSeries } from './panel-kit.ts';

const CHOSEN = 'testid=~"$testid"';

/** A running test, from what k6 sends with `-o experimental-prometheus-rw`. */
export function liveDashboard(): Dashboard {
  return new DashboardBuilder('Running load test')
    .uid('perf-gate-live')
    .description('A load test while it runs, from the metrics that k6 sends by remote write.')
    .tags(['perf-gate', 'k6', 'load-test'])
    .time({ from: 'now-15m', to: 'now' })
    .refresh('5s')
    .timezone('utc')
    .readonly()
    .withVariable(datasourceVariable())
    .withVariable(labelVariable('testid', 'Test run', 'k6_http_reqs_total'))
    .withRow(new RowBuilder('Now'))
    .withPanel(virtualUsersNow())
    .withPanel(requestsNow())
    .withPanel(failedNow())
    .withPanel(checksNow())
    .withRow(new RowBuilder('While it runs'))
    .withPanel(latency())
    .withPanel(requests())
    .withPanel(virtualUsers())
    .withPanel(failures())
    .withPanel(dropped())
    .withPanel(endpoints())
    .build();
}

function virtualUsersNow() {
  const words = { title: 'Virtual users', description: 'Active now.', unit: 'none' };
  return stat(words, `sum(k6_vus{${CHOSEN}})`);
}

function requestsNow() {
  const words = { title: 'Requests', description: 'A second, over the last minute.', unit: 'reqps' };
  return stat(words, `sum(rate(k6_http_reqs_total{${CHOSEN}}[1m]))`);
}

function failedNow() {
  const words = {
    title: 'Failed',
    description: 'Share of requests, weighted by series.',
    unit: 'percentunit',
  };
  return stat(words, `avg(k6_http_req_failed_rate{${CHOSEN}})`);
}

function checksNow() {
  const words = { title: 'Checks', description: 'Share of checks that hold.', unit: 'percentunit' };
  return stat(words, `avg(k6_checks_rate{${CHOSEN}})`);
}

function latency() {
  const words = {
    title: 'Latency of all requests',
    description: 'The slowest series: percentiles of several series cannot be averaged.',
    unit: 's',
  };
  const of = (quantile: string) => ({
    expr: `max(k6_http_req_duration_p${quantile}{${CHOSEN},expected_response="true"})`,
    legend: `p${quantile}`,
  });
  return timeSeries(words, [of('95'), of('99')], { width: 24, height: 10 });
}

function requests() {
  const words = { title: 'Requests', description: 'A second, by status.', unit: 'reqps' };
  const expr = `sum by (status) (rate(k6_http_reqs_total{${CHOSEN}}[$__rate_interval]))`;
  return timeSeries(words, [{ expr, legend: '{{status}}' }]);
}

function virtualUsers() {
  const words = { title: 'Virtual users', description: 'Active, and the most there may be.', unit: 'none' };
  return timeSeries(words, [
    { expr: `sum(k6_vus{${CHOSEN}})`, legend: 'active' },
    { expr: `sum(k6_vus_max{${CHOSEN}})`, legend: 'most' },
  ]);
}

function failures() {
  const words = { title: 'Failed requests', description: 'Share by endpoint.', unit: 'percentunit' };
  return timeSeries(words, [
    { expr: `max by (name) (k6_http_req_failed_rate{${CHOSEN}})`, legend: '{{name}}' },
  ]);
}

function dropped() {
  const words = {
    title: 'Dropped iterations',
    description:
      'A second: load that was asked for and could not be started. The target, or the generator, is at its end.',
    unit: 'cps',
  };
  const expr = `sum(rate(k6_dropped_iterations_total{${CHOSEN}}[$__rate_interval]))`;
  return timeSeries(words, [{ expr, legend: 'dropped' }]);
}

function endpoints() {
  const words = { title: 'p95 by endpoint', description: 'Of successful requests.', unit: 's' };
  const expr = `max by (name) (k6_http_req_duration_p95{${CHOSEN},expected_response="true"})`;
  return timeSeries(words, [{ expr, legend: '{{name}}' }], { width: 24 });
}
