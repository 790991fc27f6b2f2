import { SIDES } from '../model/pair.ts';
import { VERDICT_KINDS } from '../model/verdict.ts';
import {
  amount,
  change,
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

const reason = record('Why', {
  code: text('Stable, for machines'),
  text: text('For people'),
});

export const reasonsSchema = list('The decisive one first', reason, 1);
export const verdictSchema = oneOf('The outcome', VERDICT_KINDS);

export const ruleSchema = record('One quantile of one metric', {
  metric: text('k6 metric name'),
  quantile: share('0.95 for p95'),
  endpoint: orNull(text('`METHOD name`; null: all requests')),
});

export const intervalSchema = record('Interval of the change', {
  low: change('Lower end'),
  high: change('Upper end'),
  confidence: share('Confidence'),
});

export const policySchema = record('How the verdict was reached', {
  kind: oneOf('The rule', ['sequential', 'strict']),
  evidence: oneOf('How sure a regression must be', ['normal', 'strong']),
  failThreshold: size('A change above this is a regression (ratio)'),
  warnThreshold: size('A change above this is warned of (ratio)'),
  minAbsoluteDeltaMs: ms('A smaller change is never a regression'),
  confidence: share('Of the printed interval'),
  minRequests: count('Fewer requests make a run invalid'),
  maxErrorRate: share('Failed requests above this breach the SLO'),
  maxRounds: count('Looks in all, the first one included'),
  rules: list('What is judged; the first is the headline', ruleSchema, 1),
});

const comparison = record('Candidate against baseline', {
  rule: ruleSchema,
  design: oneOf('Against the history, or against a base that was loaded at the same time', [
    'history',
    'paired',
  ]),
  baseline: record('Side of the baseline', {
    value: ms('The statistic'),
    entries: count('Jobs used; of a paired comparison, runs of the base'),
    cut: count('Older jobs left out because the level shifted after them'),
    commit: orNull(text('Of the newest job')),
    at: time('Of the newest job'),
  }),
  candidate: record('Side of the candidate', {
    value: ms('The statistic'),
    runs: count('Rounds used'),
    requests: count('Successful requests in them'),
  }),
  change: change('Candidate over baseline minus one'),
  interval: intervalSchema,
  noise: size(
    'Standard deviation of the log statistic from run to run (paired: of the change, from pair to pair)',
  ),
  standardError: size('Of the log change'),
  minimumDetectableChange: size('Smallest change that these runs could tell from none (ratio)'),
  logLikelihoodRatio: orNull(amount('Of the sequential test; null where it does not apply')),
  looks: count('Looks taken'),
});

export const judgementSchema = record('What the gate says of one rule', {
  rule: ruleSchema,
  verdict: verdictSchema,
  reasons: reasonsSchema,
  comparison: nullable(comparison),
});

export const endpointSchema = record('One endpoint', {
  endpoint: text('`METHOD name`'),
  requests: count('Successful requests of the candidate'),
  baselineP95: orNull(ms('p95 of the baseline')),
  candidateP95: orNull(ms('p95 of the candidate')),
  change: orNull(change('null when a side is missing')),
  gated: flag('Whether a rule of its own judges it'),
});

export const thresholdSchema = record('A k6 threshold', {
  metric: text('k6 metric name, with its tags'),
  expression: text('As in the script'),
  ok: flag('Whether it was kept'),
});

const end: JsonSchema = {
  type: 'object',
  description: 'How it ended; further properties depend on the kind',
  required: ['kind'],
  properties: {
    kind: oneOf('Only the first two are measurements', [
      'finished',
      'thresholds-crossed',
      'marked-failed',
      'failed',
      'timed-out',
      'interrupted',
    ]),
    code: text('Of `failed`: stable, for machines'),
    message: text('Of `failed` and `marked-failed`: what went wrong'),
    hint: orNull(text('Of `failed`: what to do')),
    afterMs: ms('Of `timed-out`: how long it was let run'),
    signal: text('Of `interrupted`: what ended it'),
  },
};

export const roundSchema = record('One run of this job', {
  round: count('1 for the first'),
  side: orNull(oneOf('Of a paired look, which has an entry for each side; null for a run on its own', SIDES)),
  p95: orNull(ms('Of all successful requests')),
  requests: count('In the measured window'),
  end,
  invalidBecause: list('Empty when it was a measurement', text('Why not')),
});

export const loadSchema = record('How the load of the last measured round went', {
  requests: count('In the measured window, failed ones included'),
  failedRequests: count('Not an expected response'),
  failuresByClass: {
    type: 'object',
    description: 'Failed requests by class: `status 500`, `error 1212`',
    additionalProperties: count('Requests'),
  },
  iterations: count('In the measured window'),
  droppedIterations: count('That the load could not start'),
  checksPassed: count('k6 checks'),
  checksFailed: count('k6 checks'),
  maxVus: count('Highest number of virtual users'),
  warmUpMs: ms('Cut off at the start'),
  measuredMs: ms('Length of the measured window'),
  offeredRate: orNull(size('Iterations a second that the script asked for')),
});

export const generatorSchema = record('The load generator', {
  cpuShare: orNull(share('Share of its cores that it used')),
  loopUtilisation: orNull(share('Share of time that its main loop was busy')),
});

export const engineSchema = record('What applied the load', {
  name: oneOf('Engine', ['k6', 'embedded']),
  version: text('Version'),
  backend: orNull(text('How the embedded engine ran virtual users')),
  node: orNull(text('Version of Node that ran the embedded engine')),
});

const machine = record('Where it ran', {
  runner: text('Runner class'),
  os: text('Operating system'),
  kernel: text('Kernel'),
  cpuModel: text('Processor'),
  cores: count('Cores'),
  memoryMb: size('Memory (MB)'),
});

export const environmentSchema = record('How it relates to the baseline', {
  comparable: flag('Whether the two can be compared'),
  differences: list('Those that exclude a comparison first', text('In words')),
  machine: nullable(machine),
});

export const noticeSchema = record('Something that a reader should know', {
  code: text('Stable, for machines'),
  text: text('For people'),
});

export const trendPointSchema = record('A job of the trend', {
  at: time('When it started'),
  commit: orNull(text('Commit')),
  verdict: verdictSchema,
  status: oneOf('What became of it', ['promoted', 'withheld', 'candidate']),
  value: ms('The statistic of the headline rule'),
  low: ms('Lower end of its own 95 % interval'),
  high: ms('Upper end'),
  baseline: orNull(ms('What it was held against')),
  limit: orNull(ms('The limit above that')),
  opensEpoch: flag('Whether a new epoch starts here'),
});
