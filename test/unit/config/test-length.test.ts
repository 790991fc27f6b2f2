import { describe, expect, it } from 'vitest';
import { checkTestLength, lengthRemarks, type TestLength } from '../../../src/config/test-length.ts';

const MINUTE = 60_000;

function length(overrides: Partial<TestLength>): TestLength {
  return { test: 'soak', isShipped: true, durationMs: null, stepIsKnown: false, env: {}, ...overrides };
}

describe('a load in which nothing can be found is refused before it is applied', () => {
  it.each<[string, Partial<TestLength>, RegExp]>([
    [
      'a short soak',
      { durationMs: 5 * MINUTE },
      /^duration: expected at least 20m for a soak test \(20 minutes\) to find anything, got 5m$/,
    ],
    ['of an own script, too', { durationMs: 5 * MINUTE, isShipped: false }, /at least 20m/],
    ['by its environment', { env: { DURATION: '90s' } }, /^-e DURATION: expected at least 20m.*got 90s$/],
    ['the environment goes first', { durationMs: 60 * MINUTE, env: { DURATION: '90s' } }, /got 90s/],
    ['a short ramp', { test: 'stress', durationMs: 29_000 }, /at least 30s for a stress test/],
    ['of known steps', { test: 'stress', durationMs: 24_000, stepIsKnown: true }, /at least 25s/],
    [
      'no quiet before a spike',
      { test: 'spike', env: { BEFORE: '5s' } },
      /^-e BEFORE: expected at least 10s/,
    ],
    ['a short end', { test: 'spike', env: { AFTER: '19s' } }, /^-e AFTER: expected at least 20s.*got 19s$/],
    ['a spike without room', { test: 'spike', isShipped: false, durationMs: 30_000 }, /at least 31s/],
  ])('%s', (_, given, message) => {
    expect(() => checkTestLength(length(given))).toThrow(message);
  });

  it.each<Partial<TestLength>>([
    {},
    { durationMs: 20 * MINUTE },
    { test: 'stress', durationMs: 30_000 },
    { test: 'stress', durationMs: 25_000, stepIsKnown: true },
    { test: 'spike', env: { BEFORE: '10s', AFTER: '20s' } },
    // What an own script makes of its environment is not known.
    { isShipped: false, env: { DURATION: '5s' } },
    { test: 'spike', isShipped: false, env: { BEFORE: '1s' } },
    // The script says so itself.
    { env: { DURATION: 'long' } },
  ])('%j is long enough, or not known to be too short', (given) => {
    expect(() => checkTestLength(length(given))).not.toThrow();
  });
});

describe('before the load it is said', () => {
  it.each<[string, Partial<TestLength>, RegExp]>([
    ['what a script should last', { isShipped: false }, /a soak test needs 20 minutes to find anything/],
    ['that a spike has parts', { test: 'spike', durationMs: MINUTE }, /without effect.*BEFORE/],
  ])('%s', (_, given, remark) => {
    expect(lengthRemarks(length(given))).toEqual([expect.stringMatching(remark)]);
  });

  it('nothing where the length is known', () => {
    expect(lengthRemarks(length({ durationMs: 60 * MINUTE }))).toEqual([]);
    expect(lengthRemarks(length({ test: 'spike' }))).toEqual([]);
    expect(lengthRemarks(length({ isShipped: false, env: { DURATION: '1h' } }))).toEqual([]);
  });
});
