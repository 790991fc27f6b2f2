import { formatNumberOf } from '../../lib/format-number.ts';
import type { Notice } from '../../model/run.ts';
import type { AutoscalerSpec } from '../spec/autoscaler-spec.ts';

/** Share of its capacity at which a pod is usually kept. */
const USUAL_LOAD = 0.7;
/** Where a manifest says nothing of what a pod can do. */
const UNKNOWN_CAPACITY = 50;

export interface Assumed<T> {
  readonly value: T;
  readonly notices: readonly Notice[];
}

/** Requests a second per pod: as stated, or such that the target of a rate is 70 % of it. */
export function capacityOf(spec: AutoscalerSpec, stated: number | null): Assumed<number> {
  if (stated !== null) return { value: stated, notices: [] };
  const target = rateTarget(spec);
  const value = target === null ? UNKNOWN_CAPACITY : round(target / USUAL_LOAD);
  const why = target === null ? 'a guess' : `such that the target of ${target} is 70 % of it`;
  const text = `a pod is taken to carry ${value} requests a second, ${why}: say what the stress test found with --capacity`;
  return { value, notices: [{ code: 'capacity-assumed', text }] };
}

/** The load before a spike: as stated, or what keeps the least number of pods at their target. */
export function baseRateOf(spec: AutoscalerSpec, capacity: number, stated: number | null): Assumed<number> {
  if (stated !== null) return { value: stated, notices: [] };
  const perPod = rateTarget(spec) ?? round(capacity * (cpuShare(spec) ?? USUAL_LOAD));
  const value = perPod * Math.max(1, spec.hpa.min);
  const text = `the load before the spike is taken to be ${value} requests a second, which keeps ${formatNumberOf(Math.max(1, spec.hpa.min), 'pod')} at its target: say it with --base-rate`;
  return { value, notices: [{ code: 'base-rate-assumed', text }] };
}

function rateTarget({ metrics }: AutoscalerSpec): number | null {
  const rates = metrics.filter(({ signal, target }) => signal.kind === 'rate' && target.kind === 'average');
  return rates.length === 0 ? null : Math.min(...rates.map(({ target }) => target.value));
}

function cpuShare({ metrics }: AutoscalerSpec): number | null {
  const cpu = metrics.find(({ signal, target }) => signal.kind === 'cpu' && target.kind === 'utilization');
  return cpu === undefined ? null : Math.min(1, cpu.target.value / 100);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
