import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../../src/stats/normal-distribution.ts';
import { studentTCdf, studentTQuantile } from '../../../src/stats/student-t.ts';

describe('normal distribution', () => {
  // Abramowitz and Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.97500210485178],
    [-3, 0.00134989803163],
    [5, 0.999999713348428],
  ])('probability up to %d is %d', (z, p) => {
    expect(normalCdf(z)).toBeCloseTo(p, 12);
  });

  it('keeps its precision in the far tail', () => {
    expect(normalCdf(-8) / 6.22096057427178e-16).toBeCloseTo(1, 6);
  });

  it.each([
    [0.975, 1.959963984540054],
    [0.98, 2.053748910631823],
    [0.001, -3.090232306167813],
  ])('quantile of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 9);
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses the quantile of %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

describe("Student's t", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
  it.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.99, 5, 3.365],
    [0.95, 10, 1.812],
    [0.9, 30, 1.31],
    [0.999, 4, 7.173],
    [0.975, 100, 1.984],
  ])('quantile of %d with %d degrees of freedom is %d', (p, df, t) => {
    expect(studentTQuantile(p, df)).toBeCloseTo(t, 3);
  });

  it('has the closed forms of 1 and 2 degrees of freedom', () => {
    expect(studentTCdf(1, 1)).toBeCloseTo(0.75, 12);
    expect(studentTCdf(Math.SQRT2, 2)).toBeCloseTo(0.5 + Math.SQRT2 / (2 * Math.sqrt(4)), 12);
  });

  it('takes degrees of freedom that are not whole', () => {
    const between = studentTQuantile(0.97, 4.8);
    expect(between).toBeLessThan(studentTQuantile(0.97, 4));
    expect(between).toBeGreaterThan(studentTQuantile(0.97, 5));
  });

  it('is symmetric and becomes the normal distribution', () => {
    expect(studentTQuantile(0.02, 7)).toBeCloseTo(-studentTQuantile(0.98, 7), 10);
    expect(studentTQuantile(0.98, 1e6)).toBeCloseTo(normalQuantile(0.98), 4);
  });

  it('refuses what has no quantile', () => {
    expect(() => studentTQuantile(1, 4)).toThrow(RangeError);
    expect(() => studentTQuantile(0.9, 0)).toThrow(RangeError);
  });
});
