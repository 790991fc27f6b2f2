import { describe, expect, it } from 'vitest';
import { changePointRule } from './rivals/change-point-rule.ts';
import { changePoints, pValue } from './rivals/change-points.ts';
import { divergence, stretchSums, strongestSplit } from './rivals/e-divisive.ts';
import { mannWhitneyCanary, pairsAbove, rankScore, shiftBetween } from './rivals/mann-whitney-canary.ts';
import { medianRule } from './rivals/median-rule.ts';
import { naiveRule } from './rivals/naive-rule.ts';
import { tTestBoundary, tTestRule } from './rivals/t-test-boundary.ts';

const ascending = (values: readonly number[]) => Float64Array.from(values).sort();

describe('rules without statistics', () => {
  it('have nothing to say without a history', () => {
    expect(naiveRule([], 100)).toBe(false);
    expect(medianRule([], 100)).toBe(false);
  });

  it('compare with the last run, and with the median of the last ten', () => {
    expect(naiveRule([300, 100], 121)).toBe(true);
    expect(naiveRule([300, 100], 119)).toBe(false);
    const twelve = [900, 900, 1, 2, 3, 4, 99, 101, 200, 201, 202, 203];
    expect(medianRule(twelve, 121)).toBe(true);
    expect(medianRule(twelve, 119)).toBe(false);
  });
});

describe('t-test boundary', () => {
  it('has no limit for one value or for equal ones', () => {
    expect(tTestBoundary([100])).toBeNull();
    expect(tTestBoundary([100, 100, 100])).toBeNull();
    expect(tTestRule([100], 1000)).toBe(false);
  });

  it('is the mean plus t times the deviation divided by n', () => {
    // 1 to 5: mean 3, variance 2; t(0.99, 4) = 3.746947 (tables).
    expect(tTestBoundary([1, 2, 3, 4, 5])).toBeCloseTo(3 + 3.746947 * Math.SQRT2, 5);
  });

  it("agrees with the limit in Bencher's own tests: 1.15577 deviations for 0.85 and five degrees of freedom", () => {
    // Six values of mean 0 and deviation 1.
    expect(tTestBoundary([1, -1, 1, -1, 1, -1], 0.85)).toBeCloseTo(1.1557673428942912, 8);
  });
});

describe('Mann-Whitney', () => {
  // Hollander and Wolfe (1973), p. 69: permeability of the human chorioamnion; W = 35, shift 0.305.
  const atTerm = ascending([0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]);
  const earlier = ascending([1.15, 0.88, 0.9, 0.74, 1.21]);

  it('counts and shifts as in the textbook example', () => {
    expect(pairsAbove(earlier, atTerm)).toBe(35);
    expect(shiftBetween(earlier, atTerm)).toBeCloseTo(0.305, 2);
    // 35 - 25 over the root of 50 × 16 / 12.
    expect(rankScore(earlier, atTerm, 0)).toBeCloseTo(10 / Math.sqrt(66.6667), 4);
  });

  it('counts ties half', () => {
    expect(pairsAbove(ascending([1, 2, 2]), ascending([2, 3]))).toBe(2 + 3);
  });

  it('finds no canary in equal values and one in values that are all far higher', () => {
    const control = ascending(Array.from({ length: 50 }, (_, at) => 100 + at));
    expect(mannWhitneyCanary(control, control)).toBe(false);
    expect(
      mannWhitneyCanary(
        control,
        control.map((value) => value + 200),
      ),
    ).toBe(true);
    expect(
      mannWhitneyCanary(
        control,
        control.map((value) => value - 80),
      ),
    ).toBe(false);
  });
});

describe('E-divisive', () => {
  it('has a divergence that can be worked by hand', () => {
    // 0 0 | 3 3: across 4 × 3 = 12, none within; 2 / 4 × 12.
    expect(divergence(stretchSums([0, 0, 3, 3]), 0, 2, 4)).toBe(6);
    // 0 1 | 3: across 3 + 2 = 5, within 1 × 1 of one value after: 2 / 3 × (5 - 1).
    expect(divergence(stretchSums([0, 1, 3]), 0, 2, 3)).toBeCloseTo(8 / 3, 12);
  });

  it('splits at the step, and not below two values', () => {
    expect(strongestSplit(stretchSums([1, 1, 1, 5, 5, 5]), 0, 6)?.at).toBe(3);
    expect(strongestSplit(stretchSums([1]), 0, 1)).toBeNull();
  });

  const HALVED = [
    1.02, 0.95, 0.99, 1.0, 1.12, 1.0, 1.01, 0.98, 1.01, 0.96, 0.5, 0.51, 0.48, 0.48, 0.55, 0.5, 0.49, 0.51,
    0.5, 0.49,
  ];

  it("finds what Otava's own test of its analysis finds", () => {
    expect(changePoints(HALVED, { window: 10, maxPValue: 0.0001 })).toEqual([10]);
    expect(changePoints([1, 1, 1, 1])).toEqual([]);
    expect(changePoints([])).toEqual([]);
  });

  it("tests as Otava's own test of its significance does", () => {
    const same = [1.0, 1.02, 1.05, 0.95, 0.98];
    expect(pValue([...same, ...same], 0, 5, 10)).toBeCloseTo(1, 12);
    expect(pValue([...same, 0.8, 0.82, 0.85, 0.79, 0.77], 0, 5, 10)).toBeLessThan(0.001);
  });

  it('fails what rises at the new runs, not what falls there or rose before', () => {
    const rising = HALVED.toReversed();
    expect(changePointRule(rising.slice(0, 10), rising.slice(10, 13))).toBe(true);
    expect(changePointRule(HALVED.slice(0, 10), HALVED.slice(10, 13))).toBe(false);
    expect(changePointRule(rising.slice(0, 17), rising.slice(17))).toBe(false);
  });
});
