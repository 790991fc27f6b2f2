import type { Scenario } from '../options/scenario.ts';
import { runConstantArrivalRate } from './constant-arrival-rate.ts';
import { runConstantVus } from './constant-vus.ts';
import { runPerVuIterations } from './per-vu-iterations.ts';
import { runRampingArrivalRate } from './ramping-arrival-rate.ts';
import { runRampingVus } from './ramping-vus.ts';
import type { ScenarioContext } from './scenario-context.ts';
import { runSharedIterations } from './shared-iterations.ts';

/** Runs a scenario by its executor. */
export function executeScenario(scenario: Scenario, context: ScenarioContext): Promise<void> {
  switch (scenario.executor) {
    case 'constant-vus':
      return runConstantVus(scenario, context);
    case 'ramping-vus':
      return runRampingVus(scenario, context);
    case 'per-vu-iterations':
      return runPerVuIterations(scenario, context);
    case 'shared-iterations':
      return runSharedIterations(scenario, context);
    case 'constant-arrival-rate':
      return runConstantArrivalRate(scenario, context);
    case 'ramping-arrival-rate':
      return runRampingArrivalRate(scenario, context);
  }
}
