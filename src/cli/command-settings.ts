import { RUN_TEST_SETTINGS } from '../config/analysis-settings.ts';
import { LOAD_SETTINGS, POLICY_SETTINGS, STORE_SETTINGS } from '../config/run-settings.ts';
import {
  choiceSetting,
  optionalTextSetting,
  pairsSetting,
  switchSetting,
  textSetting,
  textsSetting,
  wholeNumberSetting,
} from '../config/setting-kinds.ts';
import { FINDING_TESTS } from '../model/finding.ts';

export const COMPARE_SETTINGS = {
  baseline: textsSetting(
    {
      name: 'baseline',
      help: 'Results to compare against; every file counts as one job, files of the same job as one',
    },
    'FILE...',
  ),
  candidate: textsSetting(
    { name: 'candidate', help: 'Results under judgement; several are rounds of one job' },
    'FILE...',
  ),
  warmUp: LOAD_SETTINGS.warmUp,
  ...POLICY_SETTINGS,
  out: textSetting(
    { name: 'out', help: 'Directory of the reports and charts' },
    'DIR',
    'perf-gate-comparison',
  ),
};

/** Unlike a run, which is filed under its script's name, a command that looks finds what is there. */
const STORED_KEY = optionalTextSetting(
  { name: 'key', help: 'What the baseline is filed under; the only key of the store otherwise' },
  'NAME',
);

export const BASELINE_SETTINGS = {
  store: STORE_SETTINGS.store,
  key: STORED_KEY,
  entry: optionalTextSetting(
    { name: 'entry', help: 'An entry by its id; the newest that fits otherwise' },
    'ID',
  ),
  by: optionalTextSetting(
    {
      name: 'by',
      help: 'Who accepts or pins, for the audit line; otherwise who CI, the login or git says you are',
    },
    'NAME',
  ),
  why: optionalTextSetting({ name: 'why', help: 'Why, for the audit line; needed by accept' }, 'TEXT'),
  unpin: switchSetting({ name: 'unpin', help: 'With pin: back to the whole epoch' }),
  allKeys: switchSetting({ name: 'all-keys', help: 'With export: every key' }),
  test: choiceSetting(
    {
      name: 'test',
      help: 'With show and accept: findings of stress, spike or soak tests instead of a baseline',
    },
    ['baseline', ...FINDING_TESTS],
    'baseline',
  ),
  findings: RUN_TEST_SETTINGS.findings,
};

export const TREND_SETTINGS = {
  store: STORE_SETTINGS.store,
  key: STORED_KEY,
  last: wholeNumberSetting(
    { name: 'last', help: 'At most so many jobs, the newest' },
    { min: 1, max: 500 },
    100,
  ),
  since: optionalTextSetting(
    {
      name: 'since',
      help: 'Only jobs since then: a tag, branch or commit (the time of its commit), or a date such as 2026-11-01',
    },
    'TAG|DATE',
  ),
  report: optionalTextSetting(
    {
      name: 'report',
      help: "Take the jobs from a run's report.json, which its artifact holds, instead of the store",
    },
    'FILE',
  ),
  failThreshold: POLICY_SETTINGS.failThreshold,
  out: textSetting({ name: 'out', help: 'Directory of trend.png' }, 'DIR', 'perf-gate-trend'),
};

export const LOAD_COMMAND_SETTINGS = {
  vus: wholeNumberSetting({ name: 'vus', help: 'Virtual users' }, { min: 1, max: 10_000 }, null),
  duration: optionalTextSetting({ name: 'duration', help: 'Length of the load' }, 'TIME'),
  iterations: wholeNumberSetting(
    { name: 'iterations', help: 'Iterations in all, shared by the virtual users' },
    { min: 1, max: 2 ** 31 - 1 },
    null,
  ),
  stages: textsSetting(
    { name: 'stage', help: 'A stage of ramping virtual users, such as 30s:10; repeatable' },
    'TIME:N',
  ),
  outs: textsSetting(
    {
      name: 'out',
      help: 'Write samples: json=FILE or csv=FILE, gzipped when it ends in .gz, or experimental-prometheus-rw',
    },
    'KIND=FILE',
  ),
  summaryExport: optionalTextSetting(
    { name: 'summary-export', help: "Write the summary in k6's JSON" },
    'FILE',
  ),
  summaryTrendStats: optionalTextSetting(
    { name: 'summary-trend-stats', help: 'Statistics of trends in the summary, such as avg,p(95),p(99)' },
    'LIST',
  ),
  env: pairsSetting({
    name: 'env',
    help: 'Environment of the script (-e); nothing else of yours reaches it',
  }),
  tags: pairsSetting({ name: 'tag', help: 'A tag for every sample; repeatable' }),
  executionSegment: optionalTextSetting(
    { name: 'execution-segment', help: 'The part of a divided test that runs here, such as 0:1/3' },
    'A:B',
  ),
  executionSegmentSequence: optionalTextSetting(
    {
      name: 'execution-segment-sequence',
      help: 'The borders of all parts, the same for each of them, such as 0,1/3,2/3,1',
    },
    'LIST',
  ),
  backend: LOAD_SETTINGS.backend,
  noThresholds: switchSetting({ name: 'no-thresholds', help: 'Do not evaluate thresholds' }),
  quiet: switchSetting({ name: 'quiet', help: 'No progress' }),
};

export const DEMO_SETTINGS = {
  quick: switchSetting({ name: 'quick', help: 'Shorter runs: under 100 s instead of about 4 minutes' }),
  engine: LOAD_SETTINGS.engine,
  k6Path: LOAD_SETTINGS.k6Path,
  backend: LOAD_SETTINGS.backend,
  seed: LOAD_SETTINGS.seed,
  out: textSetting(
    { name: 'out', help: 'Directory of the reports, charts and the baseline' },
    'DIR',
    'perf-gate-demo',
  ),
};
