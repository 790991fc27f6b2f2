export type Route = 'list' | 'product' | 'search' | 'cart-add' | 'cart-view' | 'checkout';
export const PROFILES: Readonly<Record<Route, { medianMs: number; sigma: number; cpuRounds: number }>>;
export function makeServiceTimes(options: {
  readonly seed: number;
  readonly slowdown: number;
}): (route: Route) => { waitMs: number; cpuRounds: number };
export function radicalInverse(n: number): number;
export function normalQuantile(share: number): number;
