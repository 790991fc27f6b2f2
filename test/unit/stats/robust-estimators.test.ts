import { describe, expect, it } from 'vitest';
import { rngOf } from '../../../src/lib/rng.ts';
import { hodgesLehmann, robustCentre } from '../../../src/stats/hodges-lehmann.ts';
import { lastLevelShift } from '../../../src/stats/level-shift.ts';
import { qnSpread } from '../../../src/stats/qn-spread.ts';

describe('Hodges-Lehmann', () => {
  it('is the median of the means of all pairs', () => {
    // Walsh averages of 1, 4, 9: 1, 2.5, 5, 4, 6.5, 9.
    expect(hodgesLehmann([9, 1, 4])).toBe(4.5);
  });

  it('does not move for one wild value in five', () => {
    expect(hodgesLehmann([10, 11, 12, 13, 1000])).toBeLessThanOrEqual(13);
  });

  it('of nothing is not a number', () => {
    expect(hodgesLehmann([])).toBeNaN();
    expect(robustCentre([])).toBeNaN();
  });

  it.each([
    [[3], 3],
    [[3, 5], 4],
    [[3, 100, 5], 5],
    [[1, 2, 3, 100], 2.75],
  ])('centre of %j is %d', (values, centre) => {
    expect(robustCentre(values)).toBe(centre);
  });
});

describe('Qn', () => {
  it('is the k-th smallest distance of pairs, made a standard deviation', () => {
    // 1, 2, 4, 8, 16: h = 3, k = 3; distances 1, 2, 3, ...: the third is 3; factor of 5 values 0.844.
    expect(qnSpread([16, 1, 4, 2, 8])).toBeCloseTo(0.844 * 2.2219 * 3, 10);
    // Ten values 0..9: h = 6, k = 15; nine distances of 1 and eight of 2; factor 10 / 13.8.
    expect(qnSpread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeCloseTo((10 / 13.8) * 2.2219 * 2, 10);
  });

  it('is 0 for one value and for equal ones', () => {
    expect(qnSpread([7])).toBe(0);
    expect(qnSpread([7, 7, 7, 7])).toBe(0);
  });

  it.each([2, 3, 5, 8, 13, 30])('is unbiased for %d normal values', (n) => {
    const rng = rngOf(n);
    const trials = 4000;
    let sum = 0;
    for (let trial = 0; trial < trials; trial++) sum += qnSpread(Array.from({ length: n }, rng.normal));
    expect(sum / trials).toBeGreaterThan(0.95);
    expect(sum / trials).toBeLessThan(1.05);
  });

  it('does not move for four wild values in ten', () => {
    expect(qnSpread([1, 2, 3, 4, 5, 6, 900, -800, 7000, 1e6])).toBeLessThan(10);
  });
});

describe('level shift', () => {
  const noise = (n: number, sd: number, seed: number) =>
    Array.from({ length: n }, () => 0).map(
      (
        (rng) => () =>
          sd * rng.normal()
      )(rngOf(seed)),
    );

  it('finds where the newest level starts', () => {
    const values = noise(20, 0.03, 1).map((value, index) => value - (index >= 12 ? 0.29 : 0));
    expect(Math.abs(lastLevelShift(values) - 12)).toBeLessThanOrEqual(1);
  });

  it('takes the last of several', () => {
    const values = noise(30, 0.03, 2).map(
      (value, index) => value + (index >= 10 ? 0.3 : 0) + (index >= 21 ? 0.3 : 0),
    );
    expect(Math.abs(lastLevelShift(values) - 21)).toBeLessThanOrEqual(2);
  });

  it('leaves a short series alone', () => {
    expect(lastLevelShift([])).toBe(0);
    expect(lastLevelShift([0, 0, 1, 1, 1])).toBe(0);
  });

  it('cuts a steady series in less than 5 % of cases', () => {
    const cuts = Array.from({ length: 500 }, (_, seed) => lastLevelShift(noise(30, 0.05, seed)));
    expect(cuts.filter((cut) => cut > 0).length).toBeLessThan(25);
  });
});
