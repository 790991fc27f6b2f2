import {
  endpointSchema,
  engineSchema,
  environmentSchema,
  generatorSchema,
  intervalSchema,
  judgementSchema,
  loadSchema,
  noticeSchema,
  policySchema,
  reasonsSchema,
  roundSchema,
  thresholdSchema,
  trendPointSchema,
  verdictSchema,
} from './report-schema-parts.ts';
import {
  change,
  count,
  type JsonSchema,
  list,
  ms,
  nullable,
  oneOf,
  orNull,
  record,
  share,
  size,
  text,
  time,
} from './schema-parts.ts';

const baseline = record('What it is held against', {
  value: orNull(ms('The statistic of the headline rule; null when nothing was compared')),
  p95: orNull(ms('p95 of all requests, whatever is gated; null when nothing was compared')),
  commit: orNull(text('Of the newest job')),
  at: orNull(time('Of the newest job')),
  ageDays: orNull(size('Days since then')),
  entries: count('Jobs'),
  runs: count('Runs of these jobs'),
  source: text('Where it was read from'),
});

const candidate = record('This job', {
  value: orNull(ms('The statistic of the headline rule')),
  p50: orNull(ms('Median of all requests, last measured round')),
  p95: orNull(ms('p95 of all requests, whatever is gated')),
  p99: orNull(ms('Of all requests, last measured round')),
  runs: count('Rounds that count: those that were no measurement are left out, unless all were'),
  requests: count('In these rounds, failed ones included'),
  errorRate: share('Share of failed requests'),
});

const promotion = record('What became of this job in the store', {
  kind: oneOf('Whether it is part of the baseline now', ['promoted', 'withheld', 'not-saved']),
  reason: text('Why'),
});

const acceptance = record('Who accepted the regression; the verdict stays, the job does not fail', {
  by: text('Who'),
  at: time('When'),
  why: text('Why'),
  commit: orNull(text('At which commit')),
});

/** JSON Schema of `report.json`, published as `docs/reference/report.schema.json`. */
export const REPORT_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'perf-gate report.json',
  ...record('The result of one job. Latencies in ms, changes as ratios, times in ISO 8601 UTC.', {
    schemaVersion: {
      const: 1,
      description: 'Grows when a field changes its meaning or goes; new fields may come',
    },
    tool: record('What wrote this', { name: { const: 'perf-gate' }, version: text('Version') }),
    createdAt: time('When the verdict was made'),
    key: text('What the baseline is filed under'),
    script: text('As it was named'),
    commit: orNull(text('Commit under judgement')),
    branch: orNull(text('Branch')),
    pullRequest: orNull(count('Number')),
    runUrl: orNull(text('Page of the CI run')),
    verdict: verdictSchema,
    reasons: reasonsSchema,
    headline: text('The decisive reason as a sentence'),
    advice: list('What to do, most useful first', text('In words')),
    metric: text('Of the headline rule: k6 metric name'),
    quantile: share('Of the headline rule: 0.95 for p95'),
    endpoint: orNull(text('Of the headline rule; null: all requests')),
    unit: oneOf('Of all latencies', ['ms']),
    baseline,
    candidate,
    change: orNull(change('Of the headline rule; null when nothing was compared')),
    interval: nullable(intervalSchema),
    tolerance: size('The relative limit (ratio; 0.2 is 20 % slower)'),
    floorMs: ms('The absolute limit: a smaller change is never a regression'),
    noise: orNull(size('Run-to-run standard deviation of the log statistic')),
    minimumDetectableChange: orNull(size('Smallest change that could be told from none (ratio)')),
    policy: policySchema,
    judgements: list(
      'One for each gated rule, headline first; empty when nothing was measured',
      judgementSchema,
    ),
    endpoints: list('Of baseline and candidate; they inform and decide only where gated', endpointSchema),
    thresholds: list("The script's own k6 thresholds", thresholdSchema),
    rounds: list('Runs of this job, in order', roundSchema),
    load: nullable(loadSchema),
    generator: nullable(generatorSchema),
    engine: nullable(engineSchema),
    environment: environmentSchema,
    promotion,
    acceptance: nullable(acceptance),
    notices: list('What a reader should know of data and set-up', noticeSchema),
    trend: list('Earlier jobs and this one, oldest first, at most 100', trendPointSchema),
    artifacts: {
      type: 'object',
      description:
        'Files beside this one, by kind: `report`, `markdown`, `junit`, `runs`, `trend`, `latency`',
      additionalProperties: text('Path relative to this file'),
    },
  }),
};
