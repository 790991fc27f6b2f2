import { FINDING_TESTS } from '../model/finding.ts';
import { shortestInWords } from '../model/shortest-test.ts';
import { OUTPUT_SETTINGS, POLICY_SETTINGS } from './run-settings.ts';
import {
  choiceSetting,
  durationSetting,
  limitSetting,
  numberSetting,
  optionalDurationSetting,
  optionalTextSetting,
  textSetting,
  textsSetting,
} from './setting-kinds.ts';

const SECOND = 1_000;
const HOUR = 3600 * SECOND;

const NEEDED = FINDING_TESTS.map((test) => `${shortestInWords(test)} (${test})`).join(', ');

const FINDINGS = textSetting(
  {
    name: 'findings',
    help: 'Directory of what earlier stress, spike and soak tests found, which new ones are compared with',
  },
  'DIR',
  '.perf-gate/findings',
);

/** What stress, spike and soak tests are held against. */
export const FINDING_GOAL_SETTINGS = {
  slo: optionalDurationSetting(
    {
      name: 'slo-p95',
      help: 'stress: p95 that the service promises (default ten times that of the lightest load)',
    },
    { min: 1, max: HOUR },
  ),
  stepDuration: optionalDurationSetting(
    { name: 'step-duration', help: 'stress: length of a step; read off the load otherwise' },
    { min: 5 * SECOND, max: HOUR },
  ),
  minCapacity: numberSetting(
    {
      name: 'min-capacity',
      help: 'stress: a breaking point under so many requests a second breaches the SLO',
    },
    { min: 0.1, max: 1e9 },
    null,
  ),
  maxRecovery: durationSetting(
    { name: 'max-recovery', help: 'spike: p95 must be back so soon after the spike' },
    { min: SECOND, max: HOUR },
    60 * SECOND,
  ),
  spikeLimit: limitSetting(
    {
      name: 'spike-limit',
      help: 'spike: a recovery, a peak or a backlog that is so much more than in earlier tests is too much',
    },
    0.5,
  ),
  driftLimit: limitSetting(
    {
      name: 'drift-limit',
      help: 'soak: a rise over the test that is too much; a sure one of half of it is told',
    },
    0.1,
  ),
};

/** What `run` takes beside the settings of the gate. */
export const RUN_TEST_SETTINGS = {
  test: choiceSetting(
    {
      name: 'test',
      help: `baseline is judged against the baseline; stress, spike and soak say where the service breaks, how it recovers, what drifts, given at least ${NEEDED}`,
    },
    ['baseline', ...FINDING_TESTS],
    'baseline',
  ),
  ...FINDING_GOAL_SETTINGS,
  metricsUrl: optionalTextSetting(
    { name: 'metrics-url', help: 'soak: where the service shows its metrics; scraped every 5 s' },
    'URL',
  ),
  findings: FINDINGS,
};

export const ANALYSE_SETTINGS = {
  ...FINDING_GOAL_SETTINGS,
  metrics: optionalTextSetting(
    { name: 'metrics', help: 'soak: scrapes of the /metrics of the service, with their times' },
    'FILE',
  ),
  maxErrorRate: POLICY_SETTINGS.maxErrorRate,
  previous: textsSetting(
    {
      name: 'previous',
      help: 'finding.json of earlier tests to compare with, oldest first, instead of the kept ones',
    },
    'FILE...',
  ),
  failThreshold: POLICY_SETTINGS.failThreshold,
  evidence: POLICY_SETTINGS.evidence,
  failOnRegression: POLICY_SETTINGS.failOnRegression,
  failOnInconclusive: POLICY_SETTINGS.failOnInconclusive,
  failOnNoBaseline: POLICY_SETTINGS.failOnNoBaseline,
  findings: FINDINGS,
  key: optionalTextSetting(
    { name: 'key', help: 'What the finding is filed under; the kind of the test otherwise' },
    'NAME',
  ),
  updateBaseline: OUTPUT_SETTINGS.updateBaseline,
  out: OUTPUT_SETTINGS.out,
  prometheus: OUTPUT_SETTINGS.prometheus,
};

export const TRAFFIC_SETTINGS = {
  out: textSetting({ name: 'out', help: 'Where the mix is written' }, 'FILE', 'traffic-mix.json'),
};
