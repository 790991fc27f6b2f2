import type { LoadTimeline } from '../../model/load-timeline.ts';
import type { GeneratorHealth } from '../../model/run.ts';
import { SHORTEST } from '../../model/shortest-test.ts';
import type { StressFinding, StressObjective, StressStep } from '../../model/stress-finding.ts';
import { SATURATED } from '../../model/validity.ts';
import { quantileOfHistogram } from '../../stats/log-histogram.ts';
import type { Crossing } from '../../stats/rising-crossing.ts';
import { crossingsOf, firstCrossing, stepLevels } from './crossings.ts';
import { extrapolatedRate } from './extrapolate.ts';
import { loadSteps } from './load-steps.ts';
import { withInterval } from './rate-interval.ts';
import { servedCapacity, settledCrossing } from './settled-crossing.ts';
import {
  droppedShareOf,
  errorRateOf,
  p95With,
  requestsPerIteration,
  type StepFacts,
  stepFacts,
} from './step-facts.ts';

export interface StressOptions {
  /** `null`: ten times the p95 of the lightest step. */
  readonly p95Ms: number | null;
  readonly errorRate: number;
  /** Length of a step where it is known. */
  readonly stepSeconds: number | null;
  /** Of the load generator, where it was measured. */
  readonly generator: GeneratorHealth;
}

const UNLOADED_FACTOR = 10;
/** Drops that come so much before the objective breaks are the generator's. */
const CLEARLY_BEFORE = 0.9;

/** Finds the rate at which a ramp of open-model load breaks its objective, and what broke first. */
export function findBreakingPoint(timeline: LoadTimeline, options: StressOptions): StressFinding {
  const perIteration = requestsPerIteration(timeline);
  const steps = loadSteps(timeline, options.stepSeconds).map((step) =>
    stepFacts(step, timeline.binSeconds, perIteration),
  );
  const objective = objectiveOf(steps, options);
  const frame = frameOf(steps, objective, perIteration);
  const why = notMeasured(steps);
  if (why !== null) return { ...frame, outcome: 'not-measured', cause: why };
  return judged(frame, steps, options.generator);
}

function judged(
  frame: StressFinding,
  steps: readonly StepFacts[],
  generator: GeneratorHealth,
): StressFinding {
  const { objective } = frame;
  const levels = stepLevels(steps, objective, true);
  const { what, crossing } = firstCrossing(crossingsOf(levels));
  const limit = generatorLimit(steps, objective, crossing, generator);
  if (limit !== null) return { ...frame, outcome: 'generator-bound', brokeFirst: 'generator', cause: limit };
  if (crossing.kind === 'before')
    return { ...frame, outcome: 'broke-at-once', brokeFirst: what, failure: worstFailure(steps, 0) };
  if (crossing.kind === 'after')
    return { ...frame, outcome: 'not-reached', extrapolated: extrapolatedRate(steps, objective) };
  const capacity = servedCapacity(steps);
  const rate = what === 'latency' ? settledCrossing(crossing.x, levels, capacity) : crossing.x;
  return {
    ...frame,
    outcome: 'broke',
    brokeFirst: what,
    breakingPoint: withInterval(rate, levels, capacity),
    failure: worstFailure(steps, rate),
  };
}

function objectiveOf(steps: readonly StepFacts[], { p95Ms, errorRate }: StressOptions): StressObjective {
  const unloaded = lightestP95(steps) ?? 0;
  return { p95Ms: p95Ms ?? UNLOADED_FACTOR * unloaded, stated: p95Ms !== null, errorRate };
}

function lightestP95(steps: readonly StepFacts[]): number | null {
  const [first] = steps;
  return first === undefined || first.successful === 0 ? null : quantileOfHistogram(first.latencies, 0.95);
}

function frameOf(
  steps: readonly StepFacts[],
  objective: StressObjective,
  perIteration: number,
): StressFinding {
  return {
    test: 'stress',
    outcome: 'not-measured',
    objective,
    breakingPoint: null,
    brokeFirst: null,
    failure: null,
    extrapolated: null,
    lowestRate: steps[0]?.rate ?? 0,
    highestRate: steps.at(-1)?.rate ?? 0,
    unloadedP95Ms: lightestP95(steps),
    requestsPerIteration: perIteration,
    steps: steps.map(stepTold),
    cause: null,
  };
}

function stepTold(step: StepFacts): StressStep {
  const p95 = p95With(step, step.dropped);
  return {
    atSecond: step.atSecond,
    seconds: step.seconds,
    rate: step.rate,
    p50Ms: step.successful === 0 ? null : quantileOfHistogram(step.latencies, 0.5),
    p95Ms: Number.isFinite(p95) ? p95 : step.successful === 0 ? null : quantileOfHistogram(step.latencies, 1),
    errorRate: errorRateOf(step),
    droppedShare: droppedShareOf(step),
  };
}

function notMeasured(steps: readonly StepFacts[]): string | null {
  if (steps.length < SHORTEST.stress.steps)
    return `a ramp of at least ${SHORTEST.stress.steps} rising steps of ${SHORTEST.stress.stepSeconds} s or more is needed, the load had ${steps.length}`;
  const requests = steps.reduce((sum, { successful, failed }) => sum + successful + failed, 0);
  if (requests < SHORTEST.stress.requests)
    return `${requests} requests are too few, at least ${SHORTEST.stress.requests} are needed`;
  const [first, last] = [steps[0]?.rate ?? 0, steps.at(-1)?.rate ?? 0];
  return last > 1.5 * first ? null : 'the load did not rise, so there is no ramp to read';
}

/**
 * Why the generator gave up before the service did, or `null`. Load that was dropped while everything that was sent
 * came back in time was never applied: too few virtual users, not a slow service.
 */
function generatorLimit(
  steps: readonly StepFacts[],
  objective: StressObjective,
  crossing: Crossing,
  { cpuShare, loopUtilisation }: GeneratorHealth,
): string | null {
  const busy = Math.max(cpuShare ?? 0, loopUtilisation ?? 0);
  if (busy > SATURATED) return `it was ${Math.round(busy * 100)} % busy`;
  if (crossing.kind === 'after') return null;
  const alone = firstCrossing(crossingsOf(stepLevels(steps, objective, false))).crossing;
  const isDrop =
    alone.kind === 'after' || (alone.kind === 'at' && rateOf(crossing) < CLEARLY_BEFORE * alone.x);
  return isDrop ? 'it had no free virtual user while everything it sent was answered in time' : null;
}

function rateOf(crossing: Crossing): number {
  return crossing.kind === 'at' ? crossing.x : 0;
}

function worstFailure(steps: readonly StepFacts[], from: number): StressFinding['failure'] {
  const counts = new Map<string, number>();
  for (const { rate, failures } of steps)
    if (rate >= from) for (const [name, count] of failures) counts.set(name, (counts.get(name) ?? 0) + count);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [worst] = [...counts].sort(([, a], [, b]) => b - a);
  return worst === undefined ? null : { name: worst[0], share: worst[1] / total };
}
