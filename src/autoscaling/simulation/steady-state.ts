import { tolerancesOf } from '../hpa/hpa-sync.ts';
import { hpaMinimum } from '../keda/keda-poll.ts';
import type { AutoscalerMetric, AutoscalerSpec } from '../spec/autoscaler-spec.ts';
import { meanServiceSeconds } from './metric-probe.ts';
import type { ServiceModel } from './service-model.ts';

/** Replicas that an autoscaler settles at under a constant load (without cron triggers), asleep at none. */
export function steadyReplicas(spec: AutoscalerSpec, service: ServiceModel, rate: number): number {
  const wanted = spec.metrics.map((metric) => wantedBy(metric, spec, service, rate) ?? 0);
  const { min, max } = spec.hpa;
  const steady = Math.min(max, Math.max(min, ...wanted));
  return rate === 0 && spec.keda !== null && spec.keda.min < hpaMinimum(spec.keda) ? 0 : steady;
}

/**
 * Replicas that count as scaled out: as many as the metrics leave alone at this load (within their tolerance) or as its
 * work takes, whichever is more, but no more than there may be.
 */
export function neededReplicas(spec: AutoscalerSpec, service: ServiceModel, rate: number): number {
  const asked = spec.metrics
    .filter(({ signal }) => signal.kind === 'rate' || signal.kind === 'cpu')
    .map((metric) => wantedBy(metric, spec, service, rate / (1 + tolerancesOf(spec.hpa).up)) ?? 0);
  const carries = Math.ceil(rate / service.capacityPerPod);
  return Math.min(spec.hpa.max, Math.max(1, spec.hpa.min, carries, ...asked));
}

function wantedBy(
  { signal, target }: AutoscalerMetric,
  { hpa }: AutoscalerSpec,
  service: ServiceModel,
  rate: number,
): number | null {
  if (signal.kind === 'cron') return null;
  if (signal.kind === 'cpu') {
    const used = (rate / service.capacityPerPod) * service.cpuAtCapacity;
    return target.kind === 'utilization' ? Math.ceil((used * 100) / target.value) : null;
  }
  const value = signal.kind === 'rate' ? rate : rate * meanServiceSeconds(service);
  // A value of the whole that pods do not change has no balance: it grows to the end.
  if (target.kind === 'value') return value > target.value ? hpa.max : hpa.min;
  return Math.ceil(value / target.value - 1e-9);
}
