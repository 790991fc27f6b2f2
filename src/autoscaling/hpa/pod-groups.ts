/** What the autoscaler knows of a pod. Times are seconds on one clock. */
export interface PodState {
  readonly name: string;
  readonly phase: 'Pending' | 'Running' | 'Failed';
  /** It has a deletion timestamp. */
  readonly deleted: boolean;
  /** Its Ready condition; `null` when it has none yet. */
  readonly ready: boolean | null;
  /** `null` until the kubelet has seen it. */
  readonly startedAt: number | null;
  /** Last change of the Ready condition. */
  readonly readyChangedAt: number;
  /** Of the resource that is scaled on, in the unit of the metric. */
  readonly request: number;
}

/** One pod's value of a metric. */
export interface PodSample {
  readonly value: number;
  /** End of the window that it was measured over. */
  readonly at: number;
  readonly windowSeconds: number;
}

export type PodSamples = ReadonlyMap<string, PodSample>;

/** Settings of the controller manager that decide whose CPU counts. */
export interface ReadinessRules {
  /** `--horizontal-pod-autoscaler-cpu-initialization-period`. */
  readonly cpuInitializationSeconds: number;
  /** `--horizontal-pod-autoscaler-initial-readiness-delay`. */
  readonly initialReadinessDelaySeconds: number;
}

export const DEFAULT_READINESS_RULES: ReadinessRules = {
  cpuInitializationSeconds: 300,
  initialReadinessDelaySeconds: 30,
};

/** Pods by what becomes of their samples. Deleted and failed pods are in no group. */
export interface PodGroups {
  readonly counted: readonly PodState[];
  /** They are coming: on the way up they count as using nothing. */
  readonly unready: readonly PodState[];
  /** They should have a sample and have none. */
  readonly missing: readonly PodState[];
}

/**
 * Tells pods apart as the autoscaler does: pending ones are unready; without a sample a pod is missing; readiness counts
 * for CPU only, since start-up work says nothing of the load.
 */
export function groupPods(
  pods: readonly PodState[],
  samples: PodSamples,
  metric: { readonly isCpu: boolean; readonly now: number },
  rules: ReadinessRules = DEFAULT_READINESS_RULES,
): PodGroups {
  const groups = { counted: [] as PodState[], unready: [] as PodState[], missing: [] as PodState[] };
  for (const pod of pods) {
    if (pod.deleted || pod.phase === 'Failed') continue;
    const sample = samples.get(pod.name);
    if (pod.phase === 'Pending') groups.unready.push(pod);
    else if (sample === undefined) groups.missing.push(pod);
    else if (metric.isCpu && !cpuCounts(pod, sample, metric.now, rules)) groups.unready.push(pod);
    else groups.counted.push(pod);
  }
  return groups;
}

function cpuCounts(pod: PodState, sample: PodSample, now: number, rules: ReadinessRules): boolean {
  if (pod.ready === null || pod.startedAt === null) return false;
  if (pod.startedAt + rules.cpuInitializationSeconds > now)
    return pod.ready && sample.at >= pod.readyChangedAt + sample.windowSeconds;
  return pod.ready || pod.startedAt + rules.initialReadinessDelaySeconds <= pod.readyChangedAt;
}
