import type { RampingArrivalRate } from '../options/scenario.ts';
import { rampingArrivals } from './arrival-schedule.ts';
import { runArrivals } from './arrivals.ts';
import type { Execute } from './scenario-context.ts';

/** Iterations at a rate that follows the stages, however long they take. */
export const runRampingArrivalRate: Execute<RampingArrivalRate> = (scenario, context) =>
  runArrivals(rampingArrivals(scenario.startRate, scenario.timeUnitMs, scenario.stages), scenario, context);
