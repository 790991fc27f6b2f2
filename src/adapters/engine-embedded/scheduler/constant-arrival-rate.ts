import type { ConstantArrivalRate } from '../options/scenario.ts';
import { constantArrivals } from './arrival-schedule.ts';
import { runArrivals } from './arrivals.ts';
import type { Execute } from './scenario-context.ts';

/** Iterations at a fixed rate, however long they take. */
export const runConstantArrivalRate: Execute<ConstantArrivalRate> = (scenario, context) =>
  runArrivals(constantArrivals(scenario.rate, scenario.timeUnitMs, scenario.durationMs), scenario, context);
