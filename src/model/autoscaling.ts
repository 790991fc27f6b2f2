import type { Notice } from './run.ts';

/** A figure over the runs of a simulation, one for each phase of the control loops; a measurement is one run. */
export interface Spread {
  /** `null`: not reached, in any run, in the time that was looked at. */
  readonly min: number | null;
  /** `null`: not reached in half of the runs or more. */
  readonly median: number | null;
  /** `null`: not reached in every run. */
  readonly max: number | null;
  /** Runs that reached it. */
  readonly reached: number;
  readonly runs: number;
}

/** What happens between a spike and the end of its trouble; seconds from the spike. */
export interface Milestones {
  /** More replicas asked for than before the spike. */
  readonly firstReaction: Spread;
  /** As many asked for as the spike needs. */
  readonly desiredReached: Spread;
  /** As many ready as the spike needs: scaled out. */
  readonly scaledOut: Spread;
  /** Nothing waits any more that had to wait; `null` where that cannot be seen. */
  readonly drained: Spread | null;
  /** p95 back within its objective for a minute; `null` without an objective. */
  readonly recovered: Spread | null;
}

export const MILESTONES = [
  'firstReaction',
  'desiredReached',
  'scaledOut',
  'drained',
  'recovered',
] as const satisfies readonly (keyof Milestones)[];

export type Milestone = (typeof MILESTONES)[number];

/** One moment of the timeline. Spreads are over the runs at this moment. */
export interface TimelinePoint {
  /** From the spike; negative before it. */
  readonly second: number;
  /** Requests or messages that arrive in a second; `null` when not known. */
  readonly rate: number | null;
  readonly desired: Range | null;
  readonly ready: Range | null;
  /** Work that waits, in requests. */
  readonly backlog: Range | null;
  readonly p95Ms: Range | null;
}

export interface Range {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What the load does. */
export interface SpikeFacts {
  /** ISO 8601 for a measurement, `null` for a simulation. */
  readonly at: string | null;
  readonly fromRate: number | null;
  readonly toRate: number | null;
  /** Replicas that count as scaled out. */
  readonly neededReplicas: number;
}

export interface AutoscalerFacts {
  readonly kind: string;
  readonly name: string;
  readonly target: string;
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
}

/** What a simulation took for granted. */
export interface AutoscalingAssumptions {
  /** Requests a second that one ready pod carries. */
  readonly capacityPerPod: number;
  readonly startUpSeconds: number;
  readonly readinessSeconds: number;
  readonly scrapeIntervalSeconds: number;
  readonly syncPeriodSeconds: number;
  /** `null` without KEDA. */
  readonly pollingSeconds: number | null;
  /** Window of each `rate()`, by trigger; `null` for what needs none. */
  readonly triggers: readonly { readonly name: string; readonly sees: string }[];
  readonly unloadedP95Ms: number;
}

/** A setting that was tried, and what came of it. */
export interface PolicyTrial {
  readonly minReplicas: number;
  /** Of the stated target: 0.8 scales out at 80 % of it. */
  readonly targetFactor: number;
  readonly scaleUp: string;
  readonly scaleDown: string;
  readonly meetsObjective: boolean;
  /** Worst over the phases; `null`: not within the simulated time. */
  readonly scaledOutSeconds: number | null;
  readonly recoveredSeconds: number | null;
  readonly podHours: number;
  /** Its `behavior` block in YAML; `null`: none. */
  readonly behaviorYaml: string | null;
}

export interface Optimisation {
  readonly tried: number;
  readonly met: number;
  /** Cheapest that meets the objective, else `null`. */
  readonly best: PolicyTrial | null;
  readonly asStated: PolicyTrial;
  /** The ones worth a look: those that meet it by cost, else the fastest. */
  readonly shown: readonly PolicyTrial[];
}

/** A measured time against a simulated range. */
export interface MilestoneComparison {
  readonly milestone: Milestone;
  readonly measured: number | null;
  readonly simulated: Spread;
  readonly within: boolean;
}

/** The answer of `autoscale simulate` and of `autoscale measure`: one shape, so that they can be compared. */
export interface AutoscalingReport {
  readonly schemaVersion: 1;
  readonly source: 'simulated' | 'measured';
  readonly autoscaler: AutoscalerFacts;
  readonly spike: SpikeFacts;
  readonly milestones: Milestones;
  readonly objective: { readonly p95Ms: number; readonly recoverySeconds: number | null } | null;
  /** Over all requests of the time that was looked at; `null` when not known. */
  readonly p95Ms: Spread | null;
  readonly podHours: Spread;
  /** How exactly times can be known: the distance of two looks. */
  readonly resolutionSeconds: number;
  readonly timeline: readonly TimelinePoint[];
  readonly assumptions: AutoscalingAssumptions | null;
  readonly optimisation: Optimisation | null;
  readonly comparison: readonly MilestoneComparison[] | null;
  readonly notices: readonly Notice[];
}
