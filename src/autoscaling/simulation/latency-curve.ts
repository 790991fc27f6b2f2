import { sojournQuantile } from '../../stats/many-servers.ts';
import { meanServiceSeconds } from './metric-probe.ts';
import type { ServiceModel } from './service-model.ts';
import type { CurvePoint, SimulatedRun } from './simulated-run.ts';

/** p95 of the requests that arrive in a second, and how many they are. */
export interface LatencyPoint {
  readonly second: number;
  readonly p95Ms: number;
  readonly requests: number;
}

/** Near saturation the steady state is never reached in the time that there is: more load than this adds no more wait. */
const STEADY_LOAD = 0.98;

/**
 * p95 in each second: what a request waits for the backlog in front of it, read off the curves of arrivals and
 * completions (first come, first served), plus p95 of wait and service in the steady state of an M/M/m queue with the
 * pods that are ready. Work that is not done by the end of the run waits at least until then.
 */
export function latencyCurve(
  run: SimulatedRun,
  service: ServiceModel,
  steady: SteadyP95 = steadyP95(service),
): readonly LatencyPoint[] {
  const points: LatencyPoint[] = [];
  const first = Math.ceil(run.curve[0]?.second ?? 0);
  let [index, ahead] = [0, 0];
  for (let second = first; second < run.endSecond; second++) {
    index = lastAtOrBefore(run.curve, index, second);
    const point = run.curve[index];
    if (point === undefined) break;
    const arrived = point.arrived + point.rate * (second - point.second);
    ahead = firstThatHasDone(run.curve, Math.max(ahead, index), arrived);
    const wait = completionTime(run, ahead, arrived) - second;
    const waitsMs = hasBacklog(run.curve, index, second) ? Math.max(0, wait) * 1_000 : 0;
    points.push({ second, p95Ms: waitsMs + steady(point.ready, point.rate), requests: point.rate });
  }
  return points;
}

function lastAtOrBefore(curve: readonly CurvePoint[], from: number, second: number): number {
  let index = from;
  while ((curve[index + 1]?.second ?? Number.POSITIVE_INFINITY) <= second) index++;
  return index;
}

function firstThatHasDone(curve: readonly CurvePoint[], from: number, work: number): number {
  let index = from;
  while (index < curve.length && (curve[index]?.done ?? 0) < work) index++;
  return index;
}

function completionTime({ curve, endSecond }: SimulatedRun, index: number, work: number): number {
  const [after, before] = [curve[index], curve[index - 1]];
  if (after === undefined) return endSecond;
  if (before === undefined || after.done === before.done) return after.second;
  const share = (work - before.done) / (after.done - before.done);
  return before.second + Math.max(0, share) * (after.second - before.second);
}

function hasBacklog(curve: readonly CurvePoint[], index: number, second: number): boolean {
  const [before, after] = [curve[index], curve[index + 1]];
  return (before?.backlog ?? 0) > 0 || ((after?.backlog ?? 0) > 0 && (before?.second ?? 0) < second);
}

/** p95 in the steady state, in milliseconds. */
export type SteadyP95 = (ready: number, rate: number) => number;

/** By ready pods and rate, remembered: all runs of a load together have few of either. */
export function steadyP95(service: ServiceModel): SteadyP95 {
  const known = new Map<number, Map<number, number>>();
  return (ready, rate) => {
    const ofReady = known.get(ready) ?? new Map<number, number>();
    known.set(ready, ofReady);
    const value = ofReady.get(rate) ?? p95Of(service, ready, rate);
    ofReady.set(rate, value);
    return value;
  };
}

/** A pod works on as many requests at once as its capacity times the mean service time says (Little's law). */
function p95Of(service: ServiceModel, ready: number, rate: number): number {
  const capacity = ready * service.capacityPerPod;
  if (capacity === 0) return service.unloadedP95Ms;
  const servers = Math.max(1, Math.round(capacity * meanServiceSeconds(service)));
  const arrivalRate = Math.min(rate, capacity * STEADY_LOAD);
  return sojournQuantile({ servers, serviceRate: capacity / servers, arrivalRate }, 0.95) * 1_000;
}
