import { type Behavior, DEFAULT_SCALE_DOWN, DEFAULT_SCALE_UP, type ScalingRules } from '../hpa/behavior.ts';
import type { AutoscalerSpec } from '../spec/autoscaler-spec.ts';

/** A way to set an autoscaler, beside the one that its manifest states. */
export interface Candidate {
  readonly minReplicas: number;
  /** Of every target that is not of a cron trigger. */
  readonly targetFactor: number;
  /** `null`: as stated. */
  readonly scaleUp: ScalingRules | null;
  readonly scaleDown: ScalingRules | null;
}

const TARGET_FACTORS = [1, 0.8, 0.65, 0.5];
const SCALE_DOWN_WINDOWS = [60, 120, 300];

/** As stated; at most double; double or 4 pods; four times; ten times: each 15 s, without a window. */
const SCALE_UPS: readonly (ScalingRules | null)[] = [
  null,
  { ...DEFAULT_SCALE_UP, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
  DEFAULT_SCALE_UP,
  { ...DEFAULT_SCALE_UP, policies: [{ type: 'Percent', value: 300, periodSeconds: 15 }] },
  { ...DEFAULT_SCALE_UP, policies: [{ type: 'Percent', value: 900, periodSeconds: 15 }] },
];

export const AS_STATED_FACTOR = 1;

export function asStated({ hpa }: AutoscalerSpec): Candidate {
  return { minReplicas: hpa.min, targetFactor: AS_STATED_FACTOR, scaleUp: null, scaleDown: null };
}

/** Everything that decides how fast it scales out: policies, targets, and how many replicas there always are. */
export function scaleUpCandidates(spec: AutoscalerSpec, needed: number): readonly Candidate[] {
  return minimums(spec, needed).flatMap((minReplicas) =>
    TARGET_FACTORS.flatMap((targetFactor) =>
      SCALE_UPS.map((scaleUp) => ({ minReplicas, targetFactor, scaleUp, scaleDown: null })),
    ),
  );
}

/** The same with other windows on the way down, which decide what a spike costs after its end. */
export function scaleDownVariants(candidate: Candidate): readonly Candidate[] {
  return SCALE_DOWN_WINDOWS.map((stabilizationWindowSeconds) => ({
    ...candidate,
    scaleDown: { ...DEFAULT_SCALE_DOWN, stabilizationWindowSeconds },
  }));
}

/** Never fewer than stated, and never more than the spike needs. */
function minimums({ hpa }: AutoscalerSpec, needed: number): readonly number[] {
  const wanted = [hpa.min, 2, 3, needed / 3, needed / 2, needed * 0.75, needed].map(Math.ceil);
  const fits = wanted.filter((count) => count >= hpa.min && count <= hpa.max);
  return [...new Set(fits)].sort((a, b) => a - b);
}

/** The autoscaler as it would be. A minimum above zero also keeps KEDA from putting it to sleep. */
export function applied(spec: AutoscalerSpec, candidate: Candidate): AutoscalerSpec {
  const { minReplicas, targetFactor } = candidate;
  const raised = minReplicas > spec.hpa.min;
  return {
    ...spec,
    hpa: { ...spec.hpa, min: minReplicas, behavior: behaviorOf(spec, candidate) },
    keda: spec.keda !== null && raised ? { ...spec.keda, min: minReplicas, idle: null } : spec.keda,
    metrics: spec.metrics.map((metric) =>
      metric.signal.kind === 'cron'
        ? metric
        : { ...metric, target: { ...metric.target, value: metric.target.value * targetFactor } },
    ),
  };
}

function behaviorOf({ hpa }: AutoscalerSpec, { scaleUp, scaleDown }: Candidate): Behavior | null {
  if (scaleUp === null && scaleDown === null) return hpa.behavior;
  return {
    scaleUp: scaleUp ?? hpa.behavior?.scaleUp ?? DEFAULT_SCALE_UP,
    scaleDown: scaleDown ?? hpa.behavior?.scaleDown ?? DEFAULT_SCALE_DOWN,
  };
}

/** `Percent 100/15 s or Pods 4/15 s`, with what is unusual about it. */
export function rulesText(rules: ScalingRules | null): string {
  if (rules === null) return 'no behavior';
  const { policies, selectPolicy, stabilizationWindowSeconds } = rules;
  if (selectPolicy === 'Disabled') return 'never';
  const joint = selectPolicy === 'Min' ? ' and ' : ' or ';
  const list = policies.map(({ type, value, periodSeconds }) => `${type} ${value}/${periodSeconds} s`);
  return `${list.join(joint)}, window ${stabilizationWindowSeconds} s`;
}
