import { describe, expect, it } from 'vitest';
import { comparedSentence } from '../../src/analysis/compared/compared-sentence.ts';
import { quantitiesOf } from '../../src/analysis/compared/quantities-of.ts';
import { findingSentence } from '../../src/analysis/finding-sentence.ts';
import type { Drift, SoakFinding } from '../../src/model/soak-finding.ts';
import type { SpikeFinding } from '../../src/model/spike-finding.ts';
import type { StressFinding } from '../../src/model/stress-finding.ts';

const STRESS: StressFinding = {
  test: 'stress',
  outcome: 'broke',
  objective: { p95Ms: 300, stated: true, errorRate: 0.01 },
  breakingPoint: { rate: 214.2, low: 205, high: 221, confidence: 0.95 },
  brokeFirst: 'latency',
  failure: null,
  extrapolated: null,
  lowestRate: 30,
  highestRate: 300,
  unloadedP95Ms: 40,
  requestsPerIteration: 2.4,
  steps: [],
  cause: null,
};
const stress = (change: Partial<StressFinding>) => findingSentence({ ...STRESS, ...change });

describe('the sentence of a stress test', () => {
  it.each<[string, Partial<StressFinding>, string]>([
    [
      'broke by latency',
      {},
      'The service breaks at 214 requests/s (95 % interval 205 to 221), 7.1 times the lightest load: there p95 rises over 300 ms.',
    ],
    [
      'broke without a stated objective',
      { objective: { p95Ms: 400, stated: false, errorRate: 0.01 } },
      'The service breaks at 214 requests/s (95 % interval 205 to 221), 7.1 times the lightest load: there p95 rises over 400 ms, ten times what it is at the lightest load.',
    ],
    [
      'broke with an interval that leaves the ramp',
      { breakingPoint: { rate: 290, low: 280, high: null, confidence: 0.95 } },
      'The service breaks at 290 requests/s (95 % interval 280 to over 300), 9.7 times the lightest load: there p95 rises over 300 ms.',
    ],
    [
      'broke by errors',
      { brokeFirst: 'errors', failure: { name: 'status 503', share: 0.97 } },
      'The service breaks at 214 requests/s (95 % interval 205 to 221), 7.1 times the lightest load: there more than 1 % of the requests fail, 97 % of them with status 503.',
    ],
    [
      'broke by a rate limiter',
      { brokeFirst: 'errors', failure: { name: 'status 429', share: 1 } },
      'The service breaks at 214 requests/s (95 % interval 205 to 221), 7.1 times the lightest load: there more than 1 % of the requests fail, 100 % of them with status 429: a rate limiter answers, so this is its limit and not the capacity of the service.',
    ],
    [
      'not reached',
      { outcome: 'not-reached', breakingPoint: null },
      'The service held p95 within 300 ms and errors within 1 % up to 300 requests/s, the top of the ramp; its breaking point lies beyond.',
    ],
    [
      'not reached, extrapolated',
      {
        outcome: 'not-reached',
        breakingPoint: null,
        extrapolated: { rate: 420, low: 380, high: 470, confidence: 0.95 },
      },
      'The service held p95 within 300 ms and errors within 1 % up to 300 requests/s, the top of the ramp; extrapolated, it would break at about 420 requests/s (380 to 470), which no load has shown.',
    ],
    [
      'broke at once',
      { outcome: 'broke-at-once', breakingPoint: null },
      'The service broke p95 within 300 ms and errors within 1 % at 30 requests/s already, the lightest load of the ramp: p95 rises over 300 ms.',
    ],
    [
      'generator-bound',
      { outcome: 'generator-bound', breakingPoint: null, cause: 'it was 91 % busy' },
      'No breaking point: the load generator gave up before the service did (it was 91 % busy).',
    ],
    [
      'not measured',
      {
        outcome: 'not-measured',
        breakingPoint: null,
        cause: '12 requests are too few, at least 300 are needed',
      },
      'No breaking point: 12 requests are too few, at least 300 are needed.',
    ],
  ])('%s', (_, change, sentence) => {
    expect(stress(change)).toBe(sentence);
  });
});

const SPIKE: SpikeFinding = {
  test: 'spike',
  outcome: 'recovered',
  spike: { fromSecond: 60, toSecond: 80, baseRate: 40, peakRate: 400 },
  band: { p95Ms: 42, upToMs: 50.4 },
  recoverySeconds: 34,
  watchedSeconds: 120,
  peakP95Ms: 5_120,
  errors: { duringSpike: 0, afterSpike: 0, mostFrequent: null },
  backlog: null,
  points: [],
  cause: null,
};
const spike = (change: Partial<SpikeFinding>) => findingSentence({ ...SPIKE, ...change });

describe('the sentence of a spike test', () => {
  it.each<[string, Partial<SpikeFinding>, string]>([
    [
      'recovered',
      {},
      'The service recovered 34 seconds after a spike of 400 requests/s for 20 seconds (10 times the usual): p95 rose from 42 ms to 5.12 s, nothing failed.',
    ],
    [
      'recovered with errors',
      { recoverySeconds: 1, errors: { duringSpike: 0.043, afterSpike: 0, mostFrequent: 'status 503' } },
      'The service recovered 1 second after a spike of 400 requests/s for 20 seconds (10 times the usual): p95 rose from 42 ms to 5.12 s, 4.3 % of its requests failed, mostly with status 503.',
    ],
    [
      'recovered at once',
      { recoverySeconds: 0 },
      'The service recovered at once after a spike of 400 requests/s for 20 seconds (10 times the usual): p95 rose from 42 ms to 5.12 s, nothing failed.',
    ],
    [
      'never recovered',
      { outcome: 'never-recovered', recoverySeconds: null },
      'The service did not recover within 120 seconds of a spike of 400 requests/s for 20 seconds (10 times the usual): p95 was 42 ms before, rose to 5.12 s and stayed over 50 ms, nothing failed.',
    ],
    [
      'unmoved',
      { outcome: 'unmoved', recoverySeconds: 0, peakP95Ms: 44 },
      'A spike of 400 requests/s for 20 seconds (10 times the usual) did not move the service: p95 was 42 ms before and 44 ms at most, nothing failed.',
    ],
    [
      'not measured',
      { outcome: 'not-measured', spike: null, cause: 'nothing succeeded before the spike' },
      'No recovery time: nothing succeeded before the spike.',
    ],
  ])('%s', (_, change, sentence) => {
    expect(spike(change)).toBe(sentence);
  });
});

const drift = (change: Partial<Drift>): Drift => ({
  name: 'p95',
  kind: 'latency',
  from: 40,
  to: 41,
  change: 0.025,
  changeAtLeast: -0.01,
  perHour: 2,
  rises: false,
  fromSecond: 180,
  toSecond: 1800,
  points: [],
  ...change,
});
const LEAK = drift({
  name: 'process_resident_memory_bytes',
  kind: 'memory',
  from: 84e6,
  to: 112e6,
  change: 1 / 3,
  changeAtLeast: 0.28,
  perHour: 62.2e6,
  rises: true,
});
const SOAK: SoakFinding = {
  test: 'soak',
  outcome: 'steady',
  seconds: 1800,
  requests: 90_000,
  errorRate: 0,
  gapSeconds: 0,
  restarts: [],
  limit: 0.1,
  latency: drift({}),
  resources: [drift({ name: 'process_open_fds', kind: 'file-descriptors', from: 24, to: 25 })],
  cause: null,
};
const soak = (change: Partial<SoakFinding>) => findingSentence({ ...SOAK, ...change });

describe('the sentence of a soak test', () => {
  it.each<[string, Partial<SoakFinding>, string]>([
    [
      'steady',
      {},
      'The service was steady in 30m: p95 41 ms (+3 %), file descriptors (process_open_fds) 25 (+3 %).',
    ],
    [
      'leaking',
      { outcome: 'leaking', resources: [LEAK] },
      'The service leaks in 30m: memory (process_resident_memory_bytes) rose from 84 MB to 112 MB (+33 %, 62.2 MB an hour, at least +28 % with 99 % confidence).',
    ],
    [
      'drifting, with restarts',
      {
        outcome: 'drifting',
        restarts: [{ second: 600 }],
        latency: drift({ from: 40, to: 52, change: 0.3, changeAtLeast: 0.2, perHour: 26.7, rises: true }),
      },
      'The service slows down in 30m with 1 restart: p95 rose from 40 ms to 52 ms (+30 %, 27 ms an hour, at least +20 % with 99 % confidence).',
    ],
    [
      'not measured',
      { outcome: 'not-measured', cause: 'no request ended' },
      'Nothing can be said of a drift: no request ended.',
    ],
  ])('%s', (_, change, sentence) => {
    expect(soak(change)).toBe(sentence);
  });
});

describe('the sentence of capacity against earlier tests', () => {
  const [quantity] = quantitiesOf(STRESS);
  const told = (outcome: 'regressed' | 'improved' | 'inconclusive' | 'passed', looks = 2) =>
    quantity === undefined
      ? ''
      : comparedSentence({
          test: 'stress',
          quantity,
          failThreshold: 0.2,
          looks,
          fewest: 1,
          comparison: {
            what: 'breaking point (requests/s)',
            now: 160,
            before: 214,
            change: -0.252,
            interval: { low: -0.33, high: -0.16, confidence: 0.95 },
            tests: 6,
            commit: null,
            at: '2026-01-05T12:00:00Z',
            worse: 'capacity-lost',
            outcome,
          },
        });
  const moved =
    'Capacity is 160 requests/s, −25 % (95 % interval −33 to −16 %) against 214 of 6 earlier tests';

  it.each([
    ['regressed', `${moved}: more than 17 % are lost, 2 ramps agree.`],
    ['improved', `${moved}: clearly better than before.`],
    ['inconclusive', `${moved}: too uncertain after 2 ramps to tell a loss of 17 % from none.`],
    ['passed', `${moved}: no loss of 17 %.`],
  ] as const)('%s', (outcome, sentence) => {
    expect(told(outcome)).toBe(sentence);
  });
});
