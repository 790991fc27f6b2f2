import type { LoadPlan } from '../../model/load-plan.ts';
import type { K6Version } from './version.ts';

/** Files that k6 writes and perf-gate reads. */
export interface K6Files {
  /** NDJSON. */
  readonly results: string;
  /** Legacy summary export. */
  readonly summary: string;
}

const TREND_STATS = 'avg,min,med,max,p(90),p(95),p(99),count';

/** Arguments of `k6 run`; they go to the process as they are, never through a shell. */
export function k6RunArguments(plan: LoadPlan, files: K6Files, version: K6Version): readonly string[] {
  return [
    'run',
    '--quiet',
    '--no-color',
    '--no-usage-report',
    '--include-system-env-vars=false',
    '--summary-mode=compact',
    `--summary-trend-stats=${TREND_STATS}`,
    `--summary-export=${files.summary}`,
    '--out',
    `json=${files.results}`,
    // k6 v1 opens a REST port unless told not to: two runs on one machine would collide.
    ...(version.major < 2 ? ['--address='] : []),
    ...(plan.durationMs === null ? [] : ['--duration', `${Math.round(plan.durationMs)}ms`]),
    ...(plan.vus === null ? [] : ['--vus', String(plan.vus)]),
    ...pairs('--tag', plan.tags),
    ...pairs('-e', plan.env),
    ...(plan.flags ?? []),
    plan.script,
  ];
}

/** Arguments of `k6 inspect`, which loads the script and prints its options without applying load. */
export function k6InspectArguments(plan: LoadPlan): readonly string[] {
  return [
    'inspect',
    '--execution-requirements',
    '--include-system-env-vars=false',
    ...pairs('-e', plan.env),
    plan.script,
  ];
}

function pairs(flag: string, values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}
