/**
 * Who does what, how often and how fast: the one description of the traffic that every test applies.
 *
 * journey   share   requests                                        per journey
 * browse    50 %    list, product                                   2
 * search    30 %    search, product                                 2
 * buy       20 %    product, add to cart, cart, checkout            4
 *                                                          on average 2.4
 */
export const JOURNEYS = [
  { name: 'browse', share: 0.5, requests: 2 },
  { name: 'search', share: 0.3, requests: 2 },
  { name: 'buy', share: 0.2, requests: 4 },
];

/** Requests of an average journey. */
export const REQUESTS_PER_JOURNEY = JOURNEYS.reduce(
  (total, { share, requests }) => total + share * requests,
  0,
);

/**
 * Seconds between two requests of a journey. People think for longer; what matters here is the order of the
 * requests, and a longer pause would only hold virtual users without any effect on the server.
 */
export const THINK_TIME = { min: 0.02, max: 0.08 };

/**
 * One irrational step for each stream. No two are rationally dependent: were streams only shifts of one another,
 * buyers would see a fixed few products and pause for a fixed time.
 */
const STEPS = [(Math.sqrt(5) - 1) / 2, ...[2, 3, 7, 11, 13, 17, 19].map((prime) => Math.sqrt(prime) % 1)];

/**
 * A number in [0, 1) for the n-th event: an even sequence, not a random one. Shares are met closely in
 * every second of every run, so that two runs differ by the server and not by the luck of the draw.
 * @param {number} n whole number from 0
 * @param {number} stream 0 to 7, tells apart sequences that must not move together
 */
export function evenShare(n, stream = 0) {
  const step = STEPS[stream];
  if (step === undefined)
    throw new RangeError(`evenShare: expected a stream from 0 to ${STEPS.length - 1}, got ${stream}`);
  return (n * step) % 1;
}

/** Name of the journey that the n-th iteration takes. @param {number} n */
export function journeyOf(n) {
  let rest = evenShare(n);
  for (const { name, share } of JOURNEYS) {
    if (rest < share) return name;
    rest -= share;
  }
  return 'browse';
}

/** Seconds to pause for. @param {number} n @param {number} step of the journey */
export function thinkTime(n, step) {
  return THINK_TIME.min + (THINK_TIME.max - THINK_TIME.min) * evenShare(n, step + 1);
}

/**
 * Virtual users for a rate of requests, by Little's law: a journey has 1.4 pauses of 0.05 s and 2.4 requests of
 * about 0.02 s, so it takes 0.12 s, and 100 requests a second (42 journeys a second) hold 5 of them. Twice that and
 * six more leave room for a slower server and for several slow checkouts at once; a user that must be made in the
 * middle of a run comes too late for the iteration that needs it. At most 50: a server that hangs is not flooded.
 * @param {number} requestsPerSecond
 */
export function vusFor(requestsPerSecond) {
  const busy = (requestsPerSecond / REQUESTS_PER_JOURNEY) * journeySeconds(0.02);
  return { preAllocated: Math.min(50, Math.ceil(busy * 2) + 6), max: 50 };
}

/**
 * A constant rate of requests as k6 wants it: whole iterations in a whole time unit.
 * @param {number} requestsPerSecond
 */
export function arrivalRate(requestsPerSecond) {
  return {
    rate: Math.round(requestsPerSecond * 10),
    timeUnit: RATE_UNIT,
  };
}

/** Seconds that a journey takes when each of its requests takes `requestSeconds`. @param {number} requestSeconds */
function journeySeconds(requestSeconds) {
  return (
    (REQUESTS_PER_JOURNEY - 1) * ((THINK_TIME.min + THINK_TIME.max) / 2) +
    REQUESTS_PER_JOURNEY * requestSeconds
  );
}

/**
 * Virtual users for a load that is meant to overload: as many as are busy when every request takes `slowestMs`. With fewer, the
 * load that a slow server is spared would be the generator's doing. MAX_VUS bounds them; 400 where it is not given.
 * @param {number} requestsPerSecond at most @param {number} slowestMs
 */
export function overloadVus(requestsPerSecond, slowestMs) {
  const most = Number(__ENV.MAX_VUS || 400);
  const busy = (requestsPerSecond / REQUESTS_PER_JOURNEY) * journeySeconds(slowestMs / 1000);
  const vus = Math.max(10, Math.min(most, Math.ceil(busy)));
  return { preAllocatedVUs: vus, maxVUs: vus };
}

/** Iterations of `RATE_UNIT` that make a rate of requests, for stages that share one time unit. @param {number} requestsPerSecond */
export function arrivalTarget(requestsPerSecond) {
  return arrivalRate(requestsPerSecond).rate;
}

/** The time unit of `arrivalTarget`. */
export const RATE_UNIT = `${Math.round(REQUESTS_PER_JOURNEY * 10_000)}ms`;
