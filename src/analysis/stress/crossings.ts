import type { Rng } from '../../lib/rng.ts';
import type { StressObjective } from '../../model/stress-finding.ts';
import { type Crossing, type CurvePoint, risingCrossing } from '../../stats/rising-crossing.ts';
import { errorRateOf, p95With, type StepFacts } from './step-facts.ts';

/** How much faster or slower the service is from step to step than the requests of one step can show (ratio). */
const STEP_NOISE = 0.03;
/** A step that failed so far beyond the objective is counted so: how far it went is chance. */
const FARTHEST = Math.log(10);
/** With more failures than this the service did not hold the objective, however fast it answered the rest. */
const BROKEN_ERROR_RATE = 0.2;

/** Where the objective is broken, by what. */
export interface Crossings {
  readonly latency: Crossing;
  readonly errors: Crossing;
}

/** A step on its curve, with the error of its level. */
interface StepLevel extends CurvePoint {
  readonly error: number;
}

/** The steps of a ramp as two curves over the rate. */
export interface StepLevels {
  readonly latency: readonly StepLevel[];
  readonly errors: readonly StepLevel[];
  readonly limits: { readonly latency: number; readonly errors: number };
}

/** `countDropped`: load that was never sent is slower than everything that was. */
export function stepLevels(
  steps: readonly StepFacts[],
  objective: StressObjective,
  countDropped: boolean,
): StepLevels {
  const limit = Math.log(objective.p95Ms);
  return {
    latency: steps.flatMap((step) => latencyLevel(step, limit, countDropped) ?? []),
    errors: steps.map(errorLevel),
    limits: { latency: limit, errors: objective.errorRate },
  };
}

/** `rng`: of a possible other outcome of the same steps. */
export function crossingsOf({ latency, errors, limits }: StepLevels, rng: Rng | null = null): Crossings {
  return {
    latency: risingCrossing(rng === null ? latency : varied(latency, rng), limits.latency),
    errors: risingCrossing(rng === null ? errors : varied(errors, rng), limits.errors),
  };
}

/** A slower service takes longer, and less load is as much to it: near capacity the second is what counts. */
function varied(levels: readonly StepLevel[], rng: Rng): CurvePoint[] {
  return levels
    .map(({ x, y, weight, error }) => ({
      x: x * Math.exp(STEP_NOISE * rng.normal()),
      y: y + error * rng.normal(),
      weight,
    }))
    .sort((a, b) => a.x - b.x);
}

function latencyLevel(step: StepFacts, limit: number, countDropped: boolean): StepLevel | null {
  const p95 = p95With(step, countDropped ? step.dropped : 0);
  const broken = errorRateOf(step) > BROKEN_ERROR_RATE;
  if (Number.isNaN(p95) && !broken) return null;
  const error = Math.hypot(STEP_NOISE, Number.isFinite(step.p95Error) ? step.p95Error : 0);
  const y = Number.isNaN(p95) || broken ? limit + FARTHEST : Math.min(Math.log(p95), limit + FARTHEST);
  return { x: step.rate, y, weight: 1 / error ** 2, error };
}

/** Half a failure more and less, so that no share is certain (Jeffreys); where nothing failed, nothing will. */
function errorLevel(step: StepFacts): StepLevel {
  const total = step.successful + step.failed;
  const likely = (step.failed + 0.5) / (total + 1);
  const error = step.failed === 0 ? 0 : Math.sqrt((likely * (1 - likely)) / (total + 1));
  return { x: step.rate, y: errorRateOf(step), weight: Math.max(1, total), error };
}

/** The first of the two; latency where both come at once. */
export function firstCrossing({ latency, errors }: Crossings): {
  readonly what: 'latency' | 'errors';
  readonly crossing: Crossing;
} {
  return rank(errors) < rank(latency)
    ? { what: 'errors', crossing: errors }
    : { what: 'latency', crossing: latency };
}

function rank(crossing: Crossing): number {
  if (crossing.kind === 'before') return Number.NEGATIVE_INFINITY;
  return crossing.kind === 'after' ? Number.POSITIVE_INFINITY : crossing.x;
}
