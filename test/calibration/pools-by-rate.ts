import { type Pools, poolsOf } from './figures.ts';

/** Pools are made once for a rate; those of 20 000 requests a run are large. */
export function makePools(): (requests: number) => Pools {
  const made = new Map<number, Pools>();
  return (requests) => {
    const known = made.get(requests) ?? poolsOf(requests, requests > 10_000 ? 250 : 1000);
    made.set(requests, known);
    return known;
  };
}
