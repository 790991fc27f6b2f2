import type { TimelinePoint } from '../../model/autoscaling.ts';
import { type LoadTrace, rateAt } from '../load/load-trace.ts';
import type { LatencyPoint } from './latency-curve.ts';
import type { CurvePoint, SimulatedRun } from './simulated-run.ts';
import { rangeOf } from './spread.ts';

/** As many moments as a chart can show. */
const MAX_POINTS = 600;

export interface TimedRun {
  readonly run: SimulatedRun;
  readonly latency: readonly LatencyPoint[];
}

/** All runs at the same moments: a second apart, or more when the load is long. */
export function timelineOf(runs: readonly TimedRun[], trace: LoadTrace): readonly TimelinePoint[] {
  const first = Math.max(...runs.map(({ run }) => Math.ceil(run.curve[0]?.second ?? 0)));
  const step = Math.max(1, Math.ceil((trace.endSecond - first) / MAX_POINTS));
  // The spike is one of the moments.
  const start = Math.ceil(first / step) * step;
  const readers = runs.map(({ run }) => curveReader(run.curve));
  const points: TimelinePoint[] = [];
  for (let second = start; second < trace.endSecond; second += step) {
    const states = readers.map((read) => read(second));
    points.push({
      second,
      rate: rateAt(trace, second),
      desired: rangeOf(states.map(({ desired }) => desired)),
      ready: rangeOf(states.map(({ ready }) => ready)),
      backlog: rangeOf(states.map(({ backlog }) => toTenths(backlog))),
      p95Ms: rangeOf(runs.flatMap(({ latency }) => p95At(latency, second))),
    });
  }
  return points;
}

/** One point for each second, from its own first second on. */
function p95At(latency: readonly LatencyPoint[], second: number): readonly number[] {
  const point = latency[second - (latency[0]?.second ?? 0)];
  return point === undefined ? [] : [toTenths(point.p95Ms)];
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}

type State = Pick<CurvePoint, 'desired' | 'ready' | 'backlog'>;

/** Reads forward only. */
function curveReader(curve: readonly CurvePoint[]): (second: number) => State {
  let index = 0;
  return (second) => {
    while ((curve[index + 1]?.second ?? Number.POSITIVE_INFINITY) <= second) index++;
    const [point, next] = [curve[index], curve[index + 1]];
    if (point === undefined) return { desired: 0, ready: 0, backlog: 0 };
    const share = next === undefined ? 0 : (second - point.second) / (next.second - point.second || 1);
    const backlog = point.backlog + ((next?.backlog ?? point.backlog) - point.backlog) * Math.max(0, share);
    return { desired: point.desired, ready: point.ready, backlog };
  };
}
