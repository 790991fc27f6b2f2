import { regularDurationMs, type Scenario } from '../options/scenario.ts';
import { rampingArrivalCount } from './arrival-schedule.ts';

/**
 * Iterations a second that the scenarios ask for together, over the time from the first start to the last end; `null`
 * unless all of them are open-loop.
 */
export function offeredRate(scenarios: readonly Scenario[]): number | null {
  let iterations = 0;
  for (const scenario of scenarios) {
    if (scenario.executor === 'constant-arrival-rate') {
      iterations += (scenario.rate * scenario.durationMs) / scenario.timeUnitMs;
    } else if (scenario.executor === 'ramping-arrival-rate') {
      iterations += rampingArrivalCount(scenario.startRate, scenario.timeUnitMs, scenario.stages);
    } else {
      return null;
    }
  }
  const start = Math.min(...scenarios.map((scenario) => scenario.startTimeMs));
  const end = Math.max(...scenarios.map((scenario) => scenario.startTimeMs + regularDurationMs(scenario)));
  return end > start ? iterations / ((end - start) / 1_000) : null;
}
