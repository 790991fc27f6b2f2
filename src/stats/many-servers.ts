/** A queue in front of servers that are all alike: M/M/m, first come, first served. */
export interface ManyServers {
  readonly servers: number;
  /** Completions of one busy server in a unit of time. */
  readonly serviceRate: number;
  readonly arrivalRate: number;
}

/**
 * Probability that an arrival has to wait (Erlang's C formula, 1917), by the recurrence of Erlang's B, which neither
 * overflows nor loses digits. 1 where the load is as much as the servers can do, or more.
 */
export function waitProbability({ servers, serviceRate, arrivalRate }: ManyServers): number {
  const offered = arrivalRate / serviceRate;
  if (offered >= servers) return 1;
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = (offered * blocked) / (count + offered * blocked);
  return (servers * blocked) / (servers - offered * (1 - blocked));
}

/**
 * Quantile of the time from arrival to completion in the steady state: the wait, exponential for those who wait, plus
 * the exponential service time (Cooper, Introduction to Queueing Theory, 1981, section 3.5). By bisection, to 1e-9 of
 * the mean service time. Infinite where the load is as much as the servers can do.
 * @param p 0.95
 */
export function sojournQuantile(queue: ManyServers, p: number): number {
  const { servers, serviceRate, arrivalRate } = queue;
  const spare = servers * serviceRate - arrivalRate;
  if (spare <= 0) return Number.POSITIVE_INFINITY;
  const waits = waitProbability(queue);
  let low = 0;
  let high = 1 / serviceRate;
  while (exceeds(high, waits, serviceRate, spare) > 1 - p) high *= 2;
  for (let round = 0; round < 60 && high - low > 1e-9 / serviceRate; round++) {
    const middle = (low + high) / 2;
    if (exceeds(middle, waits, serviceRate, spare) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(sojourn > t): no wait and a long service, or a wait and a service that are long together. */
function exceeds(t: number, waits: number, serviceRate: number, spare: number): number {
  const service = Math.exp(-serviceRate * t);
  const gap = spare - serviceRate;
  // Two exponentials of the same rate add up to an Erlang distribution.
  const both =
    Math.abs(gap) < 1e-9 * serviceRate
      ? service * (1 + serviceRate * t)
      : (spare * service - serviceRate * Math.exp(-spare * t)) / gap;
  return (1 - waits) * service + waits * both;
}
