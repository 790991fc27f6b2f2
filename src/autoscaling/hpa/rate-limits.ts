import type { ScalingPolicy, ScalingRules } from './behavior.ts';

/** Pods that were added, or taken away, at a time. */
export interface ScaleEvent {
  readonly at: number;
  readonly change: number;
}

export interface ScaleEvents {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

export interface ReplicaBounds {
  readonly min: number;
  readonly max: number;
}

/** Within the policies of a `behavior`, then within min and max. */
export function limitByPolicies(
  desired: number,
  current: number,
  now: number,
  events: ScaleEvents,
  rules: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules },
  { min, max }: ReplicaBounds,
): number {
  if (desired > current) {
    const limit = Math.max(current, scaleUpLimit(current, now, events, rules.scaleUp));
    return Math.min(desired, max, limit);
  }
  if (desired < current) {
    const limit = Math.min(current, scaleDownLimit(current, now, events, rules.scaleDown));
    return Math.max(desired, min, limit);
  }
  return desired;
}

/** Without a `behavior`: at most double, or 4. */
export function limitByDefault(desired: number, current: number, { min, max }: ReplicaBounds): number {
  return desired < min ? min : Math.min(desired, max, Math.max(2 * current, 4));
}

/** Most replicas that the policies let be, counted from what there was at the start of each policy's period. */
export function scaleUpLimit(current: number, now: number, events: ScaleEvents, rules: ScalingRules): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const limits = rules.policies.map((policy) => {
    const start = periodStart(current, now, events, policy);
    // The factor as the controller computes it: floating point decides what is rounded up.
    return policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100));
  });
  return rules.selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits);
}

/** Fewest replicas that the policies let be. */
export function scaleDownLimit(
  current: number,
  now: number,
  events: ScaleEvents,
  rules: ScalingRules,
): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const limits = rules.policies.map((policy) => {
    const start = periodStart(current, now, events, policy);
    return policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100));
  });
  return rules.selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits);
}

function periodStart(current: number, now: number, { up, down }: ScaleEvents, policy: ScalingPolicy): number {
  const within = (events: readonly ScaleEvent[]) =>
    events.reduce((sum, { at, change }) => (at > now - policy.periodSeconds ? sum + change : sum), 0);
  return current - within(up) + within(down);
}

/** Events with the one of this change; those that no policy looks at any more are dropped. */
export function withScaleEvent(
  events: ScaleEvents,
  from: number,
  to: number,
  now: number,
  rules: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules },
): ScaleEvents {
  if (from === to) return events;
  // A period of either direction looks at both lists.
  const longest = Math.max(longestPeriod(rules.scaleUp), longestPeriod(rules.scaleDown));
  const recent = (list: readonly ScaleEvent[]) => list.filter(({ at }) => at >= now - longest);
  const [up, down] = [recent(events.up), recent(events.down)];
  return to > from
    ? { up: [...up, { at: now, change: to - from }], down }
    : { up, down: [...down, { at: now, change: from - to }] };
}

function longestPeriod({ policies }: ScalingRules): number {
  return Math.max(0, ...policies.map(({ periodSeconds }) => periodSeconds));
}
