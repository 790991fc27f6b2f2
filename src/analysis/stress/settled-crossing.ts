import type { Rng } from '../../lib/rng.ts';
import { mean } from '../../stats/centre.ts';
import { fitSaturation, saturationRate } from '../../stats/saturation-curve.ts';
import type { StepLevels } from './crossings.ts';
import type { StepFacts } from './step-facts.ts';

/** What a service serves when more is asked of it. */
export interface ServedCapacity {
  readonly rate: number;
  /** Standard error of its logarithm. */
  readonly error: number;
}

/** A step that served less than this share of its load fell behind. */
const KEPT_UP = 0.97;
/** Steps so close to capacity have not settled in their time. */
const SETTLED = 0.95;
/** How far the curve may move what was measured; farther off, the service is no queue of one capacity. */
const LEAST = 0.8;
/** A step this far under the objective held it, settled or not. */
const CLEARLY_HELD = Math.log(5);
const STEP_NOISE = 0.03;
/** Of all steps together: the settled curve is a model. */
const MODEL_ERROR = 0.02;

/** Requests a second that ended in the steps which fell behind; `null` where none did. */
export function servedCapacity(steps: readonly StepFacts[]): ServedCapacity | null {
  const served = steps.filter(({ rate, ended }) => ended < KEPT_UP * rate).map(({ ended }) => ended);
  if (served.length === 0) return null;
  return { rate: mean(served), error: Math.hypot(STEP_NOISE / Math.sqrt(served.length), MODEL_ERROR) };
}

/**
 * The crossing of a service that has settled. Near capacity a queue takes minutes to settle, a step of seconds sees too
 * little of it, and the measured curve crosses the objective late: by 3 to 8 % in simulated ramps of 10-second steps. What was served in
 * overload says where the capacity is, and the steps below it how latency grows towards it. Where there was no overload, or the curve
 * is far off from what was measured, the measured crossing stands.
 */
export function settledCrossing(
  measured: number,
  { latency, limits }: StepLevels,
  capacity: ServedCapacity | null,
  rng: Rng | null = null,
): number {
  if (capacity === null) return measured;
  const rate = capacity.rate * (rng === null ? 1 : Math.exp(capacity.error * rng.normal()));
  const points = latency
    .filter(({ x }) => x < SETTLED * rate)
    .map(({ x, y, error }) => ({ x, logLatency: y + (rng === null ? 0 : error * rng.normal()) }));
  const curve = fitSaturation(points, rate);
  const settled = curve === null ? measured : saturationRate(curve, Math.exp(limits.latency));
  if (settled < LEAST * measured || settled > measured) return measured;
  const held = latency.filter(({ y }) => y < limits.latency - CLEARLY_HELD).map(({ x }) => x);
  return Math.max(settled, ...held);
}
