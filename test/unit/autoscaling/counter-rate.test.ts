import { describe, expect, it } from 'vitest';
import { prometheusRate } from '../../../src/autoscaling/simulation/counter-rate.ts';
import { spreadPhases } from '../../../src/autoscaling/simulation/phases.ts';
import { spreadOf } from '../../../src/autoscaling/simulation/spread.ts';
import { Timer } from '../../../src/autoscaling/simulation/timer.ts';

/** 10 a second, scraped each 15 s from 0 on. */
const STEADY = Array.from({ length: 9 }, (_, index) => ({ at: index * 15, total: index * 150 }));

describe("Prometheus' rate", () => {
  it.each([
    // At 60, the window of a minute has the samples of 15 to 60, and reaches back to 0: 450 / 45 x 60 / 60.
    ['of a steady counter', 60, 60, 10],
    ['a moment after a scrape', 67, 60, 10],
    // The samples of 90, 105 and 120: 10 s to the beginning; the 20 s to the end are more than 1.1 x 15: half a distance is added.
    ['long after the last scrape', 140, 60, ((300 / 30) * (30 + 10 + 7.5)) / 60],
  ])('%s', (_, now, window, expected) => {
    expect(prometheusRate(STEADY, now, window)).toBeCloseTo(expected, 9);
  });

  it('knows nothing with fewer than two samples', () => {
    expect(prometheusRate(STEADY, 60, 15)).toBeNull();
    expect(prometheusRate([], 60, 60)).toBeNull();
  });
});

it('phases are spread evenly over the periods', () => {
  const phases = spreadPhases(60, { sync: 15, poll: 30, scrape: 15 });
  for (const [index, { syncSeconds }] of phases.entries()) expect(syncSeconds).toBeCloseTo(index / 4, 9);
  for (const [pick, period] of [
    [phases.map(({ pollSeconds }) => pollSeconds), 30],
    [phases.map(({ scrapeSeconds }) => scrapeSeconds), 15],
  ] as const) {
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => pick.filter((one) => Math.floor((one / period) * 10) === tenth).length,
    );
    expect(Math.min(...tenths)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...tenths)).toBeLessThanOrEqual(8);
  }
});

describe('a spread', () => {
  it('has runs that never get there last', () => {
    expect(spreadOf([30, null, 10])).toEqual({ min: 10, median: 30, max: null, reached: 2, runs: 3 });
    expect(spreadOf([null, null, 10])).toEqual({ min: 10, median: null, max: null, reached: 1, runs: 3 });
    expect(spreadOf([null])).toEqual({ min: null, median: null, max: null, reached: 0, runs: 1 });
  });
});

describe('a timer', () => {
  it('keeps its phase before and after zero, without drift', () => {
    const timer = new Timer(0.1, 0.05, -1);
    expect(timer.next).toBeCloseTo(-0.95, 12);
    for (let count = 0; count < 1_000; count++) expect(timer.isDue(timer.next)).toBe(true);
    expect(timer.next).toBeCloseTo(99.05, 9);
    expect(timer.isDue(99)).toBe(false);
  });
});
