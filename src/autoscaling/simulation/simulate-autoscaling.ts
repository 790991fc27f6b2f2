import type {
  AutoscalingAssumptions,
  AutoscalingReport,
  Milestone,
  Milestones,
} from '../../model/autoscaling.ts';
import type { Notice } from '../../model/run.ts';
import { baseRate, peakRate } from '../load/load-trace.ts';
import type { AutoscalerMetric, AutoscalerSpec } from '../spec/autoscaler-spec.ts';
import { latencyCurve, steadyP95 } from './latency-curve.ts';
import { spreadPhases } from './phases.ts';
import { type RunFigures, runFigures } from './run-figures.ts';
import type { ControlModel, Phases } from './service-model.ts';
import { type SimulationInput, simulateRun } from './simulate-run.ts';
import { spreadOf } from './spread.ts';
import { neededReplicas } from './steady-state.ts';
import { timelineOf } from './timeline.ts';

export interface SimulationQuestion extends SimulationInput {
  readonly phases: number;
  /** Replicas that count as scaled out; `null`: what the peak of the load needs. */
  readonly needed: number | null;
  readonly objective: { readonly p95Ms: number; readonly recoverySeconds: number | null } | null;
}

/** The whole answer: every way in which the loops may stand, and their spread. */
export function simulateAutoscaling(
  question: SimulationQuestion,
  notices: readonly Notice[],
): AutoscalingReport {
  const { spec, service, trace, objective } = question;
  const needed = question.needed ?? neededReplicas(spec, service, peakRate(trace));
  const questions = { neededReplicas: needed, p95Ms: objective?.p95Ms ?? null };
  const steady = steadyP95(service);
  const runs = phasesOf(spec, question.control, question.phases).map((phases) => {
    const run = simulateRun(question, phases);
    const latency = latencyCurve(run, service, steady);
    return { run, latency, figures: runFigures(run, latency, questions) };
  });
  const figures = runs.map((one) => one.figures);
  return {
    schemaVersion: 1,
    source: 'simulated',
    autoscaler: factsOf(spec),
    spike: { at: null, fromRate: baseRate(trace), toRate: peakRate(trace), neededReplicas: needed },
    milestones: milestonesOf(figures, objective !== null),
    objective,
    p95Ms: spreadOf(figures.map(({ p95Ms }) => p95Ms)),
    podHours: spreadOf(figures.map(({ podHours }) => podHours)),
    resolutionSeconds: 0,
    timeline: timelineOf(runs, trace),
    assumptions: assumptionsOf(question),
    optimisation: null,
    comparison: null,
    notices: [...notices, ...limitNotices(question)],
  };
}

export function phasesOf(spec: AutoscalerSpec, control: ControlModel, count: number): readonly Phases[] {
  return spreadPhases(count, {
    sync: control.syncPeriodSeconds,
    poll: spec.keda?.pollingSeconds ?? 1,
    scrape: control.scrapeIntervalSeconds,
  });
}

function milestonesOf(figures: readonly RunFigures[], hasObjective: boolean): Milestones {
  const spread = (name: Milestone) => spreadOf(figures.map(({ milestones }) => milestones[name]));
  return {
    firstReaction: spread('firstReaction'),
    desiredReached: spread('desiredReached'),
    scaledOut: spread('scaledOut'),
    drained: spread('drained'),
    recovered: hasObjective ? spread('recovered') : null,
  };
}

function factsOf({ kind, name, target, hpa, keda }: AutoscalerSpec) {
  return { kind, name, target, minReplicas: keda?.min ?? hpa.min, maxReplicas: hpa.max };
}

function assumptionsOf({ spec, service, control }: SimulationQuestion): AutoscalingAssumptions {
  return {
    capacityPerPod: service.capacityPerPod,
    startUpSeconds: service.startUpSeconds,
    readinessSeconds: service.readinessSeconds,
    scrapeIntervalSeconds: control.scrapeIntervalSeconds,
    syncPeriodSeconds: control.syncPeriodSeconds,
    pollingSeconds: spec.keda?.pollingSeconds ?? null,
    triggers: spec.metrics.map((metric) => ({ name: metric.name, sees: seen(metric) })),
    unloadedP95Ms: service.unloadedP95Ms,
  };
}

function seen({ signal, target }: AutoscalerMetric): string {
  const held =
    target.kind === 'utilization'
      ? `${target.value} %`
      : `${target.value}${target.kind === 'average' ? ' per pod' : ''}`;
  if (signal.kind === 'rate')
    return `requests a second${signal.windowSeconds === null ? '' : ` over ${signal.windowSeconds} s`}, target ${held}`;
  if (signal.kind === 'backlog')
    return `work in the system${signal.scraped ? ' at the last scrape' : ''}, target ${held}`;
  if (signal.kind === 'cpu') return `processor time, target ${held}`;
  return `the clock of ${signal.trigger.timeZone}: ${signal.trigger.desiredReplicas} replicas`;
}

/** What makes an answer less than it seems. */
function limitNotices({ spec, service, trace, control, outage }: SimulationQuestion): readonly Notice[] {
  const peak = peakRate(trace);
  const most = spec.hpa.max * service.capacityPerPod;
  const notices: Notice[] = [];
  if (most < peak)
    notices.push({
      code: 'max-too-low',
      text: `${spec.hpa.max} replicas carry ${most} requests a second, the load peaks at ${peak}: the backlog grows whatever the autoscaler does`,
    });
  if (outage !== null)
    notices.push({
      code: 'metrics-outage',
      text: `Prometheus cannot be read from second ${outage.from} to ${outage.to}`,
    });
  for (const { name, signal } of spec.metrics)
    if (
      signal.kind === 'rate' &&
      signal.windowSeconds !== null &&
      signal.windowSeconds < 2 * control.scrapeIntervalSeconds
    )
      notices.push({
        code: 'window-too-short',
        text: `${name}: a window of ${signal.windowSeconds} s holds fewer than two scrapes ${control.scrapeIntervalSeconds} s apart at times, and the metric fails then`,
      });
  return notices;
}
