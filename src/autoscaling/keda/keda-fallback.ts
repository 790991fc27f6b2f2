import type { KedaFallback } from './keda-poll.ts';

/**
 * The metric that KEDA reports for a trigger that it cannot read: `null` hands the failure on to the HPA. Works for
 * targets per pod only.
 * @param failures reads that failed in a row, this one included
 * @param target per pod
 */
export function fallbackValue(
  fallback: KedaFallback | null,
  failures: number,
  target: number,
  currentReplicas: number,
): number | null {
  if (fallback === null || failures <= fallback.failureThreshold) return null;
  return fallbackReplicas(fallback, currentReplicas) * target;
}

function fallbackReplicas({ behavior, replicas }: KedaFallback, current: number): number {
  if (behavior === 'currentReplicas') return current;
  if (behavior === 'currentReplicasIfHigher') return Math.max(current, replicas);
  if (behavior === 'currentReplicasIfLower') return Math.min(current, replicas);
  return replicas;
}
