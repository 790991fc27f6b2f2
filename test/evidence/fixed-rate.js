/**
 * One rate of requests for as long as wanted, with as many virtual users as a ramp up to that rate would have: the truth that a
 * ramp is held against must not be bounded by fewer.
 *
 * BASE_URL, DURATION, RATE of the load
 */
import exec from 'k6/execution';
import { takeJourney } from '../../k6/lib/journeys.js';
import { SLO } from '../../k6/lib/slo.js';
import { arrivalRate, overloadVus } from '../../k6/lib/traffic-model.js';

const RATE = Number(__ENV.RATE);

export const options = {
  scenarios: {
    fixed: {
      executor: 'constant-arrival-rate',
      ...arrivalRate(RATE),
      duration: __ENV.DURATION,
      ...overloadVus(1.5 * RATE, 2 * SLO.p95Ms),
      gracefulStop: '10s',
    },
  },
};

export default function fixedRate() {
  takeJourney(__ENV.BASE_URL, exec.scenario.iterationInTest);
}
