import type { LoadTrace } from '../load/load-trace.ts';
import { rateAt } from '../load/load-trace.ts';
import type { AutoscalerSpec } from '../spec/autoscaler-spec.ts';
import { Autoscaler } from './autoscaler.ts';
import { FluidQueue } from './fluid-queue.ts';
import { MetricProbe, type Outage } from './metric-probe.ts';
import { PodFleet } from './pod-fleet.ts';
import type { ControlModel, Phases, ServiceModel } from './service-model.ts';
import type { CurvePoint, SimulatedRun } from './simulated-run.ts';
import { steadyReplicas } from './steady-state.ts';
import { Timer } from './timer.ts';

export interface SimulationInput {
  readonly spec: AutoscalerSpec;
  readonly service: ServiceModel;
  readonly control: ControlModel;
  /** Second 0 is the spike. */
  readonly trace: LoadTrace;
  /** Second 0 by the clock, in milliseconds since the epoch. */
  readonly epochMs: number;
  readonly outage: Outage | null;
}

/** Before the first point of the load: enough for the five minutes in which an autoscaler goes down. */
const LEAD_SECONDS = 360;
/** Of the time before the load begins, as much as a chart shows. */
const RECORDED_BEFORE_SECONDS = 60;

/**
 * One run of the control loops over a load, for one way in which they may stand. Events only: a load that changes, a
 * pod that becomes ready, a scrape, a poll, a sync; between them everything is a straight line. Deterministic.
 */
export function simulateRun(input: SimulationInput, phases: Phases): SimulatedRun {
  const start = input.trace.points[0].second - leadSeconds(input);
  const simulation = new Simulation(input, phases, start);
  return { curve: simulation.run(), endSecond: input.trace.endSecond };
}

/** Every window of a rate is full when the load begins. */
function leadSeconds({ spec, control }: SimulationInput): number {
  const windows = spec.metrics.map(({ signal }) =>
    signal.kind === 'rate' ? (signal.windowSeconds ?? 0) : 0,
  );
  return Math.max(LEAD_SECONDS, Math.max(...windows) + 2 * control.scrapeIntervalSeconds);
}

class Simulation {
  readonly #input: SimulationInput;
  readonly #queue: FluidQueue;
  readonly #fleet: PodFleet;
  readonly #probe: MetricProbe;
  readonly #autoscaler: Autoscaler;
  readonly #scrapes: Timer;
  /** `null` when nobody asks for processor time. */
  readonly #cpuLooks: Timer | null;
  readonly #curve: CurvePoint[] = [];
  #nextPoint = 0;
  #rate: number;

  constructor(input: SimulationInput, phases: Phases, start: number) {
    const { spec, service, control, trace } = input;
    this.#input = input;
    this.#rate = rateAt(trace, start);
    this.#queue = new FluidQueue(start);
    this.#fleet = new PodFleet(service, steadyReplicas(spec, service, this.#rate), start);
    this.#probe = new MetricProbe({ ...input, metrics: spec.metrics });
    this.#autoscaler = new Autoscaler(spec, control, phases, start, this.#fleet, this.#probe);
    this.#scrapes = new Timer(control.scrapeIntervalSeconds, phases.scrapeSeconds, start);
    const asksForCpu = spec.metrics.some(({ signal }) => signal.kind === 'cpu');
    this.#cpuLooks = asksForCpu ? new Timer(control.cpuResolutionSeconds, phases.scrapeSeconds, start) : null;
  }

  run(): readonly CurvePoint[] {
    const { endSecond } = this.#input.trace;
    this.#record();
    for (let to = this.#nextEvent(); to < endSecond; to = this.#nextEvent()) {
      this.#flow(to);
      this.#happen(to);
      this.#record();
    }
    this.#flow(endSecond);
    this.#record();
    return this.#curve;
  }

  get #capacity(): number {
    return this.#fleet.ready(this.#queue.now) * this.#input.service.capacityPerPod;
  }

  #nextEvent(): number {
    const point = this.#input.trace.points[this.#nextPoint]?.second ?? Number.POSITIVE_INFINITY;
    return Math.min(
      point,
      this.#fleet.nextReady(this.#queue.now),
      this.#scrapes.next,
      this.#cpuLooks?.next ?? Number.POSITIVE_INFINITY,
      this.#autoscaler.next,
    );
  }

  /** Up to a moment; the moment at which the last waiting request is done is a point of the curve. */
  #flow(to: number): void {
    const capacity = this.#capacity;
    const empty = this.#queue.emptyBefore(to, this.#rate, capacity);
    if (empty !== null) {
      this.#queue.advance(empty, this.#rate, capacity);
      this.#record();
    }
    this.#queue.advance(to, this.#rate, capacity);
  }

  #happen(now: number): void {
    const point = this.#input.trace.points[this.#nextPoint];
    if (point !== undefined && point.second <= now) {
      this.#rate = point.rate;
      this.#nextPoint++;
    }
    if (this.#scrapes.isDue(now)) this.#probe.scrape(this.#queue, this.#rate, this.#capacity);
    if (this.#cpuLooks?.isDue(now) === true) this.#probe.lookAtCpu(this.#queue, this.#fleet.ready(now));
    this.#autoscaler.act(now, { queue: this.#queue, rate: this.#rate, capacity: this.#capacity });
  }

  #record(): void {
    const { now, arrived, done, backlog } = this.#queue;
    if (now < -RECORDED_BEFORE_SECONDS && now < this.#input.trace.points[0].second) return;
    this.#curve.push({
      second: now,
      rate: this.#rate,
      arrived,
      done,
      backlog,
      desired: this.#fleet.existing,
      ready: this.#fleet.ready(now),
    });
  }
}
