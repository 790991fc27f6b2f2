import type { ConstantArrivalRate, Scenario } from '../options/scenario.ts';

/**
 * Iterations a second that the scenarios ask for together; `null` unless each is of a constant arrival rate and all
 * last over the same time. A ramp, a pause or a scenario that starts later would make the rate of the window after the
 * warm-up another one than that of the whole load, and the target would be blamed for the difference.
 */
export function offeredRate(scenarios: readonly Scenario[]): number | null {
  const constant = scenarios.filter((scenario) => scenario.executor === 'constant-arrival-rate');
  const [first] = constant;
  if (first === undefined || constant.length < scenarios.length) return null;
  if (!constant.every((scenario) => lastsAs(first, scenario))) return null;
  return constant.reduce((sum, { rate, timeUnitMs }) => sum + (rate * 1_000) / timeUnitMs, 0);
}

function lastsAs(one: ConstantArrivalRate, other: ConstantArrivalRate): boolean {
  return one.startTimeMs === other.startTimeMs && one.durationMs === other.durationMs;
}
