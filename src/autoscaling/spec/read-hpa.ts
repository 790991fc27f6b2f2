import { count, list, nullable, object, oneOf, text } from '../../lib/json-shape.ts';
import type { Notice } from '../../model/run.ts';
import type { AutoscalerMetric, MetricTarget } from './autoscaler-spec.ts';
import { behaviorOf, quantity } from './behavior-shape.ts';
import { signalOfName } from './query-signal.ts';
import type { KubernetesObject } from './read-documents.ts';
import type { ReadSpec } from './read-scaled-object.ts';
import { checkedSpec, specProblem } from './spec-problem.ts';

const target = object(
  { type: oneOf('Utilization', 'AverageValue', 'Value') },
  { averageUtilization: count, averageValue: quantity(), value: quantity() },
);
const resource = object({ name: text(), target });
const custom = object({ metric: object({ name: text() }), target });
const metricShape = object(
  { type: oneOf('Resource', 'ContainerResource', 'Pods', 'Object', 'External') },
  { resource, containerResource: resource, pods: custom, object: custom, external: custom },
);

const shape = object(
  { scaleTargetRef: object({ name: text() }, { kind: text() }), maxReplicas: count },
  {
    minReplicas: nullable(count),
    metrics: nullable(list(metricShape)),
    behavior: nullable(behaviorOf),
    targetCPUUtilizationPercentage: nullable(count),
  },
);

type Shape = ReturnType<typeof shape>;
type StatedMetric = ReturnType<typeof metricShape>;
type Target = ReturnType<typeof target>;

/** What Kubernetes takes when an HPA states no metric. */
const DEFAULT_CPU_UTILIZATION = 80;
export const DEFAULT_RATE_WINDOW_SECONDS = 60;

/**
 * A HorizontalPodAutoscaler of `autoscaling/v2` (or v1 with its one metric).
 * @throws GateError CONFIG_INVALID
 */
export function readHpa(kubernetes: KubernetesObject, rateWindowSeconds: number | null): ReadSpec {
  const stated = checkedSpec(kubernetes, shape);
  const { scaleTargetRef } = stated;
  const hpa = { min: stated.minReplicas ?? 1, max: stated.maxReplicas, behavior: stated.behavior ?? null };
  if (hpa.min > hpa.max)
    throw specProblem(kubernetes, `minReplicas ${hpa.min} is above maxReplicas ${hpa.max}`);
  const { metrics, notices } = metricsOf(kubernetes, stated, rateWindowSeconds);
  return {
    spec: {
      kind: 'HorizontalPodAutoscaler',
      name: kubernetes.name,
      target: `${scaleTargetRef.kind ?? 'Deployment'}/${scaleTargetRef.name}`,
      source: kubernetes.source,
      hpa,
      keda: null,
      metrics,
    },
    notices,
  };
}

function metricsOf(kubernetes: KubernetesObject, stated: Shape, rateWindowSeconds: number | null) {
  const notices: Notice[] = [];
  const list = stated.metrics ?? [];
  const metrics: AutoscalerMetric[] =
    list.length === 0
      ? [cpuMetric(stated.targetCPUUtilizationPercentage ?? DEFAULT_CPU_UTILIZATION)]
      : list.flatMap((metric) => metricOf(kubernetes, metric, rateWindowSeconds, notices));
  if (metrics.length === 0)
    throw specProblem(
      kubernetes,
      `none of its metrics can be simulated (${notices.map(({ text }) => text).join('; ')})`,
    );
  return { metrics, notices };
}

function metricOf(
  kubernetes: KubernetesObject,
  stated: StatedMetric,
  rateWindowSeconds: number | null,
  notices: Notice[],
): readonly AutoscalerMetric[] {
  const { type } = stated;
  if (type === 'Resource' || type === 'ContainerResource') {
    const source = type === 'Resource' ? stated.resource : stated.containerResource;
    if (source === undefined) throw specProblem(kubernetes, `a metric of type ${type} without its block`);
    if (source.name === 'cpu' && source.target.averageUtilization !== undefined)
      return [cpuMetric(source.target.averageUtilization)];
    const reason =
      source.name === 'cpu'
        ? 'cores need requests, which are in another manifest'
        : 'it does not follow the load in this model';
    notices.push({ code: 'trigger-left-out', text: `${source.name} is left out: ${reason}` });
    return [];
  }
  const source = type === 'Pods' ? stated.pods : type === 'Object' ? stated.object : stated.external;
  if (source === undefined) throw specProblem(kubernetes, `a metric of type ${type} without its block`);
  const { name } = source.metric;
  const signal = signalOfName(name, rateWindowSeconds ?? DEFAULT_RATE_WINDOW_SECONDS);
  const seen = signal.kind === 'rate' ? 'a rate of requests' : 'work in the system';
  notices.push({ code: 'metric-by-name', text: `${name} is taken to be ${seen}, by its name` });
  const scope = type === 'Pods' ? 'pods' : 'whole';
  return [{ name, signal, target: targetOf(kubernetes, source.target), scope, activation: null }];
}

function targetOf(kubernetes: KubernetesObject, stated: Target): MetricTarget {
  const value = stated.type === 'Value' ? stated.value : stated.averageValue;
  if (value === undefined || !(value > 0))
    throw specProblem(kubernetes, `a target of type ${stated.type} needs a value above 0`);
  return { kind: stated.type === 'Value' ? 'value' : 'average', value };
}

function cpuMetric(value: number): AutoscalerMetric {
  return {
    name: 'cpu',
    signal: { kind: 'cpu' },
    target: { kind: 'utilization', value },
    scope: 'pods',
    activation: null,
  };
}
