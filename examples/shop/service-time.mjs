/**
 * How long each request of the shop takes: waiting (as for a database) with a lognormal tail, and some CPU work.
 * Times are drawn from a low-discrepancy sequence for each route, so that two runs with the same number of
 * requests see nearly the same distribution. A demo needs that; a real service is noisier.
 */

/** Median and spread (sigma of the logarithm) of the wait in milliseconds, and rounds of CPU work, by route. */
export const PROFILES = {
  list: { medianMs: 14, sigma: 0.5, cpuRounds: 60 },
  product: { medianMs: 11, sigma: 0.5, cpuRounds: 40 },
  search: { medianMs: 21, sigma: 0.6, cpuRounds: 120 },
  'cart-add': { medianMs: 12, sigma: 0.5, cpuRounds: 40 },
  'cart-view': { medianMs: 10, sigma: 0.5, cpuRounds: 40 },
  checkout: { medianMs: 31, sigma: 0.6, cpuRounds: 120 },
};

/** @typedef {keyof typeof PROFILES} Route */

/**
 * A source of service times. `slowdown` multiplies the wait and the CPU work alike.
 * @param {{ seed: number, slowdown: number }} options
 * @returns {(route: Route) => { waitMs: number, cpuRounds: number }}
 */
export function makeServiceTimes({ seed, slowdown }) {
  /** @type {Map<Route, number>} */
  const served = new Map();
  return (route) => {
    const count = (served.get(route) ?? 0) + 1;
    served.set(route, count);
    const { medianMs, sigma, cpuRounds } = PROFILES[route];
    const share = (radicalInverse(count) + shift(seed, route)) % 1;
    return {
      waitMs: slowdown * medianMs * Math.exp(sigma * normalQuantile(share)),
      cpuRounds: Math.round(slowdown * cpuRounds),
    };
  };
}

/** Van der Corput's sequence in base 2: 1/2, 1/4, 3/4, 1/8, ... @param {number} n */
export function radicalInverse(n) {
  let value = 0;
  let digit = 0.5;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) value += digit;
    digit /= 2;
  }
  return value;
}

/** A number in [0, 1) from seed and route (FNV-1a). @param {number} seed @param {string} route */
function shift(seed, route) {
  let hash = 0x811c9dc5;
  for (const character of `${seed}:${route}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/**
 * Quantile of the standard normal distribution, to about two digits, which is enough for a made-up tail:
 * Tukey's lambda approximation, (p^0.135 - (1-p)^0.135) / 0.1975.
 * @param {number} share between 0 and 1
 */
export function normalQuantile(share) {
  const p = Math.min(0.9995, Math.max(0.0005, share));
  return (p ** 0.135 - (1 - p) ** 0.135) / 0.1975;
}
