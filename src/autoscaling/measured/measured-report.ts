import type { AutoscalingReport, Range, Spread, TimelinePoint } from '../../model/autoscaling.ts';
import { GateError } from '../../model/gate-error.ts';
import type { MetricPoint } from '../../model/metric-series.ts';
import type { Notice } from '../../model/run.ts';
import { spikeOnset } from '../load/load-trace.ts';
import { traceOfPoints } from '../load/trace-of-seconds.ts';
import { recoveredAt } from '../simulation/run-figures.ts';
import { spreadOf } from '../simulation/spread.ts';
import type { MeasuredNames } from './queries.ts';
import type { SingleSeries } from './single-series.ts';

/** What a Prometheus said of one spike. Rates in requests a second, p95 in milliseconds. */
export interface MeasuredSeries {
  readonly desired: SingleSeries;
  readonly ready: SingleSeries;
  readonly rate: SingleSeries | null;
  readonly p95Ms: SingleSeries | null;
  readonly minReplicas: SingleSeries | null;
  readonly maxReplicas: SingleSeries | null;
  readonly limited: SingleSeries | null;
  readonly kedaActive: SingleSeries | null;
  readonly kedaErrors: SingleSeries | null;
}

export interface MeasuredQuestion {
  readonly names: MeasuredNames;
  readonly fromMs: number;
  readonly toMs: number;
  /** Between two values that are looked at. */
  readonly stepSeconds: number;
  /** Between two values that were taken. */
  readonly scrapeIntervalSeconds: number;
  /** `null`: where the rate takes off. */
  readonly spikeAtMs: number | null;
  /** `null`: the most that were asked for. */
  readonly needed: number | null;
  readonly objective: AutoscalingReport['objective'];
}

/**
 * The answer of a measurement, in the shape of a simulation of one run.
 * @throws GateError CONFIG_INVALID when nobody says where the spike is
 */
export function measuredReport(series: MeasuredSeries, question: MeasuredQuestion): AutoscalingReport {
  const spikeMs = question.spikeAtMs ?? onsetOf(series.rate);
  const second = (at: number) => (at - spikeMs) / 1_000;
  const { desired, ready, rate } = series;
  const before = valueAt(desired, spikeMs - 1) ?? desired.points[0]?.value ?? 0;
  const needed = question.needed ?? Math.max(...after(desired, spikeMs).map(({ value }) => value), 1);
  const first = (of: SingleSeries, fits: (value: number) => boolean) => {
    const point = after(of, spikeMs).find(({ value }) => fits(value));
    return spreadOf([point === undefined ? null : second(point.at)]);
  };
  return {
    schemaVersion: 1,
    source: 'measured',
    autoscaler: autoscalerFacts(series, question.names),
    spike: {
      at: new Date(spikeMs).toISOString(),
      fromRate: rate === null ? null : (valueAt(rate, spikeMs - 1) ?? null),
      toRate: rate === null ? null : highest(after(rate, spikeMs)),
      neededReplicas: needed,
    },
    milestones: {
      firstReaction: first(desired, (value) => value > before),
      desiredReached: first(desired, (value) => value >= needed),
      scaledOut: first(ready, (value) => value >= needed),
      drained: null,
      recovered: recoveredSpread(series.p95Ms, question, second),
    },
    objective: question.objective,
    p95Ms: null,
    podHours: spreadOf([podHours(after(desired, spikeMs), question.toMs)]),
    resolutionSeconds: Math.max(question.stepSeconds, question.scrapeIntervalSeconds),
    timeline: timelineOf(series, question, second),
    assumptions: null,
    optimisation: null,
    comparison: null,
    notices: noticesOf(series, spikeMs, second),
  };
}

function onsetOf(rate: SingleSeries | null): number {
  const trace = rate === null ? null : traceOfPoints(rate.points);
  const onset = trace === null ? null : spikeOnset(trace);
  if (onset !== null) return onset * 1_000;
  const got = rate === null ? 'no rate to find it in' : 'a rate that never rises by half';
  throw new GateError(
    'CONFIG_INVALID',
    `looking for the spike: expected its time or a rate that rises, got ${got}`,
    {
      fault: 'user',
      hint: 'Give its time with --spike-time, or the rate with --rate-query.',
    },
  );
}

function autoscalerFacts(series: MeasuredSeries, names: MeasuredNames) {
  const last = (of: SingleSeries | null) => of?.points.at(-1)?.value ?? null;
  return {
    kind: names.scaledObject === null ? 'HorizontalPodAutoscaler' : 'ScaledObject',
    name: names.scaledObject ?? names.hpa,
    target: `Deployment/${names.deployment}`,
    minReplicas: last(series.minReplicas),
    maxReplicas: last(series.maxReplicas),
  };
}

function recoveredSpread(
  p95Ms: SingleSeries | null,
  { objective }: MeasuredQuestion,
  second: (at: number) => number,
): Spread | null {
  if (objective === null || p95Ms === null) return null;
  const latency = p95Ms.points.map(({ at, value }) => ({ second: second(at), p95Ms: value }));
  return spreadOf([recoveredAt(latency, objective.p95Ms)]);
}

function timelineOf(
  series: MeasuredSeries,
  { fromMs, toMs, stepSeconds }: MeasuredQuestion,
  second: (at: number) => number,
): readonly TimelinePoint[] {
  const points: TimelinePoint[] = [];
  for (let at = fromMs; at <= toMs; at += stepSeconds * 1_000) {
    points.push({
      second: second(at),
      rate: valueAt(series.rate, at),
      desired: rangeAt(series.desired, at),
      ready: rangeAt(series.ready, at),
      backlog: null,
      p95Ms: rangeAt(series.p95Ms, at),
    });
  }
  return points;
}

function noticesOf(
  series: MeasuredSeries,
  spikeMs: number,
  second: (at: number) => number,
): readonly Notice[] {
  const notices: Notice[] = [];
  const say = (code: string, text: string) => notices.push({ code, text });
  const dropped = Object.values(series).reduce((sum, one) => sum + (one?.dropped ?? 0), 0);
  if (dropped > 0) say('no-numbers', `${dropped} values were no numbers and were left out`);
  const limited =
    series.limited === null ? [] : after(series.limited, spikeMs).filter(({ value }) => value > 0);
  const [first, last] = [limited[0], limited.at(-1)];
  if (first !== undefined && last !== undefined)
    say(
      'scaling-limited',
      `the HPA says ScalingLimited from ${Math.round(second(first.at))} to ${Math.round(second(last.at))} s: a policy, or its bounds`,
    );
  const woken =
    series.kedaActive === null ? undefined : after(series.kedaActive, spikeMs).find(({ value }) => value > 0);
  if (woken !== undefined) say('keda-active', `KEDA sees work from ${Math.round(second(woken.at))} s on`);
  const errors = series.kedaErrors?.points ?? [];
  const failed = (errors.at(-1)?.value ?? 0) - (errors[0]?.value ?? 0);
  if (failed > 0) say('keda-errors', `KEDA could not read its triggers ${failed} times in this time`);
  return notices;
}

function after({ points }: SingleSeries, at: number): readonly MetricPoint[] {
  return points.filter((point) => point.at >= at);
}

/** The last value that was known then; `null` before the first. */
function valueAt(series: SingleSeries | null, at: number): number | null {
  return series?.points.findLast((point) => point.at <= at)?.value ?? null;
}

function rangeAt(series: SingleSeries | null, at: number): Range | null {
  const value = valueAt(series, at);
  return value === null ? null : { min: value, median: value, max: value };
}

function highest(points: readonly MetricPoint[]): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}

function podHours(points: readonly MetricPoint[], toMs: number): number {
  const milliseconds = points.reduce((sum, { at, value }, index) => {
    const until = points[index + 1]?.at ?? toMs;
    return sum + value * Math.max(0, until - at);
  }, 0);
  return milliseconds / 3_600_000;
}
