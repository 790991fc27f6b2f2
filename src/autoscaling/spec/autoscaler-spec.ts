import type { HpaSpec } from '../hpa/hpa-sync.ts';
import type { CronTrigger } from '../keda/cron-window.ts';
import type { KedaSpec } from '../keda/keda-poll.ts';

/** What a metric sees of the service. */
export type Signal =
  /** Requests a second: over a window of scraped counters, or (`null`) as the source knows it at the moment. */
  | { readonly kind: 'rate'; readonly windowSeconds: number | null }
  /** Work that is in the system: messages, or requests that wait or run. */
  | { readonly kind: 'backlog'; readonly scraped: boolean }
  /** Processor time, by the metrics server. */
  | { readonly kind: 'cpu' }
  | { readonly kind: 'cron'; readonly trigger: CronTrigger };

/** What a metric is held against. */
export interface MetricTarget {
  /** Utilisation in per cent of the request; `average` per pod; `value` for the whole. */
  readonly kind: 'utilization' | 'average' | 'value';
  readonly value: number;
}

export interface AutoscalerMetric {
  readonly name: string;
  readonly signal: Signal;
  readonly target: MetricTarget;
  /** `pods`: each pod has a value of its own, and readiness counts. */
  readonly scope: 'pods' | 'whole';
  /** KEDA alone: above this the workload is awake; `null` where KEDA does not ask (CPU). */
  readonly activation: number | null;
}

/** An autoscaler as the simulator needs it. */
export interface AutoscalerSpec {
  readonly kind: 'ScaledObject' | 'HorizontalPodAutoscaler';
  readonly name: string;
  readonly target: string;
  /** File, or `-`. */
  readonly source: string;
  readonly hpa: HpaSpec;
  readonly keda: KedaSpec | null;
  readonly metrics: readonly AutoscalerMetric[];
}
