import { type Behavior, DOWNSCALE_STABILIZATION_SECONDS } from './behavior.ts';
import { combineProposals } from './combine-proposals.ts';
import type { MetricProposal } from './metric-proposal.ts';
import {
  limitByDefault,
  limitByPolicies,
  type ReplicaBounds,
  type ScaleEvents,
  withScaleEvent,
} from './rate-limits.ts';
import { type Recommendation, stabilise, stabiliseDown } from './recommendations.ts';
import { DEFAULT_TOLERANCES, type Tolerances } from './tolerances.ts';

/** The spec of a HorizontalPodAutoscaler apart from its metrics. */
export interface HpaSpec extends ReplicaBounds {
  /** `null`: no `behavior` block, which is not the same as one of defaults. */
  readonly behavior: Behavior | null;
}

/** What the controller keeps between two syncs. */
export interface HpaMemory {
  readonly recommendations: readonly Recommendation[];
  readonly events: ScaleEvents;
}

export const FRESH_MEMORY: HpaMemory = { recommendations: [], events: { up: [], down: [] } };

export interface HpaSync {
  /** What the scale subresource is set to. */
  readonly replicas: number;
  /** What the metrics asked for; `null` when they were not looked at or failed. */
  readonly recommended: number | null;
  readonly memory: HpaMemory;
}

/**
 * One pass of the controller. Outside min and max, it corrects at once, without metrics, windows or policies; at zero
 * replicas it is switched off, unless zero is its minimum.
 * @param propose asked only when the metrics count
 */
export function syncHpa(
  spec: HpaSpec,
  memory: HpaMemory,
  current: number,
  now: number,
  propose: () => readonly MetricProposal[],
): HpaSync {
  if (current === 0 && spec.min !== 0) return { replicas: 0, recommended: null, memory };
  if (current > spec.max || current < spec.min)
    return corrected(spec, memory, current, current > spec.max ? spec.max : spec.min, now);
  const desired = combineProposals(propose(), current);
  if (desired === null) return { replicas: current, recommended: null, memory };
  const { behavior } = spec;
  return behavior === null
    ? plainSync(spec, memory, current, desired, now)
    : behaviorSync(spec, behavior, memory, current, desired, now);
}

/** A tolerance that the behavior states counts, else the controller's. */
export function tolerancesOf({ behavior }: HpaSpec): Tolerances {
  return {
    up: behavior?.scaleUp.tolerance ?? DEFAULT_TOLERANCES.up,
    down: behavior?.scaleDown.tolerance ?? DEFAULT_TOLERANCES.down,
  };
}

function corrected(spec: HpaSpec, memory: HpaMemory, from: number, to: number, now: number): HpaSync {
  const { behavior } = spec;
  const events = behavior === null ? memory.events : withScaleEvent(memory.events, from, to, now, behavior);
  return { replicas: to, recommended: null, memory: { ...memory, events } };
}

function plainSync(spec: HpaSpec, memory: HpaMemory, current: number, desired: number, now: number): HpaSync {
  const stable = stabiliseDown(memory.recommendations, desired, now, DOWNSCALE_STABILIZATION_SECONDS);
  return {
    replicas: limitByDefault(stable.replicas, current, spec),
    recommended: desired,
    memory: { ...memory, recommendations: stable.history },
  };
}

function behaviorSync(
  spec: HpaSpec,
  behavior: Behavior,
  memory: HpaMemory,
  current: number,
  desired: number,
  now: number,
): HpaSync {
  const windows = {
    up: behavior.scaleUp.stabilizationWindowSeconds,
    down: behavior.scaleDown.stabilizationWindowSeconds,
  };
  const stable = stabilise(memory.recommendations, desired, current, now, windows);
  const replicas = limitByPolicies(stable.replicas, current, now, memory.events, behavior, spec);
  const events = withScaleEvent(memory.events, current, replicas, now, behavior);
  return { replicas, recommended: desired, memory: { recommendations: stable.history, events } };
}
