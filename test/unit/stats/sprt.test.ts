import { describe, expect, it } from 'vitest';
import { logLikelihoodRatio, sprtBounds } from '../../../src/stats/sprt.ts';
import { higherProportion } from '../../../src/stats/two-proportions.ts';

describe('sequential test', () => {
  it("has Wald's bounds", () => {
    expect(sprtBounds(0.02, 0.05)).toEqual({ upper: Math.log(0.95 / 0.02), lower: Math.log(0.98 / 0.05) });
  });

  it('is undecided in the middle and symmetric around it', () => {
    expect(logLikelihoodRatio(0.2, 0.05, 0.1, 0.3)).toBeCloseTo(0, 12);
    expect(logLikelihoodRatio(0.25, 0.05, 0.1, 0.3)).toBeCloseTo(4, 12);
    expect(logLikelihoodRatio(0.15, 0.05, 0.1, 0.3)).toBeCloseTo(-4, 12);
  });

  it('equals the ratio of two normal densities', () => {
    const density = (x: number, centre: number) => Math.exp(-((x - centre) ** 2) / (2 * 0.07 ** 2));
    expect(logLikelihoodRatio(0.22, 0.07, 0.0953, 0.2624)).toBeCloseTo(
      Math.log(density(0.22, 0.2624) / density(0.22, 0.0953)),
      10,
    );
  });
});

describe('two proportions', () => {
  it('agrees with the textbook value', () => {
    // 20/100 against 35/100: pooled 0.275, z = 2.3756, p = 0.00876.
    expect(higherProportion({ hits: 20, total: 100 }, { hits: 35, total: 100 })).toBeCloseTo(0.00876, 4);
  });

  it('is one-sided', () => {
    expect(higherProportion({ hits: 35, total: 100 }, { hits: 20, total: 100 })).toBeGreaterThan(0.99);
  });

  it.each([
    [0, 0, 5, 10],
    [0, 100, 0, 100],
    [10, 10, 10, 10],
    [0, 10, 0, 0],
  ])('says nothing of %d/%d and %d/%d', (a, n, b, m) => {
    expect(higherProportion({ hits: a, total: n }, { hits: b, total: m })).toBe(1);
  });
});
