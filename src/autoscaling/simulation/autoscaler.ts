import { FRESH_MEMORY, type HpaMemory, syncHpa, tolerancesOf } from '../hpa/hpa-sync.ts';
import { failed, type MetricProposal } from '../hpa/metric-proposal.ts';
import { DEFAULT_READINESS_RULES } from '../hpa/pod-groups.ts';
import { podMetricReplicas } from '../hpa/pod-metric-replicas.ts';
import { wholeMetricReplicas } from '../hpa/whole-metric-replicas.ts';
import { fallbackValue } from '../keda/keda-fallback.ts';
import { type KedaMemory, type KedaSpec, pollKeda } from '../keda/keda-poll.ts';
import type { AutoscalerMetric, AutoscalerSpec } from '../spec/autoscaler-spec.ts';
import type { FluidQueue } from './fluid-queue.ts';
import type { MetricProbe } from './metric-probe.ts';
import type { PodFleet } from './pod-fleet.ts';
import type { ControlModel, Phases } from './service-model.ts';
import { Timer } from './timer.ts';

/** The world as the control loops find it. */
export interface ControlView {
  readonly queue: FluidQueue;
  readonly rate: number;
  readonly capacity: number;
}

/** The HPA's loop and, over it, KEDA's: two timers that set the same number of replicas. */
export class Autoscaler {
  readonly #spec: AutoscalerSpec;
  readonly #fleet: PodFleet;
  readonly #probe: MetricProbe;
  readonly #syncs: Timer;
  readonly #polls: Timer | null;
  readonly #failures = new Map<AutoscalerMetric, number>();
  #hpaMemory: HpaMemory = FRESH_MEMORY;
  #kedaMemory: KedaMemory;

  constructor(
    spec: AutoscalerSpec,
    control: ControlModel,
    phases: Phases,
    start: number,
    fleet: PodFleet,
    probe: MetricProbe,
  ) {
    this.#spec = spec;
    this.#fleet = fleet;
    this.#probe = probe;
    this.#syncs = new Timer(control.syncPeriodSeconds, phases.syncSeconds, start);
    this.#polls = spec.keda === null ? null : new Timer(spec.keda.pollingSeconds, phases.pollSeconds, start);
    this.#kedaMemory = { createdAt: start, lastActiveAt: null };
  }

  get next(): number {
    return Math.min(this.#syncs.next, this.#polls?.next ?? Number.POSITIVE_INFINITY);
  }

  /** Whatever is due at this moment; KEDA first, so that an HPA that wakes with it sees the pod. */
  act(now: number, view: ControlView): void {
    if (this.#spec.keda !== null && this.#polls?.isDue(now) === true) this.#poll(this.#spec.keda, now, view);
    if (this.#syncs.isDue(now)) this.#sync(now, view);
  }

  #poll(keda: KedaSpec, now: number, { queue, rate, capacity }: ControlView): void {
    const asked = this.#spec.metrics.filter(({ activation }) => activation !== null);
    const answers = asked.map((metric) => this.#probe.isAwake(metric, queue, rate, capacity));
    const seen = { anyActive: answers.includes(true), anyFailed: answers.includes(null) };
    const poll = pollKeda(keda, this.#kedaMemory, this.#fleet.existing, now, seen);
    this.#kedaMemory = poll.memory;
    this.#fleet.scaleTo(poll.replicas, now);
  }

  #sync(now: number, view: ControlView): void {
    const propose = () => this.#spec.metrics.map((metric) => this.#proposal(metric, now, view));
    const sync = syncHpa(this.#spec.hpa, this.#hpaMemory, this.#fleet.existing, now, propose);
    this.#hpaMemory = sync.memory;
    this.#fleet.scaleTo(sync.replicas, now);
  }

  #proposal(metric: AutoscalerMetric, now: number, view: ControlView): MetricProposal {
    return metric.scope === 'pods' ? this.#ofPods(metric, now, view) : this.#ofWhole(metric, now, view);
  }

  #ofPods(metric: AutoscalerMetric, now: number, { queue }: ControlView): MetricProposal {
    const { kind, value } = metric.target;
    const podMetric = {
      target: { kind: kind === 'utilization' ? ('utilization' as const) : ('average' as const), value },
      isCpu: metric.signal.kind === 'cpu',
      pods: this.#fleet.states(now, 1),
      samples: this.#probe.samples(metric, this.#fleet, queue),
    };
    return podMetricReplicas(podMetric, {
      current: this.#fleet.existing,
      now,
      tolerances: tolerancesOf(this.#spec.hpa),
      readiness: DEFAULT_READINESS_RULES,
    });
  }

  #ofWhole(metric: AutoscalerMetric, now: number, { queue, rate, capacity }: ControlView): MetricProposal {
    const value = this.#withFallback(metric, this.#probe.read(metric, queue, rate, capacity));
    if (value === null) return failed('the metric cannot be read');
    const { existing } = this.#fleet;
    const target = {
      kind: metric.target.kind === 'value' ? ('value' as const) : ('average-value' as const),
      value: metric.target.value,
    };
    const facts = {
      current: existing,
      existing,
      ready: this.#fleet.ready(now),
      tolerances: tolerancesOf(this.#spec.hpa),
    };
    return wholeMetricReplicas({ target, value }, facts);
  }

  #withFallback(metric: AutoscalerMetric, value: number | null): number | null {
    const { keda } = this.#spec;
    const failures = value === null ? (this.#failures.get(metric) ?? 0) + 1 : 0;
    this.#failures.set(metric, failures);
    if (value !== null || keda === null || metric.target.kind !== 'average') return value;
    return fallbackValue(keda.fallback, failures, metric.target.value, this.#fleet.existing);
  }
}
