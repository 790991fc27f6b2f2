import { formatCount } from '../lib/format-number.ts';
import type { AutoscalingReport, Milestone, Spread } from '../model/autoscaling.ts';
import type { ChartSpec } from '../model/chart-spec.ts';

type AutoscalingChart = Extract<ChartSpec, { kind: 'autoscaling' }>;

/** On the chart, in the order in which they come. */
const MARKS: readonly (readonly [Milestone, string])[] = [
  ['firstReaction', 'reacts'],
  ['scaledOut', 'scaled out'],
  ['drained', 'drained'],
];

/** Load and capacity, replicas, and what waits: the title says how long it takes, the subtitle what is drawn. */
export function autoscalingChart(report: AutoscalingReport): AutoscalingChart {
  const { milestones, assumptions, objective, spike } = report;
  const seesBacklog = report.timeline.some(({ backlog }) => backlog !== null);
  const marks = MARKS.flatMap(([milestone, label]) => {
    const spread = milestones[milestone];
    return spread === null ? [] : [{ label, spread }];
  });
  if (!seesBacklog && milestones.recovered !== null)
    marks.push({ label: 'p95 recovered', spread: milestones.recovered });
  return {
    kind: 'autoscaling',
    title: titleOf(report),
    subtitle: subtitleOf(report),
    timeline: report.timeline,
    marks,
    capacityPerPod: assumptions?.capacityPerPod ?? null,
    neededReplicas: spike.neededReplicas,
    lowest: seesBacklog ? 'backlog' : 'p95',
    p95ObjectiveMs: objective?.p95Ms ?? null,
  };
}

function titleOf({ milestones, spike }: AutoscalingReport): string {
  const { scaledOut, drained, recovered } = milestones;
  const wanted = `${spike.neededReplicas} ready replicas`;
  if (scaledOut.min === null) return `${spike.neededReplicas} replicas are never ready in this time`;
  if (scaledOut.max === null) return `${spike.neededReplicas} replicas are not always ready in this time`;
  const done = drained ?? recovered;
  const what = drained === null ? 'p95 is back after' : 'what waited is done after';
  if (done === null) return `${wanted} ${span(scaledOut)} after the spike`;
  if (done.max === null) return `${wanted} after ${span(scaledOut)}, but work still waits at the end`;
  return done.max === 0
    ? `${wanted} after ${span(scaledOut)}, and nothing ever waits`
    : `${wanted} after ${span(scaledOut)}; ${what} ${span(done)}`;
}

function subtitleOf({ autoscaler, spike, source, podHours }: AutoscalingReport): string {
  const { kind, name, minReplicas, maxReplicas } = autoscaler;
  const load =
    spike.fromRate === null || spike.toRate === null
      ? []
      : [`${amount(spike.fromRate)} to ${amount(spike.toRate)} requests a second`];
  const bounds =
    minReplicas === null || maxReplicas === null ? [] : [`${minReplicas} to ${maxReplicas} replicas`];
  const runs =
    podHours.runs > 1
      ? `line: the middle of ${podHours.runs} simulated runs, band: all of them`
      : source === 'simulated'
        ? 'one simulated run'
        : `measured at ${spike.at ?? 'an unknown time'}`;
  const shortKind = kind === 'HorizontalPodAutoscaler' ? 'HPA' : kind;
  return [`${shortKind} ${name}`, ...load, ...bounds, runs].join(' · ');
}

/** `72 to 100 s`. */
export function span({ min, max }: Spread): string {
  if (min === null || max === null) return min === null ? 'never' : `${whole(min)} s or never`;
  return whole(min) === whole(max) ? `${whole(max)} s` : `${whole(min)} to ${whole(max)} s`;
}

function whole(seconds: number): string {
  return formatCount(Math.round(seconds));
}

function amount(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toPrecision(3);
}
