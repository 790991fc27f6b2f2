import type { PodSample, PodSamples } from '../hpa/pod-groups.ts';
import { cronAnswer } from '../keda/cron-window.ts';
import type { AutoscalerMetric, Signal } from '../spec/autoscaler-spec.ts';
import { type CounterSample, prometheusRate } from './counter-rate.ts';
import type { FluidQueue } from './fluid-queue.ts';
import type { PodFleet } from './pod-fleet.ts';
import type { ControlModel, ServiceModel } from './service-model.ts';

/** Seconds during which what is scraped cannot be read. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface ProbeOptions {
  readonly service: ServiceModel;
  readonly control: ControlModel;
  readonly metrics: readonly AutoscalerMetric[];
  /** Second 0 by the clock, for cron triggers. */
  readonly epochMs: number;
  readonly outage: Outage | null;
}

/** What the monitoring knows of the service: only what was scraped, when it was. */
export class MetricProbe {
  readonly #options: ProbeOptions;
  readonly #longestWindow: number;
  readonly #cron = new Map<AutoscalerMetric, ReturnType<typeof cronAnswer>>();
  #counter: CounterSample[] = [];
  #scrapedWork = 0;
  #cpuTick: CounterSample | null = null;
  #cpu: { readonly perPod: number; readonly at: number; readonly since: number } | null = null;

  constructor(options: ProbeOptions) {
    this.#options = options;
    const windows = options.metrics.map(({ signal }) =>
      signal.kind === 'rate' ? (signal.windowSeconds ?? 0) : 0,
    );
    this.#longestWindow = Math.max(0, ...windows);
  }

  scrape(queue: FluidQueue, rate: number, capacity: number): void {
    const { counted } = this.#options.service;
    this.#counter.push({ at: queue.now, total: counted === 'arrivals' ? queue.arrived : queue.done });
    const oldest = queue.now - this.#longestWindow;
    this.#counter = this.#counter.filter(({ at }) => at > oldest);
    this.#scrapedWork = this.#workInSystem(queue, rate, capacity);
  }

  /** The metrics server looks at processor time: what was used between two looks, shared by the ready pods. */
  lookAtCpu(queue: FluidQueue, ready: number): void {
    const { capacityPerPod, cpuAtCapacity } = this.#options.service;
    const before = this.#cpuTick;
    this.#cpuTick = { at: queue.now, total: queue.done };
    if (before === null || ready === 0) return;
    const perSecond = (queue.done - before.total) / (queue.now - before.at);
    const perPod = (perSecond / ready / capacityPerPod) * cpuAtCapacity;
    this.#cpu = { perPod, at: queue.now, since: before.at };
  }

  /** A metric of the whole workload; `null` when it cannot be read. */
  read(metric: AutoscalerMetric, queue: FluidQueue, rate: number, capacity: number): number | null {
    const { signal } = metric;
    if (isScraped(signal) && this.#isOut(queue.now)) return null;
    if (signal.kind === 'rate')
      return signal.windowSeconds === null
        ? rate
        : prometheusRate(this.#counter, queue.now, signal.windowSeconds);
    if (signal.kind === 'backlog')
      return signal.scraped ? this.#scrapedWork : this.#workInSystem(queue, rate, capacity);
    return signal.kind === 'cron' ? this.#readCron(metric, queue.now).value : null;
  }

  /** Whether a trigger keeps the workload awake; `null` when it cannot be read or is not asked. */
  isAwake(metric: AutoscalerMetric, queue: FluidQueue, rate: number, capacity: number): boolean | null {
    if (metric.activation === null) return null;
    if (metric.signal.kind === 'cron') return this.#readCron(metric, queue.now).active;
    const value = this.read(metric, queue, rate, capacity);
    return value === null ? null : value > metric.activation;
  }

  /** Values of pods: processor time as a share of the request, or the rate of the workload shared by its pods. */
  samples(metric: AutoscalerMetric, fleet: PodFleet, queue: FluidQueue): PodSamples {
    return metric.signal.kind === 'cpu'
      ? this.#cpuSamples(fleet, queue.now)
      : this.#rateSamples(metric, fleet, queue);
  }

  #cpuSamples(fleet: PodFleet, now: number): PodSamples {
    const cpu = this.#cpu;
    if (cpu === null) return new Map();
    const sample: PodSample = { value: cpu.perPod, at: cpu.at, windowSeconds: cpu.at - cpu.since };
    const seen = fleet.states(now, 1).filter(({ startedAt }) => startedAt !== null && startedAt <= cpu.since);
    return new Map(seen.map(({ name }) => [name, sample]));
  }

  /** A rate needs two scrapes of a pod: until then the pod has no sample. */
  #rateSamples(metric: AutoscalerMetric, fleet: PodFleet, queue: FluidQueue): PodSamples {
    const rate = this.read(metric, queue, 0, 0);
    const second = this.#counter.at(-2)?.at;
    if (rate === null || second === undefined) return new Map();
    const seen = fleet
      .states(queue.now, 1)
      .filter(({ ready, readyChangedAt }) => ready === true && readyChangedAt <= second);
    const sample = { value: rate / Math.max(1, seen.length), at: queue.now, windowSeconds: 0 };
    return new Map(seen.map(({ name }) => [name, sample]));
  }

  /** Messages that are being worked on count as well as those that wait. */
  #workInSystem(queue: FluidQueue, rate: number, capacity: number): number {
    const flow = queue.backlog > 0 ? capacity : Math.min(rate, capacity);
    return queue.backlog + flow * meanServiceSeconds(this.#options.service);
  }

  #readCron(metric: AutoscalerMetric, now: number) {
    const nowMs = this.#options.epochMs + now * 1_000;
    const known = this.#cron.get(metric);
    if (known !== undefined && nowMs < known.untilMs) return known;
    if (metric.signal.kind !== 'cron') throw new TypeError(`${metric.name} is no cron trigger`);
    const answer = cronAnswer(metric.signal.trigger, nowMs);
    this.#cron.set(metric, answer);
    return answer;
  }

  #isOut(now: number): boolean {
    const { outage } = this.#options;
    return outage !== null && now >= outage.from && now < outage.to;
  }
}

function isScraped(signal: Signal): boolean {
  return signal.kind === 'rate' ? signal.windowSeconds !== null : signal.kind === 'backlog' && signal.scraped;
}

/** Service times are taken to be exponential: their p95 is ln 20 times their mean. */
export function meanServiceSeconds({ unloadedP95Ms }: Pick<ServiceModel, 'unloadedP95Ms'>): number {
  return unloadedP95Ms / 1_000 / Math.log(20);
}
