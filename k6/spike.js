/**
 * The spike test: a quiet part, ten times the load for a short while, and the quiet load again for long enough to see when the
 * service is as fast as it was before.
 *
 * BASE_URL  address of the service             http://127.0.0.1:8080
 * RATE      requests a second, quiet           40
 * FACTOR    times that, in the spike           10
 * BEFORE    length of the quiet part           60s
 * SPIKE     length of the spike                20s
 * AFTER     length of the part after it        120s
 * MAX_VUS   virtual users at most              400
 * TESTID, COMMIT   tags of every sample
 */
import exec from 'k6/execution';
import { takeJourney } from './lib/journeys.js';
import { baseUrl, positiveNumber, runTags, seconds } from './lib/settings.js';
import { SLO, spikeThresholds } from './lib/slo.js';
import { arrivalTarget, overloadVus, RATE_UNIT } from './lib/traffic-model.js';

const BASE_URL = baseUrl();
const RATE = positiveNumber('RATE', __ENV.RATE, 40);
const PEAK = RATE * positiveNumber('FACTOR', __ENV.FACTOR, 10);

const parts = [
  { rate: RATE, length: seconds('BEFORE', __ENV.BEFORE, '60s') },
  { rate: PEAK, length: seconds('SPIKE', __ENV.SPIKE, '20s') },
  { rate: RATE, length: seconds('AFTER', __ENV.AFTER, '120s') },
];

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    spike: {
      executor: 'ramping-arrival-rate',
      startRate: arrivalTarget(RATE),
      timeUnit: RATE_UNIT,
      stages: parts.flatMap(({ rate, length }) => [
        { target: arrivalTarget(rate), duration: '0s' },
        { target: arrivalTarget(rate), duration: `${length}s` },
      ]),
      ...overloadVus(PEAK, 2 * SLO.p95Ms),
      gracefulStop: '10s',
    },
  },
  thresholds: spikeThresholds(),
  tags: runTags('spike'),
};

export default function spike() {
  takeJourney(BASE_URL, exec.scenario.iterationInTest);
}
