import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisRange } from '../../../../src/adapters/chart-canvas/axis-range.ts';

describe('the axis', () => {
  it('holds every value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const { min, max } = axisRange(values);
        expect(min).toBeLessThanOrEqual(Math.min(...values));
        expect(max).toBeGreaterThanOrEqual(Math.max(...values));
        expect(max).toBeGreaterThan(min);
      }),
      { seed: 1 },
    );
  });

  it('says where it begins when that is not 0', () => {
    expect(axisRange([100, 104])).toMatchObject({
      min: expect.any(Number),
      title: expect.stringMatching(/begins at/),
    });
    expect(axisRange([1, 100])).toMatchObject({ min: 0, title: 'ms' });
  });

  it('does not pull close values apart: 1 % of noise stays under a fifth of the height', () => {
    const { min, max } = axisRange([100, 101]);
    expect(1 / (max - min)).toBeLessThan(0.2);
  });

  it('begins and ends on a mark, with three to nine marks', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const { min, max, step } = axisRange(values);
        const marks = (max - min) / step;
        expect(marks).toBeCloseTo(Math.round(marks), 3);
        expect(marks).toBeGreaterThanOrEqual(2);
        expect(marks).toBeLessThanOrEqual(9);
      }),
      { seed: 4 },
    );
  });

  it.each([
    [[163, 238], 120, 260, 20],
    [[0.77, 0.98], 0.6, 1.1, 0.1],
    [[3_700, 5_560], 3_000, 6_000, 500],
    [[0, 0], 0, 1.2, 0.2],
  ])('of %j is from %d to %d in steps of %d', (values, min, max, step) => {
    expect(axisRange(values)).toMatchObject({ min, max, step });
  });

  it('leaves out what is no number', () => {
    expect(axisRange([Number.NaN, Number.POSITIVE_INFINITY])).toMatchObject({ min: 0, title: 'ms' });
  });
});
