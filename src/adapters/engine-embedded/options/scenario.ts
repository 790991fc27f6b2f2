import { ownCount, shareByVus, WHOLE, type WorkShare } from './work-share.ts';

/** A stretch of load that ends at `target` VUs or iterations per time unit. */
export interface Stage {
  readonly durationMs: number;
  readonly target: number;
}

interface ScenarioBase {
  readonly name: string;
  /** After the start of the load. */
  readonly startTimeMs: number;
  /** How long iterations may go on after the scenario's time. */
  readonly gracefulStopMs: number;
  /** Exported function that is one iteration. */
  readonly exec: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ConstantVus extends ScenarioBase {
  readonly executor: 'constant-vus';
  readonly vus: number;
  readonly durationMs: number;
}

export interface RampingVus extends ScenarioBase {
  readonly executor: 'ramping-vus';
  readonly startVUs: number;
  readonly stages: readonly Stage[];
  readonly gracefulRampDownMs: number;
}

export interface PerVuIterations extends ScenarioBase {
  readonly executor: 'per-vu-iterations';
  readonly vus: number;
  readonly iterations: number;
  readonly maxDurationMs: number;
}

export interface SharedIterations extends ScenarioBase {
  readonly executor: 'shared-iterations';
  readonly vus: number;
  readonly iterations: number;
  readonly maxDurationMs: number;
}

interface ArrivalBase extends ScenarioBase {
  readonly timeUnitMs: number;
  readonly preAllocatedVUs: number;
  readonly maxVUs: number;
}

export interface ConstantArrivalRate extends ArrivalBase {
  readonly executor: 'constant-arrival-rate';
  /** Iterations per time unit. */
  readonly rate: number;
  readonly durationMs: number;
}

export interface RampingArrivalRate extends ArrivalBase {
  readonly executor: 'ramping-arrival-rate';
  readonly startRate: number;
  readonly stages: readonly Stage[];
}

export type Scenario =
  | ConstantVus
  | RampingVus
  | PerVuIterations
  | SharedIterations
  | ConstantArrivalRate
  | RampingArrivalRate;

export type Executor = Scenario['executor'];

/** How long a scenario starts iterations, without graceful stop: an upper bound where iterations are counted. */
export function regularDurationMs(scenario: Scenario): number {
  switch (scenario.executor) {
    case 'constant-vus':
    case 'constant-arrival-rate':
      return scenario.durationMs;
    case 'per-vu-iterations':
    case 'shared-iterations':
      return scenario.maxDurationMs;
    default:
      return totalDurationMs(scenario.stages);
  }
}

export function totalDurationMs(stages: readonly Stage[]): number {
  return stages.reduce((total, stage) => total + stage.durationMs, 0);
}

/** VUs of this instance that have to be there before the scenario starts. */
export function plannedVus(scenario: Scenario, share: WorkShare = WHOLE): number {
  switch (scenario.executor) {
    case 'constant-vus':
    case 'per-vu-iterations':
    case 'shared-iterations':
      return ownCount(share, scenario.vus);
    case 'ramping-vus':
      return ownCount(share, mostVus(scenario));
    default:
      return ownCount(share, scenario.preAllocatedVUs);
  }
}

/** Whether this instance has anything to do in the scenario. */
export function hasWork(scenario: Scenario, share: WorkShare): boolean {
  return ownCount(share, mostVus(scenario)) > 0;
}

/** Which iterations of the scenario are this instance's own: where they are dealt out, they follow the VUs. */
export function iterationShare(scenario: Scenario, share: WorkShare): WorkShare {
  switch (scenario.executor) {
    case 'shared-iterations':
      return shareByVus(share, scenario.vus);
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return shareByVus(share, scenario.maxVUs);
    default:
      return share;
  }
}

function mostVus(scenario: Scenario): number {
  switch (scenario.executor) {
    case 'constant-vus':
    case 'per-vu-iterations':
    case 'shared-iterations':
      return scenario.vus;
    case 'ramping-vus':
      return Math.max(scenario.startVUs, ...scenario.stages.map((stage) => stage.target));
    default:
      return scenario.maxVUs;
  }
}

/**
 * The most VUs that scenarios need at once, each taken to need its planned VUs from its start to the end of its
 * graceful stop.
 */
export function peakVus(scenarios: readonly Scenario[], share: WorkShare = WHOLE): number {
  const needAt = (time: number): number =>
    scenarios
      .filter((s) => s.startTimeMs <= time && time <= s.startTimeMs + regularDurationMs(s) + s.gracefulStopMs)
      .reduce((sum, s) => sum + plannedVus(s, share), 0);
  return Math.max(0, ...scenarios.map((scenario) => needAt(scenario.startTimeMs)));
}
