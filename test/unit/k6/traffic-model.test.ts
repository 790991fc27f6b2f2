import { describe, expect, it } from 'vitest';
// @ts-expect-error plain k6 JavaScript, type-checked in its own project
import * as model from '../../../k6/lib/traffic-model.js';

describe('the traffic model', () => {
  it('has shares that make a whole, and the documented 2.4 requests a journey', () => {
    const total = model.JOURNEYS.reduce((sum: number, { share }: { share: number }) => sum + share, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(model.REQUESTS_PER_JOURNEY).toBeCloseTo(2.4, 12);
  });

  it('picks journeys by their shares, already within 50 iterations', () => {
    for (const start of [0, 137, 100_000]) {
      const picks = Array.from({ length: 50 }, (_, index) => model.journeyOf(start + index));
      const buys = picks.filter((name) => name === 'buy').length;
      const browses = picks.filter((name) => name === 'browse').length;
      expect(Math.abs(buys / 50 - 0.2)).toBeLessThanOrEqual(0.04);
      expect(Math.abs(browses / 50 - 0.5)).toBeLessThanOrEqual(0.04);
    }
  });

  it('turns requests a second into whole iterations of whole milliseconds', () => {
    const { rate, timeUnit } = model.arrivalRate(100);
    expect({ rate, timeUnit }).toEqual({ rate: 1000, timeUnit: '24000ms' });
    expect((rate / 24) * model.REQUESTS_PER_JOURNEY).toBeCloseTo(100, 10);
  });

  it('never asks for more than 50 virtual users', () => {
    expect(model.vusFor(100)).toEqual({ preAllocated: 16, max: 50 });
    expect(model.vusFor(100_000)).toEqual({ preAllocated: 50, max: 50 });
    expect(model.vusFor(1).preAllocated).toBe(7);
  });

  it('shows every product to the people of every journey, and lets them pause for all lengths', () => {
    for (const journey of ['browse', 'search', 'buy']) {
      const mine = Array.from({ length: 5000 }, (_, n) => n).filter((n) => model.journeyOf(n) === journey);
      expect(new Set(mine.map((n) => Math.floor(model.evenShare(n, 7) * 64))).size).toBe(64);
      const pauses = mine.map((n) => model.thinkTime(n, 0));
      expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(
        0.95 * (model.THINK_TIME.max - model.THINK_TIME.min),
      );
    }
  });

  it('refuses a stream that it does not have', () => {
    expect(() => model.evenShare(1, 8)).toThrow(/expected a stream from 0 to 7, got 8/);
  });

  it('pauses within the stated bounds', () => {
    const pauses = Array.from({ length: 200 }, (_, index) => model.thinkTime(index, index % 3));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(model.THINK_TIME.min);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(model.THINK_TIME.max);
  });
});
