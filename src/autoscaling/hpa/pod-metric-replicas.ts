import { failed, inThousandths, type MetricProposal, replicas } from './metric-proposal.ts';
import { groupPods, type PodSamples, type PodState, type ReadinessRules } from './pod-groups.ts';
import { isWithinTolerance, type Tolerances } from './tolerances.ts';

/** A metric that each pod has of its own: a resource, or one of `type: Pods`. */
export interface PodMetric {
  /** `utilization`: per cent of the request; `average`: a plain value per pod. */
  readonly target: { readonly kind: 'utilization' | 'average'; readonly value: number };
  readonly isCpu: boolean;
  readonly pods: readonly PodState[];
  readonly samples: PodSamples;
}

export interface SyncFacts {
  /** Replicas that the scale subresource asks for. */
  readonly current: number;
  readonly now: number;
  readonly tolerances: Tolerances;
  readonly readiness: ReadinessRules;
}

/** One pod's part of the ratio: what it uses, of what. */
interface Part {
  readonly used: number;
  readonly request: number;
}

/**
 * Replicas by a metric of pods. Unready pods are left out, and on the way up taken to use nothing; pods without a
 * sample count as full on the way down and as idle on the way up, so that neither makes a change larger.
 */
export function podMetricReplicas(metric: PodMetric, facts: SyncFacts): MetricProposal {
  const { pods, samples } = metric;
  const groups = groupPods(pods, samples, { isCpu: metric.isCpu, now: facts.now }, facts.readiness);
  const counted = groups.counted.map(({ name, request }) => ({
    used: inThousandths(samples.get(name)?.value ?? 0),
    request: inThousandths(request),
  }));
  if (counted.length === 0) return failed('no metrics of ready pods');
  const ratio = usageRatio(counted, metric);
  if (ratio === null) return failed('the pods request none of this resource');
  const padUnready = groups.unready.length > 0 && ratio > 1;
  if (!padUnready && groups.missing.length === 0) return plainAnswer(ratio, counted.length, facts);
  const padded = [
    ...counted,
    ...groups.missing.flatMap((pod) => missingPart(pod, ratio, metric)),
    ...(padUnready ? groups.unready.map(idlePart) : []),
  ];
  return paddedAnswer(ratio, usageRatio(padded, metric) ?? 0, padded.length, facts);
}

function plainAnswer(ratio: number, counted: number, { current, tolerances }: SyncFacts): MetricProposal {
  return replicas(isWithinTolerance(ratio, tolerances) ? current : Math.ceil(ratio * counted));
}

/** Guesses about pods may make a change smaller, but not turn it round. */
function paddedAnswer(
  measured: number,
  padded: number,
  pods: number,
  { current, tolerances }: SyncFacts,
): MetricProposal {
  const turned = (measured < 1 && padded > 1) || (measured > 1 && padded < 1);
  if (isWithinTolerance(padded, tolerances) || turned) return replicas(current);
  const wanted = Math.ceil(padded * pods);
  const wrongWay = (padded < 1 && wanted > current) || (padded > 1 && wanted < current);
  return replicas(wrongWay ? current : wanted);
}

/** Utilisation is truncated to whole per cent, an average to whole thousandths, as the controller does it. */
function usageRatio(parts: readonly Part[], { target }: PodMetric): number | null {
  const used = parts.reduce((sum, part) => sum + part.used, 0);
  if (target.kind === 'average') return Math.trunc(used / parts.length) / inThousandths(target.value);
  const requested = parts.reduce((sum, part) => sum + part.request, 0);
  return requested === 0 ? null : Math.trunc((used * 100) / requested) / target.value;
}

function missingPart(pod: PodState, ratio: number, { target }: PodMetric): readonly Part[] {
  if (ratio > 1) return [idlePart(pod)];
  if (ratio === 1) return [];
  const request = inThousandths(pod.request);
  const full =
    target.kind === 'average'
      ? inThousandths(target.value)
      : Math.trunc((request * Math.max(100, target.value)) / 100);
  return [{ used: full, request }];
}

function idlePart({ request }: PodState): Part {
  return { used: 0, request: inThousandths(request) };
}
