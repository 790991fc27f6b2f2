/** How the service behaves under load. */
export interface ServiceModel {
  /** Requests a second that a ready pod completes at most: the last step of a stress test that met its objective. */
  readonly capacityPerPod: number;
  /** From created to running: scheduling, image, start. */
  readonly startUpSeconds: number;
  /** From running to ready. */
  readonly readinessSeconds: number;
  /** p95 of a request when nothing waits. */
  readonly unloadedP95Ms: number;
  /** Share of its CPU request that a pod uses at capacity. */
  readonly cpuAtCapacity: number;
  /** What the counters count: requests when they arrive (at an ingress), or when they are done (in the pod). */
  readonly counted: 'arrivals' | 'completions';
}

/** How often who looks. */
export interface ControlModel {
  readonly syncPeriodSeconds: number;
  readonly scrapeIntervalSeconds: number;
  /** `--metric-resolution` of the metrics server. */
  readonly cpuResolutionSeconds: number;
}

/** Where in their periods the control loops stand at second 0. */
export interface Phases {
  readonly syncSeconds: number;
  readonly pollSeconds: number;
  readonly scrapeSeconds: number;
}

export const DEFAULT_CONTROL: ControlModel = {
  syncPeriodSeconds: 15,
  scrapeIntervalSeconds: 15,
  cpuResolutionSeconds: 15,
};

export function podReadySeconds({ startUpSeconds, readinessSeconds }: ServiceModel): number {
  return startUpSeconds + readinessSeconds;
}
