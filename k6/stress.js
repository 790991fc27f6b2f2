/**
 * The stress test: load that goes up in equal steps, from 15 % to 150 % of an estimate of what the service can take, whatever
 * it answers (open model). It ends early once the service is far beyond its breaking point.
 *
 * BASE_URL  address of the service                          http://127.0.0.1:8080
 * ESTIMATE  requests a second that it may be able to take   200
 * STEP      length of a step                                20s
 * STEPS     how many, 14 or more                            15
 * DURATION  length of all steps, instead of STEP
 * MAX_VUS   virtual users at most                           400
 * TESTID, COMMIT   tags of every sample
 */
import exec from 'k6/execution';
import { takeJourney } from './lib/journeys.js';
import { baseUrl, positiveNumber, runTags, seconds } from './lib/settings.js';
import { SLO, stressLimits } from './lib/slo.js';
import { arrivalTarget, overloadVus, RATE_UNIT } from './lib/traffic-model.js';

const FROM = 0.15;
const TO = 1.5;
const BASE_URL = baseUrl();
const ESTIMATE = positiveNumber('ESTIMATE', __ENV.ESTIMATE, 200);
const STEPS = Math.max(14, Math.round(positiveNumber('STEPS', __ENV.STEPS, 15)));
const STEP = __ENV.DURATION
  ? seconds('DURATION', __ENV.DURATION, '5m') / STEPS
  : seconds('STEP', __ENV.STEP, '20s');

const rates = Array.from(
  { length: STEPS },
  (_, step) => ESTIMATE * (FROM + ((TO - FROM) * step) / (STEPS - 1)),
);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    stress: {
      executor: 'ramping-arrival-rate',
      startRate: arrivalTarget(rates[0] ?? ESTIMATE),
      timeUnit: RATE_UNIT,
      stages: rates.flatMap((rate) => [
        { target: arrivalTarget(rate), duration: '0s' },
        { target: arrivalTarget(rate), duration: `${Math.round(STEP * 1000)}ms` },
      ]),
      ...overloadVus(ESTIMATE * TO, 2 * SLO.p95Ms),
      gracefulStop: '10s',
    },
  },
  thresholds: stressLimits(),
  tags: runTags('stress'),
};

export default function stress() {
  takeJourney(BASE_URL, exec.scenario.iterationInTest);
}
