import type { PodState } from '../hpa/pod-groups.ts';
import type { ServiceModel } from './service-model.ts';

interface Pod {
  readonly name: string;
  readonly createdAt: number;
  readonly runningAt: number;
  readonly readyAt: number;
}

/** Pods of a workload: each is created, runs after the start-up time and is ready after the readiness time. */
export class PodFleet {
  readonly #service: ServiceModel;
  /** Oldest first. */
  #pods: Pod[] = [];
  #made = 0;

  /** `ready` pods that have been there for long. */
  constructor(service: ServiceModel, ready: number, since: number) {
    this.#service = service;
    for (let index = 0; index < ready; index++)
      this.#add(since - service.startUpSeconds - service.readinessSeconds);
  }

  get existing(): number {
    return this.#pods.length;
  }

  /** Pods that came later are taken away first; what does not run yet is among them. */
  scaleTo(replicas: number, now: number): void {
    if (replicas < this.#pods.length) this.#pods = this.#pods.slice(0, replicas);
    while (this.#pods.length < replicas) this.#add(now);
  }

  ready(now: number): number {
    return this.#pods.reduce((sum, { readyAt }) => (readyAt <= now ? sum + 1 : sum), 0);
  }

  /** The next moment at which a pod becomes ready; infinity when all are. */
  nextReady(now: number): number {
    return this.#pods.reduce(
      (next, { readyAt }) => (readyAt > now ? Math.min(next, readyAt) : next),
      Number.POSITIVE_INFINITY,
    );
  }

  /** As the autoscaler sees them; requests are in the unit of `request`. */
  states(now: number, request: number): readonly PodState[] {
    return this.#pods.map((pod) => ({
      name: pod.name,
      phase: pod.runningAt <= now ? 'Running' : 'Pending',
      deleted: false,
      ready: pod.runningAt <= now ? pod.readyAt <= now : null,
      startedAt: pod.runningAt <= now ? pod.runningAt : null,
      readyChangedAt: pod.readyAt <= now ? pod.readyAt : pod.runningAt,
      request,
    }));
  }

  #add(now: number): void {
    const { startUpSeconds, readinessSeconds } = this.#service;
    const runningAt = now + startUpSeconds;
    this.#pods.push({
      name: `pod-${this.#made++}`,
      createdAt: now,
      runningAt,
      readyAt: runningAt + readinessSeconds,
    });
  }
}
