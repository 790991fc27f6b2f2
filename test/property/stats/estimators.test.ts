import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logQuantileError } from '../../../src/stats/block-error.ts';
import { hodgesLehmann } from '../../../src/stats/hodges-lehmann.ts';
import { lastLevelShift } from '../../../src/stats/level-shift.ts';
import { normalCdf, normalQuantile } from '../../../src/stats/normal-distribution.ts';
import { qnSpread } from '../../../src/stats/qn-spread.ts';
import { studentTCdf, studentTQuantile } from '../../../src/stats/student-t.ts';

const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 });
const seeded = { seed: 20_260_101 };

/** The values in another order, picked by `fc`. */
const shuffled = values.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);

describe('estimators', () => {
  it('do not depend on the order', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(hodgesLehmann(other)).toBeCloseTo(hodgesLehmann(list), 9);
        expect(qnSpread(other)).toBeCloseTo(qnSpread(list), 9);
      }),
      seeded,
    );
  });

  it('follow a shift and a scale of the values', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.1, max: 10, noNaN: true }), (list, scale) => {
        const moved = list.map((value) => value * scale + 3);
        expect(hodgesLehmann(moved)).toBeCloseTo(hodgesLehmann(list) * scale + 3, 7);
        expect(qnSpread(moved)).toBeCloseTo(qnSpread(list) * scale, 7);
      }),
      seeded,
    );
  });

  it('stay within the values', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(hodgesLehmann(list)).toBeGreaterThanOrEqual(Math.min(...list));
        expect(hodgesLehmann(list)).toBeLessThanOrEqual(Math.max(...list));
      }),
      seeded,
    );
  });

  it('find a level shift at the same place wherever the series lies', () => {
    fc.assert(
      fc.property(values, fc.double({ min: -9, max: 9, noNaN: true }), (list, by) => {
        const rounded = list.map((value) => Math.round(value * 1000) / 1024);
        const moved = rounded.map((value) => value + Math.round(by));
        expect(lastLevelShift(moved)).toBe(lastLevelShift(rounded));
      }),
      seeded,
    );
  });
});

describe('quantiles', () => {
  it('undo the distribution and rise with the probability', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, fc.double({ min: 0.5, max: 200, noNaN: true }), (p, df) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 9);
        expect(studentTCdf(studentTQuantile(p, df), df)).toBeCloseTo(p, 8);
        expect(studentTQuantile(Math.min(0.9995, p + 0.0005), df)).toBeGreaterThan(studentTQuantile(p, df));
      }),
      seeded,
    );
  });
});

describe('error within a run', () => {
  const bucket = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 30 }));
  const second = fc.array(bucket, { maxLength: 10 }).map((entries) => new Map(entries));

  it('is the same for latencies of another scale', () => {
    fc.assert(
      fc.property(fc.array(second, { minLength: 6, maxLength: 30 }), (list) => {
        const scaled = list.map(
          (histogram) => new Map([...histogram].map(([key, count]) => [key + 70, count])),
        );
        const error = logQuantileError(list, 0.95);
        if (Number.isNaN(error)) expect(logQuantileError(scaled, 0.95)).toBeNaN();
        else expect(logQuantileError(scaled, 0.95)).toBeCloseTo(error, 7);
      }),
      seeded,
    );
  });
});
