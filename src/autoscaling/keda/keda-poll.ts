/** The part of a ScaledObject that KEDA's own loop looks at. */
export interface KedaSpec {
  readonly pollingSeconds: number;
  readonly cooldownSeconds: number;
  readonly initialCooldownSeconds: number;
  /** `minReplicaCount`; 0 is scale to zero. */
  readonly min: number;
  readonly idle: number | null;
  readonly fallback: KedaFallback | null;
}

export interface KedaFallback {
  readonly failureThreshold: number;
  readonly replicas: number;
  readonly behavior: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
}

export interface KedaMemory {
  readonly createdAt: number;
  /** `null`: never yet. */
  readonly lastActiveAt: number | null;
}

/** What a poll learnt of all triggers together. */
export interface TriggersSeen {
  readonly anyActive: boolean;
  readonly anyFailed: boolean;
}

export interface KedaPoll {
  readonly replicas: number;
  readonly memory: KedaMemory;
}

export const KEDA_DEFAULTS = {
  pollingSeconds: 30,
  cooldownSeconds: 300,
  initialCooldownSeconds: 0,
  max: 100,
};

/**
 * One pass of KEDA's loop, which only wakes a workload up and puts it to sleep: between 1 and the maximum the HPA that
 * KEDA made decides.
 */
export function pollKeda(
  spec: KedaSpec,
  memory: KedaMemory,
  current: number,
  now: number,
  seen: TriggersSeen,
): KedaPoll {
  return seen.anyActive
    ? active(spec, memory, current, now, seen)
    : { replicas: inactive(spec, memory, current, now, seen), memory };
}

function active(
  spec: KedaSpec,
  memory: KedaMemory,
  current: number,
  now: number,
  { anyFailed }: TriggersSeen,
): KedaPoll {
  const asleep = current === 0 || (spec.idle !== null && current < spec.min);
  if (asleep) return { replicas: Math.max(1, spec.min), memory: { ...memory, lastActiveAt: now } };
  return { replicas: current, memory: anyFailed ? memory : { ...memory, lastActiveAt: now } };
}

function inactive(
  spec: KedaSpec,
  memory: KedaMemory,
  current: number,
  now: number,
  { anyFailed }: TriggersSeen,
): number {
  const { fallback, idle, min } = spec;
  // A trigger that cannot be read is no reason to sleep.
  if (anyFailed && (fallback === null || fallback.replicas !== 0)) return current;
  const awake = idle === null ? current > 0 && min === 0 : current > idle;
  if (awake) return hasCooledDown(spec, memory, now) ? (idle ?? 0) : current;
  return idle === null && current < min ? min : current;
}

function hasCooledDown(spec: KedaSpec, { createdAt, lastActiveAt }: KedaMemory, now: number): boolean {
  return lastActiveAt === null
    ? createdAt + spec.initialCooldownSeconds < now
    : lastActiveAt + spec.cooldownSeconds < now;
}

/** A trigger is active above its activation threshold, not at it. */
export function isActive(value: number, activationThreshold: number): boolean {
  return value > activationThreshold;
}

/** The HPA that KEDA makes never goes below 1: an HPA cannot wake anything up. */
export function hpaMinimum({ min }: Pick<KedaSpec, 'min'>): number {
  return Math.max(1, min);
}
