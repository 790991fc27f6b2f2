import { type Rng, rngOf } from '../../lib/rng.ts';
import type { RateEstimate, StressObjective } from '../../model/stress-finding.ts';
import { median } from '../../stats/centre.ts';
import { countOf, type LogHistogram, quantileOfHistogram } from '../../stats/log-histogram.ts';
import { sortedQuantile, sortedValues } from '../../stats/sorted-quantile.ts';
import { fitScalability, throughputAt } from '../../stats/universal-scalability.ts';
import { CONFIDENCE } from './rate-interval.ts';
import type { StepFacts } from './step-facts.ts';

const DRAWS = 200;
const SEED = 20_260_106;
/** Noise of a step's mean latency. */
const NOISE = 0.03;
/** A ramp whose mean latency grew by less has not shown the bend that is extrapolated. */
const LEAST_GROWTH = 1.5;
/** An interval whose ends differ by more than this factor says nothing. */
const WIDEST = 2.5;

/** Mean latency and p95 of a step, and the requests that were in it at a time. */
interface StepLoad {
  readonly rate: number;
  readonly meanSeconds: number;
  readonly p95Ms: number;
}

/**
 * Where the universal scalability law puts the breaking point of a ramp that did not come to it: the rate at which a request takes as
 * long as the objective allows, p95 and mean keeping their ratio. `null` where the ramp shows too little of the bend to say.
 */
export function extrapolatedRate(
  steps: readonly StepFacts[],
  objective: StressObjective,
): RateEstimate | null {
  const loads = steps.filter(({ successful }) => successful > 0).map(stepLoad);
  const [lightest, heaviest] = [loads[0]?.meanSeconds ?? 0, loads.at(-1)?.meanSeconds ?? 0];
  const rate = heaviest < LEAST_GROWTH * lightest ? null : estimate(loads, objective, null);
  const highest = Math.max(0, ...loads.map((load) => load.rate));
  if (rate === null || rate <= highest) return null;
  const rng = rngOf(SEED);
  const draws = Array.from(
    { length: DRAWS },
    () => estimate(loads, objective, rng) ?? Number.POSITIVE_INFINITY,
  );
  const ascending = sortedValues(draws);
  const low = Math.max(highest, sortedQuantile(ascending, (1 - CONFIDENCE) / 2));
  const high = sortedQuantile(ascending, (1 + CONFIDENCE) / 2);
  return high <= WIDEST * low ? { rate, low, high, confidence: CONFIDENCE } : null;
}

function stepLoad({ rate, latencies }: StepFacts): StepLoad {
  return { rate, meanSeconds: meanOf(latencies) / 1000, p95Ms: quantileOfHistogram(latencies, 0.95) };
}

function estimate(loads: readonly StepLoad[], objective: StressObjective, rng: Rng | null): number | null {
  const tail = median(loads.map(({ p95Ms, meanSeconds }) => p95Ms / 1000 / meanSeconds));
  const points = loads.map(({ rate, meanSeconds }) => ({
    throughput: rate,
    concurrency: rate * meanSeconds * (rng === null ? 1 : Math.exp(NOISE * rng.normal())),
  }));
  const law = fitScalability(points);
  return law === null ? null : throughputAt(law, objective.p95Ms / 1000 / tail);
}

function meanOf(histogram: LogHistogram): number {
  const shares = 20;
  if (countOf(histogram) === 0) return Number.NaN;
  const middles = Array.from({ length: shares }, (_, index) => (index + 0.5) / shares);
  return middles.reduce((sum, p) => sum + quantileOfHistogram(histogram, p), 0) / shares;
}
