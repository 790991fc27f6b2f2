/**
 * The soak test: the usual load for a day, or as long as there is time for. What only shows after hours (memory that is not given
 * back, connections, a table that grows) needs hours; half an hour tells a leak of 20 % in that time.
 *
 * BASE_URL  address of the service      http://127.0.0.1:8080
 * DURATION  length of the load          24h
 * RATE      requests a second           50
 * TESTID, COMMIT   tags of every sample
 */
import exec from 'k6/execution';
import { takeJourney } from './lib/journeys.js';
import { baseUrl, positiveNumber, runTags } from './lib/settings.js';
import { sloThresholds } from './lib/slo.js';
import { arrivalRate, vusFor } from './lib/traffic-model.js';

const BASE_URL = baseUrl();
const RATE = positiveNumber('RATE', __ENV.RATE, 50);
const vus = vusFor(RATE);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    soak: {
      executor: 'constant-arrival-rate',
      ...arrivalRate(RATE),
      duration: __ENV.DURATION || '24h',
      preAllocatedVUs: vus.preAllocated,
      maxVUs: vus.max,
      gracefulStop: '10s',
    },
  },
  thresholds: sloThresholds(),
  tags: runTags('soak'),
};

export default function soak() {
  takeJourney(BASE_URL, exec.scenario.iterationInTest);
}
