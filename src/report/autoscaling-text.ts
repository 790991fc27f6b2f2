import { formatCount, formatMs, formatNumberOf } from '../lib/format-number.ts';
import { plainText } from '../lib/plain-text.ts';
import {
  type AutoscalingReport,
  MILESTONES,
  type Milestone,
  type MilestoneComparison,
  type Optimisation,
  type PolicyTrial,
  type Spread,
} from '../model/autoscaling.ts';
import { renderTable } from './text-table.ts';

export const MILESTONE_NAMES: Readonly<Record<Milestone, string>> = {
  firstReaction: 'first reaction (more replicas asked for)',
  desiredReached: 'enough replicas asked for',
  scaledOut: 'scaled out (enough replicas ready)',
  drained: 'backlog drained',
  recovered: 'p95 back within its objective',
};

/** What happened, for a terminal. */
export function renderAutoscalingText(report: AutoscalingReport): string {
  const parts = [
    headline(report),
    milestoneTable(report),
    facts(report),
    ...(report.comparison === null ? [] : [comparisonText(report.comparison)]),
    ...(report.optimisation === null ? [] : [optimisationText(report.optimisation)]),
    ...notices(report),
  ];
  // Names come from manifests and from Prometheus: none of them may move a cursor.
  const lines = parts.join('\n\n').split('\n');
  return `${lines.map(withoutControls).join('\n')}\n`;
}

/** As `plainText`, but the columns of tables keep their blanks. */
function withoutControls(line: string): string {
  const text = plainText(line);
  return text === line.trim() ? line : text;
}

function headline({ autoscaler, spike, source }: AutoscalingReport): string {
  const { kind, name, target, minReplicas, maxReplicas } = autoscaler;
  const bounds =
    minReplicas === null || maxReplicas === null ? '' : `, ${minReplicas} to ${maxReplicas} replicas`;
  const load =
    spike.fromRate === null || spike.toRate === null
      ? ''
      : ` from ${rate(spike.fromRate)} to ${rate(spike.toRate)} requests a second`;
  const what = source === 'simulated' ? 'Simulated' : `Measured at ${spike.at ?? 'an unknown time'}`;
  return `${kind} ${name} of ${target}${bounds}\n${what}: a load${load} that needs ${formatNumberOf(spike.neededReplicas, 'replica')}`;
}

function milestoneTable(report: AutoscalingReport): string {
  const rows = MILESTONES.flatMap((milestone) => {
    const spread = report.milestones[milestone];
    return spread === null ? [] : [[MILESTONE_NAMES[milestone], ...cells(spread)]];
  });
  const [first] = rows;
  const heads = first !== undefined && first.length > 2 ? ['earliest', 'middle', 'latest'] : ['measured'];
  const table = renderTable([['seconds from the spike', ...heads], ...rows]);
  return table.trimEnd();
}

function cells(spread: Spread): readonly string[] {
  const { min, median, max, reached, runs } = spread;
  if (runs === 1) return [time(min)];
  const missed = reached < runs ? ` (${runs - reached} of ${runs} runs never)` : '';
  return [time(min), time(median), `${time(max)}${missed}`];
}

function time(seconds: number | null): string {
  return seconds === null ? 'not in this time' : `${formatCount(Math.round(seconds))} s`;
}

function facts(report: AutoscalingReport): string {
  const { p95Ms, podHours, objective, milestones, assumptions, source, resolutionSeconds } = report;
  const lines = [
    ...(p95Ms?.median == null ? [] : [`p95 over all of it: ${spreadText(p95Ms, formatMs)}`]),
    ...(objective === null ? [] : [objectiveText(objective, milestones.recovered)]),
    ...(source === 'simulated' ? [] : [`times are known to ${resolutionSeconds} s`]),
    `pod-hours: ${spreadText(podHours, (hours) => hours.toFixed(2))}`,
    ...(assumptions === null
      ? []
      : [
          `taken for granted: ${rate(assumptions.capacityPerPod)} requests a second per pod, ready ${assumptions.startUpSeconds} + ${assumptions.readinessSeconds} s after it is made; looks every ${assumptions.syncPeriodSeconds} s, scrapes every ${assumptions.scrapeIntervalSeconds} s${assumptions.pollingSeconds === null ? '' : `, polls every ${assumptions.pollingSeconds} s`}`,
          ...assumptions.triggers.map(({ name, sees }) => `${name} sees ${sees}`),
        ]),
  ];
  return lines.join('\n');
}

function objectiveText(
  { p95Ms, recoverySeconds }: NonNullable<AutoscalingReport['objective']>,
  recovered: Spread | null,
): string {
  const goal = `objective: p95 of ${formatMs(p95Ms)}`;
  if (recoverySeconds === null || recovered === null) return goal;
  const met = recovered.max !== null && recovered.max <= recoverySeconds;
  const runs = recovered.runs > 1 ? ' in every run' : '';
  return `${goal} again within ${recoverySeconds} s: ${met ? 'met' : 'not met'}${runs}`;
}

function spreadText({ min, median, max, runs }: Spread, format: (value: number) => string): string {
  if (min === null || median === null || max === null) return 'not known';
  return runs === 1 || format(min) === format(max)
    ? format(median)
    : `${format(median)} (${format(min)} to ${format(max)})`;
}

function comparisonText(comparison: readonly MilestoneComparison[]): string {
  const rows = comparison.map(({ milestone, measured, simulated, within }) => [
    MILESTONE_NAMES[milestone],
    time(measured),
    `${time(simulated.min)} to ${time(simulated.max)}`,
    within === true ? 'as simulated' : 'not as simulated',
  ]);
  return renderTable([['against the simulation', 'measured', 'simulated', ''], ...rows]).trimEnd();
}

/** Policies that were tried: the ones that meet the objective by cost, or else the ones that come nearest. */
function optimisationText({ tried, met, asStated, shown, best }: Optimisation): string {
  const heading =
    met > 0
      ? `${formatCount(met)} of ${formatNumberOf(tried, 'setting')} meet the objective in every phase; the cheapest, and the one that is stated:`
      : `none of ${formatNumberOf(tried, 'setting')} meets the objective in every phase; the nearest, and the one that is stated:`;
  const rows = [...shown, asStated].map((trial, index) => [
    index === shown.length ? 'stated' : String(index + 1),
    trial.meetsObjective ? 'yes' : 'no',
    trial.podHours.toFixed(2),
    String(trial.minReplicas),
    `${Math.round(trial.targetFactor * 100)} %`,
    time(trial.scaledOutSeconds),
    time(trial.recoveredSeconds),
    trial.scaleUp,
    trial.scaleDown,
  ]);
  const heads = [
    '',
    'meets',
    'pod-hours',
    'min',
    'target',
    'scaled out',
    'p95 back',
    'scale up',
    'scale down',
  ];
  return [heading, renderTable([heads, ...rows]).trimEnd(), ...(best === null ? [] : [asWritten(best)])].join(
    '\n\n',
  );
}

/** To paste: what the cheapest setting changes. */
function asWritten({ minReplicas, targetFactor, behaviorYaml }: PolicyTrial): string {
  const target =
    targetFactor === 1 ? 'the target as it is' : `${Math.round(targetFactor * 100)} % of the target`;
  const lines = (behaviorYaml ?? '').trimEnd().split('\n');
  return [
    `The first of them: at least ${formatNumberOf(minReplicas, 'replica')}, ${target}, and`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

function notices({ notices: list }: AutoscalingReport): readonly string[] {
  return list.length === 0 ? [] : [list.map(({ text }) => `note: ${text}`).join('\n')];
}

function rate(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toPrecision(3);
}
