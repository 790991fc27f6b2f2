import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalDurationMs } from '../../../src/adapters/engine-embedded/options/scenario.ts';
import {
  constantArrivals,
  rampingArrivals,
} from '../../../src/adapters/engine-embedded/scheduler/arrival-schedule.ts';
import { rampingPlan } from '../../../src/adapters/engine-embedded/scheduler/ramping-plan.ts';

const SEED = 20_261_125;
const stage = fc.record({
  durationMs: fc.integer({ min: 0, max: 20_000 }),
  target: fc.integer({ min: 0, max: 40 }),
});
const stages = fc.array(stage, { minLength: 1, maxLength: 5 });
const start = fc.integer({ min: 0, max: 40 });

/** The integral of the rate up to a time, by the trapezoids of the stages. */
function areaAt(
  timeMs: number,
  from: number,
  list: readonly { durationMs: number; target: number }[],
): number {
  let [area, rate, begin] = [0, from, 0];
  for (const { durationMs, target } of list) {
    const inside = Math.min(Math.max(0, timeMs - begin), durationMs);
    const end = durationMs === 0 ? target : rate + ((target - rate) * inside) / durationMs;
    area += (inside * (rate + end)) / 2_000;
    [rate, begin] = [target, begin + durationMs];
  }
  return area;
}

describe('rampingArrivals', () => {
  it('makes floor(integral) iterations, ascending, none after the end', () => {
    fc.assert(
      fc.property(start, stages, (from, list) => {
        const due = [...rampingArrivals(from, 1_000, list)];
        const end = totalDurationMs(list);
        expect(due).toHaveLength(Math.floor(areaAt(end, from, list) + 1e-9));
        expect(due.every((ms, index) => ms >= (due[index - 1] ?? 0) - 1e-6 && ms <= end + 1e-6)).toBe(true);
      }),
      { seed: SEED },
    );
  });

  it('has the n-th due where the integral is n', () => {
    fc.assert(
      fc.property(start, stages, (from, list) => {
        const errors = [...rampingArrivals(from, 1_000, list)].map((ms, index) =>
          Math.abs(areaAt(ms, from, list) - (index + 1)),
        );
        expect(Math.max(0, ...errors)).toBeLessThan(1e-5);
      }),
      { seed: SEED },
    );
  });
});

describe('constantArrivals', () => {
  it('makes as many iterations as fit, evenly', () => {
    const args = [
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 30 }),
    ] as const;
    fc.assert(
      fc.property(...args, (rate, unitSeconds, seconds) => {
        const due = [...constantArrivals(rate, unitSeconds * 1_000, seconds * 1_000)];
        const exact = (rate * seconds) / unitSeconds;
        // A period cut to nanoseconds lets at most one more in at the very end.
        expect(due.length).toBeGreaterThanOrEqual(Math.floor(exact));
        expect(due.length).toBeLessThanOrEqual(Math.ceil(exact) + 1);
        expect(due[0]).toBe(0);
        expect((due.at(-1) ?? 0) < seconds * 1_000).toBe(true);
      }),
      { seed: SEED },
    );
  });
});

describe('rampingPlan', () => {
  it('goes from target to target by one VU at a time, in order of time, and ends at the last target', () => {
    fc.assert(
      fc.property(start, stages, (from, list) => {
        const plan = rampingPlan(from, list);
        const hasJumps = list.some(({ durationMs }) => durationMs === 0);
        expect(plan.at(-1)?.vus).toBe(list.at(-1)?.target);
        for (const [index, step] of plan.slice(1).entries()) {
          const before = plan[index];
          expect(step.atMs).toBeGreaterThanOrEqual(before?.atMs ?? 0);
          if (!hasJumps) expect(Math.abs(step.vus - (before?.vus ?? 0))).toBe(1);
        }
      }),
      { seed: SEED },
    );
  });
});
