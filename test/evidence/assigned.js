/**
 * The other design of a pair: one run that sends each iteration to a side by chance. Its requests carry the side as a
 * tag, so that the results can be told apart.
 *
 * BASE_URL, HEAD_URL  addresses of the sides
 * DURATION, RATE      of the load, both sides together
 */
import exec from 'k6/execution';
import { JOURNEY_STEPS } from '../../k6/lib/journeys.js';
import { arrivalRate, journeyOf, vusFor } from '../../k6/lib/traffic-model.js';

const RATE = Number(__ENV.RATE);
const vus = vusFor(RATE);

export const options = {
  scenarios: {
    assigned: {
      executor: 'constant-arrival-rate',
      ...arrivalRate(RATE),
      duration: __ENV.DURATION,
      preAllocatedVUs: vus.preAllocated,
      maxVUs: vus.max,
      gracefulStop: '10s',
    },
  },
};

export default function assigned() {
  const n = exec.scenario.iterationInTest;
  const side = Math.random() < 0.5 ? 'base' : 'head';
  exec.vu.metrics.tags.side = side;
  JOURNEY_STEPS[journeyOf(n)](side === 'base' ? __ENV.BASE_URL : __ENV.HEAD_URL, n);
}
