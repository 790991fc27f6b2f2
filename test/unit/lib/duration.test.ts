import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/lib/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['60s', 60_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['24h', 86_400_000],
    ['250', 250],
    [' 10s ', 10_000],
    ['1h2m3s4ms', 3_723_004],
  ])('reads %j as %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', 's', '10 s', '10x', '-5s', '1m30', '5s garbage', 'NaN', '1e3s'])('refuses %j', (text) =>
    expect(parseDuration(text)).toBeNull(),
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [60_000, '60s'],
    [90_000, '1m30s'],
    [1_500, '1.5s'],
    [3_600_000, '1h'],
    [7_260_000, '2h1m'],
  ])('writes %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('is read back to within a tenth of a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 172_800_000 }), (ms) => {
        expect(Math.abs((parseDuration(formatDuration(ms)) ?? Number.NaN) - ms)).toBeLessThanOrEqual(50);
      }),
    );
  });
});
