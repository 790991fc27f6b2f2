import { ruleText } from '../config/gate-rule.ts';
import type { FindingReport } from '../model/finding.ts';
import { headlineRule, type Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** Outputs of the Action, with what they hold. Empty where there is no such thing. */
export const ACTION_OUTPUTS = {
  verdict:
    'passed, improved, warned, regressed, slo-breached, inconclusive, not-comparable, no-baseline or invalid; error where there was none',
  message: 'The verdict in a sentence; of an error, what went wrong',
  regressed: 'true when the verdict is regressed or slo-breached, whether or not the job fails for it',
  metric: 'What was gated, as the input metric says it; the first of several',
  value: 'That statistic of this run, in ms',
  'baseline-value': 'The same of the baseline, in ms',
  p95: 'p95 of all requests of this run in ms, whatever is gated',
  'baseline-p95': 'The same of the baseline, in ms',
  'change-percent': 'How much slower this run is, in percent; negative is faster',
  'ci-low': 'Lower end of the confidence interval of the change, in percent',
  'ci-high': 'Upper end of the confidence interval of the change, in percent',
  'baseline-sha': 'Commit of the newest run of the baseline',
  'baseline-age-days': 'Age of the newest run of the baseline, in days',
  'accepted-by': 'Who accepted a regression, by label or workflow_dispatch',
  'report-path':
    'Path of report.json, with report.md and run.json beside it; finding.json of a stress, spike or soak test',
  'chart-path': 'Path of the chart (PNG): the trend, or what a stress, spike or soak test found',
  'artifact-name':
    'Name of the uploaded artifact: artifact-name, with the attempt where that was taken; for a job that downloads it',
  'artifact-url': 'Address of the uploaded report and charts',
  'comment-url': 'Address of the comment on the pull request',
} as const;

export type OutputName = keyof typeof ACTION_OUTPUTS;

/** Of a step that ended before there was a verdict: each is set, so that a later step need not tell "empty" from "never ran". */
export function errorOutputs(message: string): Readonly<Record<OutputName, string>> {
  const none = Object.fromEntries(Object.keys(ACTION_OUTPUTS).map((name) => [name, '']));
  return { ...(none as Record<OutputName, string>), verdict: 'error', message };
}

/**
 * The value of every output, as text.
 * @param folder of the report's files, absolute
 */
export function outputsOf(report: Report, folder: string): Readonly<Record<OutputName, string>> {
  const { artifacts, acceptance, baseline, candidate, change, interval, verdict } = report;
  return {
    verdict: verdict.kind,
    message: report.headline,
    regressed: isWorse(verdict.kind),
    metric: ruleText(headlineRule(report)),
    value: milliseconds(candidate.value),
    'baseline-value': milliseconds(baseline.value),
    p95: milliseconds(candidate.p95),
    'baseline-p95': milliseconds(baseline.p95),
    'change-percent': percent(change),
    'ci-low': percent(interval?.low ?? null),
    'ci-high': percent(interval?.high ?? null),
    'baseline-sha': baseline.commit ?? '',
    'baseline-age-days': baseline.ageDays === null ? '' : baseline.ageDays.toFixed(2),
    'accepted-by': acceptance?.by ?? '',
    'report-path': fileIn(folder, artifacts.report),
    'chart-path': fileIn(folder, artifacts.trend),
    'artifact-name': artifacts.artifactName ?? '',
    'artifact-url': artifacts.artifact ?? '',
    'comment-url': artifacts.comment ?? '',
  };
}

/**
 * What a stress, spike or soak test has of them.
 * @param folder of its files, absolute
 */
export function findingOutputsOf(
  { acceptance, artifacts, finding, verdict }: FindingReport,
  folder: string,
): Readonly<Partial<Record<OutputName, string>>> {
  return {
    verdict: verdict.kind,
    regressed: isWorse(verdict.kind),
    'accepted-by': acceptance?.by ?? '',
    'report-path': fileIn(folder, artifacts.finding),
    'chart-path': fileIn(folder, artifacts[finding.test]),
    'artifact-name': artifacts.artifactName ?? '',
    'artifact-url': artifacts.artifact ?? '',
  };
}

function isWorse(kind: VerdictKind): string {
  return String(kind === 'regressed' || kind === 'slo-breached');
}

function fileIn(folder: string, name: string | undefined): string {
  return name === undefined ? '' : `${folder}/${name}`;
}

function milliseconds(value: number | null): string {
  return value === null ? '' : value.toFixed(2);
}

function percent(ratio: number | null): string {
  return ratio === null || !Number.isFinite(ratio) ? '' : (ratio * 100).toFixed(2);
}
