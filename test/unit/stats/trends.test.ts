import { describe, expect, it } from 'vitest';
import { autocorrelationInflation, lagOneAutocorrelation } from '../../../src/stats/autocorrelation.ts';
import { isotonicFit } from '../../../src/stats/isotonic-fit.ts';
import { medianAbsoluteDeviation } from '../../../src/stats/median-absolute-deviation.ts';
import { robustTrend } from '../../../src/stats/robust-trend.ts';
import { theilSenLine } from '../../../src/stats/theil-sen.ts';

describe('isotonic regression', () => {
  it('is the example of scikit-learn and R: violators are pooled', () => {
    // R: isoreg(c(1,0,4,3,3,5,4,2,0))$yf
    expect(isotonicFit([1, 0, 4, 3, 3, 5, 4, 2, 0])).toEqual([0.5, 0.5, 3, 3, 3, 3, 3, 3, 3]);
  });

  it('weights the pooled mean', () => {
    // (3 * 4 + 1 * 0) / 4
    expect(isotonicFit([4, 0], [3, 1])).toEqual([3, 3]);
  });

  it('leaves a rising series alone', () => {
    expect(isotonicFit([1, 2, 2, 5])).toEqual([1, 2, 2, 5]);
    expect(isotonicFit([])).toEqual([]);
  });
});

describe("Theil-Sen's line", () => {
  it('is the median of the slopes of all pairs, worked by hand', () => {
    // Slopes: 1/1, 4/2, 3/3, 3/1, 2/2, -1/1: median 1. Residuals 0 0 2 0: intercept 0.
    expect(theilSenLine([0, 1, 2, 3], [0, 1, 4, 3])).toEqual({ slope: 1, intercept: 0 });
  });

  it('is not moved by a wild point', () => {
    const x = Array.from({ length: 11 }, (_, index) => index);
    const y = x.map((value) => 2 * value + 1);
    y[5] = 1000;
    expect(theilSenLine(x, y)).toEqual({ slope: 2, intercept: 1 });
  });

  it('has no slope where all points have one x', () => {
    expect(theilSenLine([1, 1], [1, 2]).slope).toBeNaN();
  });
});

describe('lag-1 autocorrelation', () => {
  it('is worked by hand', () => {
    // Deviations -2 -1 0 1 2: products 2 + 0 + 0 + 2 = 4, squares 10.
    expect(lagOneAutocorrelation([1, 2, 3, 4, 5])).toBeCloseTo(0.4, 12);
    expect(lagOneAutocorrelation([1, -1, 1, -1])).toBeCloseTo(-0.75, 12);
    expect(lagOneAutocorrelation([3, 3, 3])).toBe(0);
  });

  it('makes errors larger, never smaller', () => {
    // 0.4 + 2.2 / 5 = 0.84: sqrt(1.84 / 0.16).
    expect(autocorrelationInflation([1, 2, 3, 4, 5])).toBeCloseTo(Math.sqrt(1.84 / 0.16), 12);
    expect(autocorrelationInflation([1, -1, 1, -1, 1, -1])).toBe(1);
    expect(autocorrelationInflation([])).toBe(1);
  });
});

describe('median absolute deviation', () => {
  it('is worked by hand', () => {
    // Median 2; distances 1 1 0 0 2 4 7: median 1.
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
    expect(medianAbsoluteDeviation([])).toBeNaN();
  });
});

describe('a robust trend', () => {
  it('knows an exact line without error', () => {
    const trend = robustTrend([0, 1, 2, 3, 4], [5, 7, 9, 11, 13]);
    expect(trend).toMatchObject({ slope: 2, intercept: 5, slopeError: 0 });
  });

  it('needs four points at different times', () => {
    expect(robustTrend([0, 1, 2], [0, 1, 2])).toBeNull();
    expect(robustTrend([1, 1, 1, 1], [0, 1, 2, 3])).toBeNull();
  });
});
