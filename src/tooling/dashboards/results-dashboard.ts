import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StateTimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import {
  DATASOURCE,
  datasourceVariable,
  labelVariable,
  rangeQuery,
  stat,
  type Target,
  tableQuery,
  timeSeries,
  verdictMappings,
} from './panel-kit.ts';

const CHOSEN = 'service=~"$service",test=~"$test",branch=~"$branch"';
const NAMED = '{{service}} {{branch}}';

/** A result is one sample; it is drawn where it was taken, at any zoom. */
function over(metric: string, more = ''): string {
  return `last_over_time(${metric}{${CHOSEN}${more}}[$__interval])`;
}

/** The newest result in the chosen time, by service. */
function newest(metric: string): string {
  return `last_over_time(${metric}{${CHOSEN}}[$__range])`;
}

function line(metric: string, name: string): Target {
  return { expr: over(metric), legend: `${NAMED}: ${name}` };
}

/** Load test results over time: what `perf-gate run --prometheus` sends. */
export function resultsDashboard(): Dashboard {
  return new DashboardBuilder('Load test results over time')
    .uid('perf-gate-results')
    .description('Verdicts, latency against baseline and limit, and what stress, spike and soak tests found.')
    .tags(['perf-gate', 'k6', 'load-test'])
    .time({ from: 'now-30d', to: 'now' })
    .timezone('utc')
    .readonly()
    .withVariable(datasourceVariable())
    .withVariable(labelVariable('service', 'Service', 'perfgate_run_info'))
    .withVariable(labelVariable('test', 'Test', 'perfgate_run_info'))
    .withVariable(labelVariable('branch', 'Branch', 'perfgate_run_info'))
    .annotation(commits())
    .withRow(new RowBuilder('Now'))
    .withPanel(latestVerdict())
    .withPanel(latestP95())
    .withPanel(latestChange())
    .withPanel(latestErrors())
    .withRow(new RowBuilder('Over time'))
    .withPanel(verdicts())
    .withPanel(latency())
    .withPanel(change())
    .withPanel(errors())
    .withPanel(throughput())
    .withPanel(endpoints())
    .withRow(new RowBuilder('Stress, spike and soak'))
    .withPanel(breakingPoint())
    .withPanel(recovery())
    .withPanel(drift())
    .withRow(new RowBuilder('Runs'))
    .withPanel(runs())
    .build();
}

function commits(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('Commits')
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor('blue')
    .expr(`perfgate_run_info{${CHOSEN}}`)
    .titleFormat('{{service}}: {{verdict}}')
    .textFormat('commit {{commit}}, {{run_url}}')
    .tagKeys('verdict');
}

function latestVerdict() {
  const words = { title: 'Verdict', description: 'Of the newest job of each service.', unit: 'none' };
  return stat(words, newest('perfgate_verdict_code')).mappings(verdictMappings());
}

function latestP95() {
  const words = { title: 'p95', description: 'Of all requests of the newest job.', unit: 's' };
  return stat(words, newest('perfgate_p95_seconds'));
}

function latestChange() {
  const description = 'What is gated over its baseline, less one: above zero is slower.';
  return stat({ title: 'Change', description, unit: 'percentunit' }, newest('perfgate_change_ratio'));
}

function latestErrors() {
  const words = { title: 'Errors', description: 'Share of failed requests.', unit: 'percentunit' };
  return stat(words, newest('perfgate_error_ratio'));
}

function verdicts() {
  return new StateTimelinePanel()
    .title('Verdicts')
    .description(
      'What every job came to. Grey and purple are no verdict: no baseline yet, or the data could not tell.',
    )
    .unit('none')
    .datasource(DATASOURCE)
    .span(24)
    .height(6)
    .mappings(verdictMappings())
    .withTarget(rangeQuery(line('perfgate_verdict_code', 'verdict'), 0));
}

function latency() {
  const words = {
    title: 'What is gated, against baseline and limit',
    description:
      'p95 unless the gate is set to another metric. A job over the limit was a regression only where the gate was sure of it: see the verdicts.',
    unit: 's',
  };
  return timeSeries(
    words,
    [
      line('perfgate_gated_seconds', '{{metric}}'),
      line('perfgate_gated_baseline_seconds', 'baseline'),
      line('perfgate_gated_limit_seconds', 'limit'),
    ],
    { width: 24, height: 10 },
  );
}

function change() {
  const words = {
    title: 'Change with its interval',
    description: 'The true change lies between the outer lines in 95 of 100 jobs. A wide band means noise.',
    unit: 'percentunit',
  };
  return timeSeries(words, [
    line('perfgate_change_ratio', 'change'),
    line('perfgate_change_low_ratio', 'at least'),
    line('perfgate_change_high_ratio', 'at most'),
  ]).min(-0.5);
}

function errors() {
  const words = {
    title: 'Errors',
    description: 'Share of failed requests of each job.',
    unit: 'percentunit',
  };
  return timeSeries(words, [line('perfgate_error_ratio', 'errors')]);
}

function throughput() {
  const words = {
    title: 'Throughput',
    description: 'Requests a second in the measured window.',
    unit: 'reqps',
  };
  return timeSeries(words, [line('perfgate_request_rate', 'requests')]);
}

function endpoints() {
  const words = { title: 'p95 by endpoint', description: 'Which requests moved.', unit: 's' };
  return timeSeries(words, [
    { expr: over('perfgate_endpoint_p95_seconds'), legend: '{{service}} {{endpoint}}' },
  ]);
}

function breakingPoint() {
  const words = {
    title: 'Breaking point (stress)',
    description:
      'Requests a second at which the objective breaks, with its interval. Falling is lost capacity.',
    unit: 'reqps',
  };
  const metric = 'perfgate_breaking_point_requests_per_second';
  return timeSeries(
    words,
    [line(metric, 'breaking point'), line(`${metric}_low`, 'at least'), line(`${metric}_high`, 'at most')],
    { width: 8 },
  );
}

function recovery() {
  const description = 'Seconds from the end of the surge until latency is back in its band.';
  return timeSeries(
    { title: 'Recovery (spike)', description, unit: 's' },
    [line('perfgate_recovery_seconds', 'recovery')],
    { width: 8 },
  );
}

function drift() {
  const words = {
    title: 'Drift (soak)',
    description: 'Growth over the whole test, as a share of the level at its start. Rising memory is a leak.',
    unit: 'percentunit',
  };
  const expr = over('perfgate_soak_drift_ratio');
  return timeSeries(words, [{ expr, legend: '{{service}} {{resource}} {{metric}}' }], { width: 8 }).min(-0.5);
}

function runs() {
  return (
    new TablePanel()
      .title('Runs')
      .description('Every job in the chosen time, with the page of its run, where its charts are.')
      .unit('none')
      .datasource(DATASOURCE)
      .span(24)
      .height(9)
      .withTarget(tableQuery(newest('perfgate_run_info')))
      .withTransformation({
        id: 'organize',
        options: {
          excludeByName: { __name__: true, Value: true, Time: true },
          indexByName: { service: 0, test: 1, branch: 2, verdict: 3, commit: 4, engine: 5, run_url: 6 },
          renameByName: { run_url: 'run' },
        },
      })
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own placeholder
      .dataLinks([new DashboardLinkBuilder('Open the run').url('${__data.fields.run}').targetBlank(true)])
  );
}
