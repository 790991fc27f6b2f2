import type { Milestone } from '../../model/autoscaling.ts';
import type { LatencyPoint } from './latency-curve.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What one run comes to; `null`: not reached by its end. */
export interface RunFigures {
  readonly milestones: Readonly<Record<Milestone, number | null>>;
  /** Over all requests that arrive from the spike on. */
  readonly p95Ms: number;
  readonly podHours: number;
  /** Seconds from the spike on in which p95 is not within its objective; 0 without one. */
  readonly secondsOutside: number;
}

export interface FigureQuestions {
  readonly neededReplicas: number;
  /** Objective of p95; `null`: none. */
  readonly p95Ms: number | null;
}

/** Back within its objective means for so long. */
export const RECOVERED_FOR_SECONDS = 60;

export function runFigures(
  run: SimulatedRun,
  latency: readonly LatencyPoint[],
  { neededReplicas, p95Ms }: FigureQuestions,
): RunFigures {
  const before = run.curve.findLast(({ second }) => second < 0)?.desired ?? 0;
  const after = run.curve.filter(({ second }) => second >= 0);
  const at = (found: { second: number } | undefined) => found?.second ?? null;
  return {
    milestones: {
      firstReaction: at(after.find(({ desired }) => desired > before)),
      desiredReached: at(after.find(({ desired }) => desired >= neededReplicas)),
      scaledOut: at(after.find(({ ready }) => ready >= neededReplicas)),
      drained: drainedAt(run),
      recovered: p95Ms === null ? null : recoveredAt(latency, p95Ms),
    },
    p95Ms: overallP95(latency),
    podHours: podHours(run),
    secondsOutside: p95Ms === null ? 0 : latency.filter((one) => one.second >= 0 && one.p95Ms > p95Ms).length,
  };
}

/**
 * When nothing waits any more; 0 when nothing ever has to. Of several times at which work waits, the first that is not
 * a trifle beside the worst: an autoscaler that swings makes more of them later.
 */
function drainedAt({ curve }: SimulatedRun): number | null {
  const after = curve.filter(({ second }) => second >= 0);
  const worst = after.reduce((most, { backlog }) => Math.max(most, backlog), 0);
  if (worst === 0) return 0;
  const bad = after.findIndex(({ backlog }) => backlog >= worst / 2);
  return after.slice(bad).find(({ backlog }) => backlog === 0)?.second ?? null;
}

/** From when on p95 stays within the objective for a minute, after it was first left; 0 when it never is. */
export function recoveredAt(
  latency: readonly Pick<LatencyPoint, 'second' | 'p95Ms'>[],
  objectiveMs: number,
): number | null {
  const after = latency.filter(({ second }) => second >= 0);
  const left = after.findIndex(({ p95Ms }) => p95Ms > objectiveMs);
  if (left < 0) return 0;
  let since: number | null = null;
  for (const { second, p95Ms } of after.slice(left)) {
    since = p95Ms <= objectiveMs ? (since ?? second) : null;
    if (since !== null && second - since >= RECOVERED_FOR_SECONDS) return since;
  }
  return null;
}

/** The value that 95 % of the requests stay under, each second's requests taken to have its p95. */
function overallP95(latency: readonly LatencyPoint[]): number {
  const sorted = latency.filter(({ second }) => second >= 0).sort((a, b) => a.p95Ms - b.p95Ms);
  const total = sorted.reduce((sum, { requests }) => sum + requests, 0);
  let seen = 0;
  for (const { p95Ms, requests } of sorted) {
    seen += requests;
    if (seen >= total * 0.95) return p95Ms;
  }
  return sorted.at(-1)?.p95Ms ?? 0;
}

/** Hours of pods, also of those that only start, from the spike to the end. */
function podHours({ curve, endSecond }: SimulatedRun): number {
  const after = curve.filter(({ second }) => second >= 0);
  const seconds = after.reduce((sum, { second, desired }, index) => {
    const until = after[index + 1]?.second ?? endSecond;
    return sum + desired * (until - second);
  }, 0);
  return seconds / 3_600;
}
