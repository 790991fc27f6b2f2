import { rngOf } from '../../lib/rng.ts';
import type { RateEstimate } from '../../model/stress-finding.ts';
import { sortedQuantile, sortedValues } from '../../stats/sorted-quantile.ts';
import { crossingsOf, firstCrossing, type StepLevels } from './crossings.ts';
import { type ServedCapacity, settledCrossing } from './settled-crossing.ts';

const DRAWS = 200;
const SEED = 20_260_105;
export const CONFIDENCE = 0.95;

/**
 * The breaking point with its interval: the same estimate of as many possible outcomes of the same steps. It holds the error of
 * this test, not how much the service differs from day to day.
 */
export function withInterval(
  rate: number,
  levels: StepLevels,
  capacity: ServedCapacity | null,
): RateEstimate {
  const rng = rngOf(SEED);
  const draws = Array.from({ length: DRAWS }, () => {
    const { what, crossing } = firstCrossing(crossingsOf(levels, rng));
    if (crossing.kind === 'at')
      return what === 'latency' ? settledCrossing(crossing.x, levels, capacity, rng) : crossing.x;
    return crossing.kind === 'before' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  });
  const ascending = sortedValues(draws);
  const tail = (1 - CONFIDENCE) / 2;
  return {
    rate,
    low: finite(Math.min(rate, sortedQuantile(ascending, tail))),
    high: finite(Math.max(rate, sortedQuantile(ascending, 1 - tail))),
    confidence: CONFIDENCE,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
