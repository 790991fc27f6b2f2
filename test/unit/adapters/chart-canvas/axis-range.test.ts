import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisRange, roundMarks } from '../../../../src/adapters/chart-canvas/axis-range.ts';

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

  it.each([2, 3, 4])('keeps to about %d intervals where a panel is low', (intervals) => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const { min, max, step } = axisRange(values, intervals);
        expect((max - min) / step).toBeLessThanOrEqual(intervals + 2 + 1e-6);
      }),
      { seed: 5 },
    );
  });

  it('leaves out what is no number', () => {
    expect(axisRange([Number.NaN, Number.POSITIVE_INFINITY])).toMatchObject({ min: 0, title: 'ms' });
  });
});

describe('round marks', () => {
  it.each([
    [0, 20.33, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]],
    [0, 25, [0, 5, 10, 15, 20, 25]],
    [-30, 348, [0, 50, 100, 150, 200, 250, 300]],
    [0, 3, [0, 0.5, 1, 1.5, 2, 2.5, 3]],
  ])('from %d to %d leave odd ends out', (min, max, marks) => {
    expect(roundMarks(min, max, 12)).toEqual(marks);
  });

  it('are few, in the range, and as far from each other', () => {
    const range = fc.tuple(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 0.1, max: 1e5, noNaN: true }),
    );
    fc.assert(
      fc.property(range, ([min, width]) => {
        const marks = roundMarks(min, min + width, 10);
        expect(marks.length).toBeGreaterThanOrEqual(3);
        expect(marks.length).toBeLessThanOrEqual(11);
        for (const mark of marks) {
          expect(mark).toBeGreaterThanOrEqual(min - width * 1e-5);
          expect(mark).toBeLessThanOrEqual(min + width * (1 + 1e-5));
        }
      }),
      { seed: 6 },
    );
  });
});
