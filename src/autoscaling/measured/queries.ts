import type { MetricQuestion } from './single-series.ts';

/** What is measured: names as the cluster has them. */
export interface MeasuredNames {
  readonly namespace: string;
  readonly hpa: string;
  readonly deployment: string;
  /** `null` without KEDA. */
  readonly scaledObject: string | null;
}

/** Queries that stand in for the usual ones; `null`: as usual. */
export interface StatedQueries {
  readonly desired: string | null;
  readonly ready: string | null;
  readonly rate: string | null;
  readonly p95: string | null;
}

export interface MeasurementQuestions {
  readonly desired: MetricQuestion;
  readonly ready: MetricQuestion;
  readonly rate: MetricQuestion | null;
  readonly p95: MetricQuestion | null;
  /** What is told when it is there: bounds, what the HPA says, what KEDA sees. */
  readonly minReplicas: MetricQuestion;
  readonly maxReplicas: MetricQuestion;
  readonly limited: MetricQuestion;
  readonly kedaActive: MetricQuestion | null;
  readonly kedaErrors: MetricQuestion | null;
}

/** The names of kube-state-metrics and of KEDA's operator. `max`: two replicas of either say the same twice. */
export function measurementQuestions(names: MeasuredNames, stated: StatedQueries): MeasurementQuestions {
  const hpa = labels({ namespace: names.namespace, horizontalpodautoscaler: names.hpa });
  const deployment = labels({ namespace: names.namespace, deployment: names.deployment });
  const limited = labels({
    namespace: names.namespace,
    horizontalpodautoscaler: names.hpa,
    condition: 'ScalingLimited',
    status: 'true',
  });
  return {
    desired: {
      what: 'the replicas that the autoscaler asks for',
      setting: '--desired-query',
      query: stated.desired ?? `max(kube_horizontalpodautoscaler_status_desired_replicas${hpa})`,
    },
    ready: {
      what: 'the replicas that are ready',
      setting: '--ready-query',
      query: stated.ready ?? `max(kube_deployment_status_replicas_ready${deployment})`,
    },
    rate: asked('the requests a second', '--rate-query', stated.rate),
    p95: asked('p95', '--p95-query', stated.p95),
    minReplicas: usual('the least replicas', `max(kube_horizontalpodautoscaler_spec_min_replicas${hpa})`),
    maxReplicas: usual('the most replicas', `max(kube_horizontalpodautoscaler_spec_max_replicas${hpa})`),
    limited: usual(
      'whether the autoscaler was limited',
      `max(kube_horizontalpodautoscaler_status_condition${limited})`,
    ),
    ...kedaQuestions(names),
  };
}

function kedaQuestions({ namespace, scaledObject }: MeasuredNames) {
  if (scaledObject === null) return { kedaActive: null, kedaErrors: null };
  const of = labels({ exported_namespace: namespace, scaledObject });
  const plain = labels({ namespace, scaledObject });
  const either = (metric: string) => `max(${metric}${of} or ${metric}${plain})`;
  return {
    kedaActive: usual('whether KEDA sees work', either('keda_scaler_active')),
    kedaErrors: usual('failures of KEDA to read its triggers', either('keda_scaler_detail_errors_total')),
  };
}

function asked(what: string, setting: string, query: string | null): MetricQuestion | null {
  return query === null ? null : { what, setting, query };
}

function usual(what: string, query: string): MetricQuestion {
  return { what, setting: '--hpa', query };
}

/** A selector; values are quoted as PromQL wants it. */
function labels(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${pairs.join(', ')}}`;
}
