import { stringify } from 'yaml';
import type { Behavior, ScalingRules } from '../hpa/behavior.ts';

/** A `behavior` as it stands in an HPA, or in a ScaledObject's `advanced.horizontalPodAutoscalerConfig`; `null`: none. */
export function behaviorYaml(behavior: Behavior | null): string | null {
  if (behavior === null) return null;
  const { scaleUp, scaleDown } = behavior;
  return stringify({ behavior: { scaleUp: stated(scaleUp), scaleDown: stated(scaleDown) } });
}

function stated({ tolerance, ...rules }: ScalingRules) {
  return tolerance === null ? rules : { ...rules, tolerance };
}
