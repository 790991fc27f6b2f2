/** A counter as it was scraped. */
export interface CounterSample {
  readonly at: number;
  readonly total: number;
}

/** A sample further than this many usual distances from the end of the window is no neighbour of it. */
const NEAR = 1.1;

/**
 * `rate(counter[window])` at a moment as Prometheus computes it: the increase between the first and the last sample in
 * the window, extended to its ends where they are near, else by half a distance. `null` with fewer than two samples.
 * @param samples ascending in time, without resets
 */
export function prometheusRate(
  samples: readonly CounterSample[],
  now: number,
  windowSeconds: number,
): number | null {
  const start = now - windowSeconds;
  const inside = samples.filter(({ at }) => at > start && at <= now);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || inside.length < 2) return null;
  const sampled = last.at - first.at;
  const distance = sampled / (inside.length - 1);
  const reach = (gap: number) => (gap < distance * NEAR ? gap : distance / 2);
  const covered = sampled + reach(first.at - start) + reach(now - last.at);
  return ((last.total - first.total) * (covered / sampled)) / windowSeconds;
}
