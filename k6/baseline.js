/**
 * The baseline test: a constant rate of requests for a minute, light enough that the service is not saturated,
 * so that its latency is that of the code and not of a queue.
 *
 * BASE_URL  address of the service                    http://127.0.0.1:8080
 * DURATION  length of the load                        60s
 * RATE      requests a second                         100 (50 virtual users carry about 1000)
 */
import exec from 'k6/execution';
import { JOURNEY_STEPS } from './lib/journeys.js';
import { sloThresholds } from './lib/slo.js';
import { arrivalRate, journeyOf, vusFor } from './lib/traffic-model.js';

const BASE_URL = (__ENV.BASE_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '');
const RATE = positiveNumber('RATE', __ENV.RATE || '100');
const vus = vusFor(RATE);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    baseline: {
      executor: 'constant-arrival-rate',
      ...arrivalRate(RATE),
      duration: __ENV.DURATION || '60s',
      preAllocatedVUs: vus.preAllocated,
      maxVUs: vus.max,
      gracefulStop: '10s',
    },
  },
  thresholds: sloThresholds(),
};

export default function baseline() {
  const n = exec.scenario.iterationInTest;
  const journey = /** @type {keyof typeof JOURNEY_STEPS} */ (journeyOf(n));
  JOURNEY_STEPS[journey](BASE_URL, n);
}

/** @param {string} name @param {string} text */
function positiveNumber(name, text) {
  const value = Number(text);
  if (!(value >= 0.1 && value < Infinity))
    throw new Error(`${name}: expected a number from 0.1, got "${text}"`);
  return value;
}
