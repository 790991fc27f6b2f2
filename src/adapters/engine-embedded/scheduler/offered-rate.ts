import { type ConstantArrivalRate, iterationShare, type Scenario } from '../options/scenario.ts';
import { WHOLE, type WorkShare } from '../options/work-share.ts';

/**
 * Iterations a second that the scenarios ask for together; `null` unless each is of a constant arrival rate and all
 * last over the same time. A ramp, a pause or a scenario that starts later would make the rate of the window after the
 * warm-up another one than that of the whole load, and the target would be blamed for the difference.
 */
export function offeredRate(scenarios: readonly Scenario[], share: WorkShare = WHOLE): number | null {
  const constant = scenarios.filter((scenario) => scenario.executor === 'constant-arrival-rate');
  const [first] = constant;
  if (first === undefined || constant.length < scenarios.length) return null;
  if (!constant.every((scenario) => lastsAs(first, scenario))) return null;
  return constant.reduce((sum, scenario) => sum + ownRate(scenario, share), 0);
}

function ownRate(scenario: ConstantArrivalRate, share: WorkShare): number {
  const { cycle, slots } = iterationShare(scenario, share);
  return (scenario.rate * 1_000 * slots.length) / (scenario.timeUnitMs * cycle);
}

function lastsAs(one: ConstantArrivalRate, other: ConstantArrivalRate): boolean {
  return one.startTimeMs === other.startTimeMs && one.durationMs === other.durationMs;
}
