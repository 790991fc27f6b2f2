import { formatDuration } from '../lib/duration.ts';
import { k6FlagsSetting } from './k6-flags.ts';
import { PAIRED_SETTINGS, urlSetting } from './paired-settings.ts';
import {
  choiceSetting,
  durationSetting,
  limitSetting,
  optionalDurationSetting,
  optionalTextSetting,
  pairsSetting,
  shareSetting,
  switchSetting,
  textSetting,
  textsSetting,
  wholeNumberSetting,
} from './setting-kinds.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** Of the baseline test, where none is given; stress, spike and soak have lengths of their own. */
export const BASELINE_DURATION_MS = 60 * SECOND;

/** What is loaded, by what and for how long. */
export const LOAD_SETTINGS = {
  engine: choiceSetting(
    {
      name: 'engine',
      help: 'What applies the load; auto takes k6 when it is there, else the embedded engine',
    },
    ['auto', 'k6', 'embedded'],
    'auto',
  ),
  k6Path: optionalTextSetting(
    { name: 'k6-path', help: 'The k6 binary; looked for in PATH otherwise' },
    'FILE',
  ),
  flags: k6FlagsSetting({
    name: 'flags',
    help: 'More flags for k6 run, split as a shell would, without one',
  }),
  backend: choiceSetting(
    {
      name: 'backend',
      help: 'How the embedded engine runs virtual users; auto takes quickjs on Node 24 and newer, else worker',
    },
    ['auto', 'worker', 'quickjs'],
    'auto',
  ),
  duration: optionalDurationSetting(
    { name: 'duration', help: 'Length of one run, warm-up included; reaches the script as DURATION' },
    { min: SECOND, max: DAY },
    formatDuration(BASELINE_DURATION_MS),
  ),
  vus: wholeNumberSetting(
    { name: 'vus', help: 'Virtual users, for scripts that define no scenarios; reaches the script as VUS' },
    { min: 1, max: 10_000 },
    null,
  ),
  warmUp: durationSetting(
    { name: 'warm-up', help: 'Dropped from the start of every run' },
    { min: 0, max: 3600 * SECOND },
    10 * SECOND,
  ),
  env: pairsSetting({
    name: 'env',
    help: 'Environment of the script (-e); nothing else of yours reaches it',
  }),
  seed: wholeNumberSetting(
    { name: 'seed', help: 'Seed of everything random in perf-gate itself' },
    { min: 0, max: 2 ** 31 - 1 },
    1,
  ),
};

/** How the verdict is made. */
export const POLICY_SETTINGS = {
  policy: choiceSetting(
    { name: 'policy', help: 'sequential looks again until it is sure; strict fails on the plain ratio' },
    ['sequential', 'strict'],
    'sequential',
  ),
  evidence: choiceSetting(
    { name: 'evidence', help: 'How sure a regression must be when the looks are spent' },
    ['normal', 'strong'],
    'normal',
  ),
  maxRounds: wholeNumberSetting(
    { name: 'max-rounds', help: 'Looks in all, the first run included' },
    { min: 1, max: 8 },
    4,
  ),
  failThreshold: limitSetting({ name: 'fail-threshold', help: 'Slower than this is a regression' }, 0.2),
  warnThreshold: limitSetting(
    { name: 'warn-threshold', help: 'A passed change above this is warned of' },
    0.1,
  ),
  minAbsoluteDelta: durationSetting(
    { name: 'min-absolute-delta', help: 'A smaller change than this is never a regression' },
    { min: 0, max: 3600 * SECOND },
    5,
  ),
  confidence: shareSetting(
    { name: 'confidence', help: 'Of the printed interval; decides nothing' },
    0.95,
    true,
  ),
  minRequests: wholeNumberSetting(
    { name: 'min-requests', help: 'A run that measured fewer is invalid' },
    { min: 1, max: 1_000_000_000 },
    1_000,
  ),
  maxErrorRate: shareSetting(
    { name: 'max-error-rate', help: 'More failed requests than this breach the SLO' },
    0.01,
  ),
  metric: textsSetting(
    {
      name: 'metric',
      help: 'What is gated: p95, http_req_duration:p99, my_trend:p95, or "http_req_duration:p95@GET /search"; repeatable',
    },
    'RULE',
  ),
  failOnInconclusive: switchSetting({
    name: 'fail-on-inconclusive',
    help: 'Exit with 4 when the data cannot tell',
  }),
  failOnNoBaseline: switchSetting({
    name: 'fail-on-no-baseline',
    help: 'Exit with 4 when there is no baseline yet',
  }),
  failOnRegression: switchSetting(
    {
      name: 'fail-on-regression',
      help: 'Exit with 1 on a regression (--no-fail-on-regression to only report)',
    },
    true,
  ),
};

/** Where baselines are kept and under what name. */
export const STORE_SETTINGS = {
  store: textSetting({ name: 'store', help: 'Directory of the baselines' }, 'DIR', '.perf-gate/baselines'),
  key: optionalTextSetting(
    { name: 'key', help: 'What the baseline is filed under; the name of the script otherwise' },
    'NAME',
  ),
  baselineMaxAge: durationSetting(
    { name: 'baseline-max-age', help: 'A baseline whose newest run is older is warned of' },
    { min: DAY / 24, max: 3650 * DAY },
    30 * DAY,
  ),
};

/** Looks that are shared out among jobs, each on a machine of its own. */
export const LOOKS_SETTINGS = {
  earlierRuns: textsSetting(
    {
      name: 'earlier-runs',
      help: 'run.json of a job that looked at this commit before, on another machine: its rounds count as looks, and of --max-rounds; repeatable',
    },
    'FILE',
  ),
  handsOver: switchSetting({
    name: 'hands-over',
    help: 'Another job looks again if this one is not sure: it is inconclusive then, and decides nothing on the weaker evidence of a last look',
  }),
};

/** What becomes of the result. */
export const OUTPUT_SETTINGS = {
  updateBaseline: choiceSetting(
    {
      name: 'update-baseline',
      help: 'auto: a good run of the default branch joins the baseline; a regressed one never does',
    },
    ['auto', 'always', 'never'],
    'auto',
  ),
  out: textSetting({ name: 'out', help: 'Directory of the reports and charts' }, 'DIR', 'perf-gate-results'),
  prometheus: urlSetting({
    name: 'prometheus',
    help: 'Send the result by remote write, for example to http://prometheus:9090/api/v1/write',
  }),
  liveMetrics: switchSetting({
    name: 'live-metrics',
    help: 'With --prometheus: send the metrics of the running test, too, under the names of k6',
  }),
};

export const RUN_SETTINGS = {
  ...LOAD_SETTINGS,
  ...PAIRED_SETTINGS,
  ...POLICY_SETTINGS,
  ...LOOKS_SETTINGS,
  ...STORE_SETTINGS,
  ...OUTPUT_SETTINGS,
};
