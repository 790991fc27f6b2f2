import { VERDICT_KINDS } from '../model/verdict.ts';
import { noticeSchema, reasonsSchema } from './report-schema-parts.ts';
import {
  count,
  flag,
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

const rateEstimate = record('A rate with its interval; an end beyond the ramp is null', {
  rate: size('Requests a second'),
  low: orNull(size('Requests a second')),
  high: orNull(size('Requests a second')),
  confidence: share('Of the interval'),
});

const stress = record('What a stress test found', {
  test: { const: 'stress' },
  outcome: oneOf('What became of the ramp', [
    'broke',
    'not-reached',
    'broke-at-once',
    'generator-bound',
    'not-measured',
  ]),
  objective: record('What the service promises', {
    p95Ms: ms('p95'),
    stated: flag('Whether somebody stated it; ten times the lightest p95 otherwise'),
    errorRate: share('Requests that may fail'),
  }),
  breakingPoint: nullable(rateEstimate),
  brokeFirst: orNull(oneOf('What was broken first', ['latency', 'errors', 'generator'])),
  failure: nullable(
    record('The most frequent failure over the breaking point', {
      name: text('Class'),
      share: share('Of all failures'),
    }),
  ),
  extrapolated: nullable(rateEstimate),
  lowestRate: size('Requests a second of the lightest step'),
  highestRate: size('Requests a second of the heaviest step'),
  unloadedP95Ms: orNull(ms('p95 of the lightest step')),
  requestsPerIteration: size('Requests that an iteration makes'),
  steps: list(
    'The ramp',
    record('One step', {
      atSecond: size('From the first request'),
      seconds: size('Length'),
      rate: size('Offered requests a second'),
      p50Ms: orNull(ms('Median')),
      p95Ms: orNull(ms('p95, load that was not sent counted as slower')),
      errorRate: share('Requests that failed'),
      droppedShare: share('Load that was not sent'),
    }),
  ),
  cause: orNull(text('Why there is no breaking point')),
});

const spike = record('What a spike test found', {
  test: { const: 'spike' },
  outcome: oneOf('What became of the service', ['recovered', 'never-recovered', 'unmoved', 'not-measured']),
  spike: nullable(
    record('The spike in the load', {
      fromSecond: size('From the first request'),
      toSecond: size('From the first request'),
      baseRate: size('Requests a second before it'),
      peakRate: size('Requests a second during it'),
    }),
  ),
  band: nullable(
    record('p95 before the spike', { p95Ms: ms('Median'), upToMs: ms('The highest that counts as before') }),
  ),
  recoverySeconds: orNull(size('From the end of the spike until p95 was back for good')),
  watchedSeconds: size('After the spike'),
  peakP95Ms: orNull(ms('The highest p95 of three seconds')),
  errors: record('Requests that failed', {
    duringSpike: share('During the spike'),
    afterSpike: share('After it, until recovery'),
    mostFrequent: orNull(text('Class of failure')),
  }),
  backlog: nullable(
    record('What waited at the end of the spike', {
      requests: size('Requests'),
      servedRate: size('Requests a second that ended during the spike'),
      drainSeconds: orNull(size('That working it off should take; null when it would never')),
    }),
  ),
  points: list(
    'Second by second',
    record('One second', {
      second: size('From the first request'),
      rate: size('Offered requests a second'),
      p95Ms: orNull(ms('p95')),
      errorRate: share('Requests that failed'),
    }),
  ),
  cause: orNull(text('Why there is no recovery time')),
});

const drift = record('How one quantity moved; ms, bytes or a number of things', {
  name: text('p95, or the metric'),
  kind: oneOf('What it is', ['latency', 'memory', 'file-descriptors', 'connections']),
  from: { type: 'number', description: 'At the beginning of the line' },
  to: { type: 'number', description: 'At its end' },
  change: { type: 'number', description: 'to / from - 1' },
  changeAtLeast: { type: 'number', description: 'With 99 % confidence' },
  perHour: { type: 'number', description: 'Change in an hour' },
  rises: flag('Clearly up, and by enough to matter'),
  fromSecond: size('From the first request'),
  toSecond: size('From the first request'),
  points: list(
    'What the line goes through',
    record('A point', { second: size('From the first request'), value: size('Value') }),
  ),
});

const soak = record('What a soak test found', {
  test: { const: 'soak' },
  outcome: oneOf('What became of the service', ['steady', 'drifting', 'leaking', 'not-measured']),
  seconds: size('Length of the test'),
  requests: count('That began'),
  errorRate: share('That failed'),
  gapSeconds: size('In which nothing was asked of the service'),
  restarts: list(
    'Of the service',
    record('A restart', { second: { type: 'number', description: 'From the first request' } }),
  ),
  limit: share('A rise of more is not allowed'),
  latency: nullable(drift),
  resources: list('Memory, file descriptors, connections', drift),
  cause: orNull(text('Why nothing can be said')),
});

/** JSON Schema of `finding.json`. */
export const FINDING_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'finding.json of perf-gate',
  ...record('What one stress, spike or soak test found', {
    schemaVersion: { const: 1 },
    tool: record('What wrote it', { name: { const: 'perf-gate' }, version: text('Version') }),
    id: text('Unique; sorts by time'),
    createdAt: time('When it was written'),
    key: text('What it is filed under'),
    source: text('File or script that the samples are of'),
    startedAt: orNull(time('First request')),
    commit: orNull(text('Commit under test')),
    branch: orNull(text('Branch under test')),
    runUrl: orNull(text('Page of the CI run')),
    verdict: record('What is made of it', {
      kind: oneOf('Verdict', VERDICT_KINDS),
      reasons: reasonsSchema,
    }),
    sentence: text('What was found'),
    finding: { description: 'The finding', anyOf: [stress, spike, soak] },
    comparisons: list(
      'Against earlier tests under the same load, the decisive one first',
      record('One figure', {
        what: text('What is compared'),
        now: { type: 'number', description: 'Of this test' },
        before: { type: 'number', description: 'Of the earlier ones' },
        change: {
          type: ['number', 'null'],
          description:
            'now / before - 1; of a rise (soak): what more it rises over this test, as a share of where it began',
        },
        interval: nullable(
          record('Of the change', {
            low: { type: 'number', description: 'Lower end' },
            high: { type: 'number', description: 'Upper end' },
            confidence: share('Of the interval'),
          }),
        ),
        tests: count('Earlier tests'),
        commit: orNull(text('Of the newest of them')),
        at: time('Of the newest of them'),
        worse: text('Code of the reason when it became worse'),
        outcome: oneOf('By the sequential rule; told: too few earlier tests to judge', [
          'regressed',
          'unconfirmed',
          'improved',
          'passed',
          'inconclusive',
          'told',
        ]),
        sentence: text('In words'),
      }),
    ),
    promotion: record('Whether later tests are held against it', {
      kind: oneOf('What became of it', ['promoted', 'withheld', 'not-saved']),
      reason: text('Why'),
    }),
    acceptance: nullable(
      record('Of a regression that is meant: who accepted it', {
        by: text('Who'),
        at: time('When'),
        why: text('Why'),
        commit: orNull(text('At which commit')),
      }),
    ),
    notices: list('What a reader should know', noticeSchema),
    artifacts: {
      type: 'object',
      description: 'Files beside it, by kind',
      additionalProperties: { type: 'string' },
    },
  }),
};
