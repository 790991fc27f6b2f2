import { PINNED_K6_VERSION } from '../adapters/k6-download/k6-release.ts';
import { RUN_TEST_SETTINGS } from '../config/analysis-settings.ts';
import { urlSetting } from '../config/paired-settings.ts';
import { RUN_SETTINGS } from '../config/run-settings.ts';
import { accepted, refused, type Setting } from '../config/setting.ts';
import {
  choiceSetting,
  optionalTextSetting,
  textSetting,
  textsSetting,
  wholeNumberSetting,
} from '../config/setting-kinds.ts';

/** What the Action does in this step. */
export const MODES = ['baseline', 'paired', 'report-only', 'comment'] as const;

/** Of the command line only; the Action has words of its own for where baselines are. */
const { store: _, key, ...shared } = RUN_SETTINGS;
const { findings: __, ...tests } = RUN_TEST_SETTINGS;

/** Inputs that say the same as an option of `perf-gate run`: a settings file may hold them, too. */
export const SHARED_SETTINGS = {
  ...shared,
  ...tests,
  key: { ...key, name: 'baseline-key' },
  engine: reworded(shared.engine, 'What applies the load; auto is k6'),
  env: reworded(shared.env, 'Environment of the script, one NAME=VALUE a line; nothing else reaches it'),
  k6Path: reworded(shared.k6Path, 'A k6 binary that is there already'),
  metric: reworded(
    shared.metric,
    'What is gated, one a line: p95, http_req_duration:p99, my_trend:p95, or http_req_duration:p95@GET /search',
  ),
  earlierRuns: reworded(
    shared.earlierRuns,
    'run.json of jobs that looked at this commit before, on other machines, one a line: their rounds count as looks, and of max-rounds',
  ),
  failOnRegression: reworded(shared.failOnRegression, 'Whether a regression makes the job red'),
  failOnInconclusive: reworded(
    shared.failOnInconclusive,
    'Whether the job is red when the data cannot tell, or cannot be compared',
  ),
  failOnNoBaseline: reworded(shared.failOnNoBaseline, 'Whether the job is red when there is no baseline yet'),
};

/** Inputs that only the Action has. */
export const OWN_SETTINGS = {
  script: optionalTextSetting(
    {
      name: 'script',
      help: 'The k6 script to run, from working-directory; needed but for mode: comment, and for stress, spike and soak tests, which have one each',
    },
    'FILE',
  ),
  mode: choiceSetting(
    {
      name: 'mode',
      help:
        'baseline compares with earlier runs, paired loads base and head side by side, report-only never fails the job, ' +
        'comment publishes the result of another run (for forks)',
    },
    MODES,
    'baseline',
  ),
  k6Version: k6VersionSetting(),
  k6Mirror: urlSetting({
    name: 'k6-mirror',
    help: 'Where k6 is downloaded from instead of its releases on github.com: an address with the same folders below it',
  }),
  baselineStore: textSetting(
    {
      name: 'baseline-store',
      help: 'cache (with the artifact of the last good run behind it), artifact, or a directory, written with a slash; findings of stress, spike and soak tests are kept there, too',
    },
    'cache|artifact|DIR',
    'cache',
  ),
  baselineBranches: textsSetting(
    {
      name: 'baseline-branches',
      help: 'More branches with baselines of their own, one a line; in cache and artifact, not in a directory',
    },
    'BRANCH',
  ),
  acceptLabel: textSetting(
    {
      name: 'accept-label',
      help: 'The label on a pull request by which a person accepts that it is slower',
    },
    'LABEL',
    'perf-gate:accept',
  ),
  acceptReason: optionalTextSetting(
    {
      name: 'accept-reason',
      help: 'For runs by workflow_dispatch: why the slower level is accepted; empty accepts nothing',
    },
    'TEXT',
  ),
  commentMode: choiceSetting(
    {
      name: 'comment-mode',
      help: 'When the pull request gets a comment; on-change keeps quiet while all is well',
    },
    ['always', 'on-change', 'never'],
    'on-change',
  ),
  commentId: textSetting(
    {
      name: 'comment-id',
      help: 'Jobs of one workflow run with the same id share one comment',
    },
    'NAME',
    'perf-gate',
  ),
  matrixJobs: wholeNumberSetting(
    {
      name: 'matrix-jobs',
      help: 'How many jobs of a matrix share the comment; the runner knows it',
    },
    { min: 1, max: 256 },
    1,
  ),
  artifactName: optionalTextSetting(
    {
      name: 'artifact-name',
      help: 'Name of the artifact with report and charts; perf-gate- and the baseline key otherwise',
    },
    'NAME',
  ),
  retentionDays: wholeNumberSetting(
    { name: 'retention-days', help: 'How long the artifact is kept; as the repository says otherwise' },
    { min: 1, max: 400 },
    null,
  ),
  config: optionalTextSetting(
    {
      name: 'config',
      help: 'Settings from a file (perf-gate.yml when it is there); what is given as an input wins',
    },
    'FILE',
  ),
  workingDirectory: textSetting(
    { name: 'working-directory', help: 'Where all paths start, from the root of the repository' },
    'DIR',
    '.',
  ),
  githubToken: optionalTextSetting(
    {
      name: 'github-token',
      help: 'Reads labels and earlier artifacts and writes the comment; the permissions that it needs are in the how-to',
    },
    'TOKEN',
  ),
};

/** Everything that the Action can be told, by field. */
export const ACTION_SETTINGS = { ...SHARED_SETTINGS, ...OWN_SETTINGS };

/** Inputs by theme, in the order of `action.yml` and the documentation. */
export const INPUT_GROUPS: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  {
    title: 'Load',
    names: words('script engine duration warm-up vus env flags k6-version k6-path k6-mirror seed'),
  },
  {
    title: 'Two versions side by side',
    names: words('mode base-url head-url base-command head-command ready-url chunk'),
  },
  {
    title: 'Verdict',
    names: words(
      'metric fail-threshold warn-threshold min-absolute-delta max-rounds earlier-runs hands-over policy evidence confidence min-requests ' +
        'max-error-rate fail-on-regression fail-on-inconclusive fail-on-no-baseline',
    ),
  },
  {
    title: 'Baseline',
    names: words(
      'baseline-store baseline-key baseline-branches baseline-max-age update-baseline accept-label accept-reason',
    ),
  },
  {
    title: 'Stress, spike and soak tests',
    names: words('test slo-p95 step-duration min-capacity max-recovery spike-limit drift-limit metrics-url'),
  },
  { title: 'Report', names: words('comment-mode comment-id matrix-jobs artifact-name retention-days out') },
  { title: 'Place', names: words('config working-directory github-token') },
];

/** All inputs in that order; one that no group names comes last, so that none is ever missing. */
export function orderedInputs(): readonly Setting<unknown>[] {
  const rank = new Map(INPUT_GROUPS.flatMap(({ names }) => names).map((name, index) => [name, index]));
  const place = ({ name }: Setting<unknown>) => rank.get(name) ?? rank.size;
  return Object.values<Setting<unknown>>(ACTION_SETTINGS).toSorted((a, b) => place(a) - place(b));
}

/** The same setting in the words of a workflow, where there are no flags. */
function reworded<S extends Setting<unknown>>(setting: S, help: string): S {
  return { ...setting, help };
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

function k6VersionSetting(): Setting<string | null> {
  const expected = `a version such as ${PINNED_K6_VERSION} (never "latest": a new k6 would be a new measurement)`;
  return {
    name: 'k6-version',
    help: 'The k6 to use, downloaded where it is not there; the k6 of PATH otherwise, else the default version',
    placeholder: 'VERSION',
    fallback: null,
    fallbackText: PINNED_K6_VERSION,
    repeatable: false,
    parse: (raw) => {
      const version = /^v?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(String(raw).trim())?.[1];
      return version === undefined ? refused(expected) : accepted(version);
    },
  };
}
