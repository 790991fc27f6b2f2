/**
 * Half of a rate for WARM_UP, while virtual users are made, then that rate for DURATION: what piles up at a cold start takes a
 * service near its capacity half a minute to work off. With as many virtual users as a ramp up to that rate would have: the
 * truth that a ramp is held against must not be bounded by fewer.
 *
 * BASE_URL, WARM_UP, DURATION, RATE of the load
 */
import exec from 'k6/execution';
import { takeJourney } from '../../k6/lib/journeys.js';
import { SLO } from '../../k6/lib/slo.js';
import { arrivalTarget, overloadVus, RATE_UNIT } from '../../k6/lib/traffic-model.js';

const RATE = Number(__ENV.RATE);

export const options = {
  scenarios: {
    fixed: {
      executor: 'ramping-arrival-rate',
      startRate: arrivalTarget(RATE / 2),
      timeUnit: RATE_UNIT,
      stages: [
        { target: arrivalTarget(RATE / 2), duration: __ENV.WARM_UP },
        { target: arrivalTarget(RATE), duration: '0s' },
        { target: arrivalTarget(RATE), duration: __ENV.DURATION },
      ],
      ...overloadVus(1.5 * RATE, 2 * SLO.p95Ms),
      gracefulStop: '10s',
    },
  },
};

export default function fixedRate() {
  takeJourney(__ENV.BASE_URL, exec.scenario.iterationInTest);
}
