import { inThousandths, type MetricProposal, replicas } from './metric-proposal.ts';
import { isWithinTolerance, type Tolerances } from './tolerances.ts';

/** A metric with one value for the whole workload: of an object, or external (all of KEDA's). */
export interface WholeMetric {
  /** `value`: as a ratio of the target; `average-value`: the target is per pod. */
  readonly target: { readonly kind: 'value' | 'average-value'; readonly value: number };
  /** Sum of all series. */
  readonly value: number;
}

export interface WholeMetricFacts {
  /** Replicas that the scale subresource asks for. */
  readonly current: number;
  /** Pods that there are (status of the scale subresource). */
  readonly existing: number;
  /** Of those, running and ready. */
  readonly ready: number;
  readonly tolerances: Tolerances;
}

/** Replicas by a metric of the whole workload. Readiness matters to `value` alone. */
export function wholeMetricReplicas({ target, value }: WholeMetric, facts: WholeMetricFacts): MetricProposal {
  const [usage, goal] = [inThousandths(value), inThousandths(target.value)];
  return target.kind === 'value' ? byValue(usage / goal, facts) : byAverage(usage, goal, facts);
}

function byValue(ratio: number, { current, ready, tolerances }: WholeMetricFacts): MetricProposal {
  if (current === 0) return replicas(Math.ceil(ratio));
  return replicas(isWithinTolerance(ratio, tolerances) ? current : Math.ceil(ratio * ready));
}

/** The tolerance is held against the pods that there are, also against those that only just come up. */
function byAverage(usage: number, goal: number, { existing, tolerances }: WholeMetricFacts): MetricProposal {
  const ratio = usage / (goal * existing);
  return replicas(isWithinTolerance(ratio, tolerances) ? existing : Math.ceil(usage / goal));
}
