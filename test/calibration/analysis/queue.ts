import type { Rng } from '../../../src/lib/rng.ts';

/** A service with so many servers, first come first served. */
export interface Service {
  readonly servers: number;
  /** Mean of the exponential service times. */
  readonly meanMs: number;
}

export interface Arrival {
  readonly atMs: number;
  /** Multiplies the service time: the machine's day, the step's neighbour, a cold cache. */
  readonly slowness: number;
}

export interface Served {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Serves arrivals (in order) exactly; the state is when each server becomes free. */
export function* serve(service: Service, arrivals: Iterable<Arrival>, rng: Rng): Generator<Served> {
  const freeAt = new Array<number>(service.servers).fill(0);
  for (const { atMs, slowness } of arrivals) {
    let first = 0;
    for (let server = 1; server < freeAt.length; server++)
      if ((freeAt[server] ?? 0) < (freeAt[first] ?? 0)) first = server;
    const starts = Math.max(atMs, freeAt[first] ?? 0);
    const endedMs = starts - service.meanMs * slowness * Math.log(1 - rng.uniform());
    freeAt[first] = endedMs;
    yield { beganMs: atMs, endedMs };
  }
}

/**
 * Rate at which the stationary p95 of the response time is `limitMs`, by the formulas of the M/M/c queue (Erlang C; Gross and Harris,
 * Fundamentals of Queueing Theory, 2.3): the simulation's truth, without simulation.
 */
export function rateAtP95(service: Service, limitMs: number): number {
  const capacity = (1000 * service.servers) / service.meanMs;
  let [low, high] = [0, capacity];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (shareSlower(service, middle / 1000, limitMs) > 0.05) high = middle;
    else low = middle;
  }
  return low;
}

/** P(response > t): waiting (never with 1 - C, else exponential) and then an exponential service. */
function shareSlower({ servers, meanMs }: Service, ratePerMs: number, t: number): number {
  const mu = 1 / meanMs;
  const waits = erlangC(servers, ratePerMs / mu);
  const theta = servers * mu - ratePerMs;
  const served = Math.exp(-mu * t);
  if (Math.abs(theta - mu) < 1e-9) return served + waits * mu * t * served;
  return served + (waits * mu * (served - Math.exp(-theta * t))) / (theta - mu);
}

function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  const idle = 1 - load / servers;
  return blocked / (idle + blocked * (1 - idle));
}
