import { isRecord } from '../../lib/json-guard.ts';
import { type Check, count, nonEmptyList, nullable, object, oneOf, text } from '../../lib/json-shape.ts';
import type { Notice } from '../../model/run.ts';
import { hpaMinimum, KEDA_DEFAULTS, type KedaSpec } from '../keda/keda-poll.ts';
import type { AutoscalerMetric, AutoscalerSpec } from './autoscaler-spec.ts';
import { behaviorOf } from './behavior-shape.ts';
import { readTrigger, type StatedTrigger } from './keda-triggers.ts';
import type { KubernetesObject } from './read-documents.ts';
import { checkedSpec, specProblem } from './spec-problem.ts';

export interface ReadSpec {
  readonly spec: AutoscalerSpec;
  readonly notices: readonly Notice[];
}

/** Numbers and switches without quotes, which KEDA itself refuses, are read all the same. */
const metadata: Check<Readonly<Record<string, string>>> = (value) =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) =>
          ['string', 'number', 'boolean'].includes(typeof item) ? [[key, String(item)]] : [],
        ),
      )
    : {};

const trigger = object(
  { type: text(), metadata },
  { name: text(), metricType: oneOf('AverageValue', 'Value', 'Utilization') },
);

const shape = object(
  { scaleTargetRef: object({ name: text() }, { kind: text() }), triggers: nonEmptyList(trigger) },
  {
    pollingInterval: nullable(count),
    cooldownPeriod: nullable(count),
    initialCooldownPeriod: nullable(count),
    idleReplicaCount: nullable(count),
    minReplicaCount: nullable(count),
    maxReplicaCount: nullable(count),
    fallback: nullable(
      object(
        { failureThreshold: count, replicas: count },
        { behavior: oneOf('static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower') },
      ),
    ),
    advanced: nullable(
      object(
        {},
        {
          horizontalPodAutoscalerConfig: nullable(object({}, { behavior: nullable(behaviorOf) })),
          scalingModifiers: nullable(object({}, { formula: text() })),
        },
      ),
    ),
  },
);

type Shape = ReturnType<typeof shape>;

/**
 * A ScaledObject with KEDA's defaults; its HPA as KEDA would make it.
 * @throws GateError CONFIG_INVALID
 */
export function readScaledObject(object: KubernetesObject, rateWindowSeconds: number | null): ReadSpec {
  const stated = checkedSpec(object, shape);
  if ((stated.advanced?.scalingModifiers?.formula ?? '') !== '')
    throw specProblem(object, 'scalingModifiers are not simulated: give a copy without the formula');
  const keda = kedaOf(stated);
  const { metrics, notices } = metricsOf(object, stated, rateWindowSeconds);
  const { scaleTargetRef, maxReplicaCount } = stated;
  const spec: AutoscalerSpec = {
    kind: 'ScaledObject',
    name: object.name,
    target: `${scaleTargetRef.kind ?? 'Deployment'}/${scaleTargetRef.name}`,
    source: object.source,
    hpa: {
      min: hpaMinimum(keda),
      max: maxReplicaCount ?? KEDA_DEFAULTS.max,
      behavior: stated.advanced?.horizontalPodAutoscalerConfig?.behavior ?? null,
    },
    keda,
    metrics,
  };
  if (spec.hpa.min > spec.hpa.max)
    throw specProblem(object, `minReplicaCount ${spec.hpa.min} is above maxReplicaCount ${spec.hpa.max}`);
  return { spec, notices };
}

function kedaOf(stated: Shape): KedaSpec {
  const { fallback } = stated;
  return {
    pollingSeconds: Math.max(1, stated.pollingInterval ?? KEDA_DEFAULTS.pollingSeconds),
    cooldownSeconds: stated.cooldownPeriod ?? KEDA_DEFAULTS.cooldownSeconds,
    initialCooldownSeconds: stated.initialCooldownPeriod ?? KEDA_DEFAULTS.initialCooldownSeconds,
    min: stated.minReplicaCount ?? 0,
    idle: stated.idleReplicaCount ?? null,
    fallback: fallback == null ? null : { ...fallback, behavior: fallback.behavior ?? 'static' },
  };
}

function metricsOf(object: KubernetesObject, { triggers }: Shape, rateWindowSeconds: number | null) {
  const metrics: AutoscalerMetric[] = [];
  const notices: Notice[] = [];
  for (const [index, stated] of triggers.entries()) {
    const name = stated.name ?? `${stated.type}${triggers.length > 1 ? ` (trigger ${index + 1})` : ''}`;
    const trigger: StatedTrigger = { ...stated, name, metricType: stated.metricType ?? null };
    const read = readTrigger(trigger, rateWindowSeconds);
    if (read.kind === 'wrong') throw specProblem(object, read.problem);
    if (read.kind === 'metric') metrics.push(read.metric);
    else notices.push({ code: 'trigger-left-out', text: `${name} is left out: ${read.reason}` });
  }
  if (metrics.length === 0)
    throw specProblem(
      object,
      `none of its triggers can be simulated (${notices.map(({ text }) => text).join('; ')})`,
    );
  return { metrics, notices };
}
