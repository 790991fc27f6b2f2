import { describe, expect, it } from 'vitest';
import { peakVus, type Scenario } from '../../../../../src/adapters/engine-embedded/options/scenario.ts';
import {
  constantArrivals,
  rampingArrivals,
} from '../../../../../src/adapters/engine-embedded/scheduler/arrival-schedule.ts';
import { offeredRate } from '../../../../../src/adapters/engine-embedded/scheduler/offered-rate.ts';
import { rampingPlan } from '../../../../../src/adapters/engine-embedded/scheduler/ramping-plan.ts';

describe('constantArrivals', () => {
  it('starts at 0 and ends before the end', () => {
    expect([...constantArrivals(5, 1_000, 1_000)]).toEqual([0, 200, 400, 600, 800]);
  });

  it('cuts the period to whole nanoseconds', () => {
    // 1 s / 3 = 333 333 333 ns
    expect([...constantArrivals(3, 1_000, 1_000)]).toEqual([0, 333.333333, 666.666666, 999.999999]);
  });

  it('takes rates per minute', () => {
    expect([...constantArrivals(90, 60_000, 2_000)]).toEqual([0, 666.666666, 1_333.333332, 1_999.999998]);
  });
});

describe('rampingArrivals', () => {
  it('is not due at 0 when the rate is flat: the n-th comes at n / rate', () => {
    expect([...rampingArrivals(4, 1_000, [{ durationMs: 1_000, target: 4 }])]).toEqual([
      250, 500, 750, 1_000,
    ]);
  });

  it('follows the square root on the way up', () => {
    // 0 -> 10 per second in 10 s: integral t^2 / 2, so n is due at sqrt(2 n).
    const due = [...rampingArrivals(0, 1_000, [{ durationMs: 10_000, target: 10 }])];
    expect(due).toHaveLength(50);
    expect(due[0]).toBeCloseTo(1_414.2136, 3);
    expect(due[1]).toBeCloseTo(2_000, 6);
    expect(due[49]).toBeCloseTo(10_000, 6);
  });

  it('follows it on the way down', () => {
    // 10 -> 0 in 2 s: integral 10 t - 2.5 t^2; 7.5 at 1 s, 10 at 2 s.
    const due = [...rampingArrivals(10, 1_000, [{ durationMs: 2_000, target: 0 }])];
    expect(due).toHaveLength(10);
    expect(due[0]).toBeCloseTo(102.6334, 3);
    expect(due[9]).toBeCloseTo(2_000, 3);
  });

  it('carries the fraction into the next stage, and jumps where a stage has no length', () => {
    const stages = [
      { durationMs: 500, target: 1 },
      { durationMs: 0, target: 10 },
      { durationMs: 200, target: 10 },
    ];
    // 0.5 iterations by 500 ms; at 10 per second the first is due 50 ms later, the second 100 ms after that.
    const due = [...rampingArrivals(1, 1_000, stages)];
    expect(due.map((ms) => Math.round(ms * 1e6) / 1e6)).toEqual([550, 650]);
  });

  it('has nothing due while the rate is 0', () => {
    expect([...rampingArrivals(0, 1_000, [{ durationMs: 60_000, target: 0 }])]).toEqual([]);
  });

  it('makes as many as the area under the rate', () => {
    const stages = [
      { durationMs: 1_000, target: 3 },
      { durationMs: 1_500, target: 0 },
    ];
    // 2 + 2.25
    expect([...rampingArrivals(1, 1_000, stages)]).toHaveLength(4);
  });
});

describe('rampingPlan', () => {
  it('reaches k at D k / T on the way up: the first VU of 0 to 10 in 10 s after 1 s', () => {
    const plan = rampingPlan(0, [{ durationMs: 10_000, target: 10 }]);
    expect(plan[0]).toEqual({ atMs: 0, vus: 0 });
    expect(plan[1]).toEqual({ atMs: 1_000, vus: 1 });
    expect(plan.at(-1)).toEqual({ atMs: 10_000, vus: 10 });
    expect(plan).toHaveLength(11);
  });

  it('is at 9 after 1 s and at 0 after 10 s on the way down', () => {
    const plan = rampingPlan(10, [{ durationMs: 10_000, target: 0 }]);
    expect(plan[1]).toEqual({ atMs: 1_000, vus: 9 });
    expect(plan.at(-1)).toEqual({ atMs: 10_000, vus: 0 });
  });

  it('jumps where a stage has no length, and stays where it has no change', () => {
    const stages = [
      { durationMs: 1_000, target: 2 },
      { durationMs: 0, target: 5 },
      { durationMs: 1_000, target: 5 },
    ];
    expect(rampingPlan(2, stages)).toEqual([
      { atMs: 0, vus: 2 },
      { atMs: 1_000, vus: 5 },
    ]);
  });
});

const base = { startTimeMs: 0, gracefulStopMs: 0, exec: 'default', env: {}, tags: {} };
const constantVus = (name: string, vus: number, startTimeMs: number): Scenario => ({
  ...base,
  name,
  executor: 'constant-vus',
  vus,
  durationMs: 1_000,
  startTimeMs,
});
const arrival = (rate: number, startTimeMs: number): Scenario => ({
  ...base,
  name: `at${rate}`,
  executor: 'constant-arrival-rate',
  rate,
  timeUnitMs: 1_000,
  durationMs: 10_000,
  preAllocatedVUs: 1,
  maxVUs: 1,
  startTimeMs,
});

describe('peakVus', () => {
  it('adds up what runs at once and no more', () => {
    expect(peakVus([constantVus('a', 3, 0), constantVus('b', 4, 500), constantVus('c', 5, 5_000)])).toBe(7);
  });

  it('counts the graceful stop of the scenario before', () => {
    expect(peakVus([{ ...constantVus('a', 3, 0), gracefulStopMs: 5_000 }, constantVus('b', 4, 2_000)])).toBe(
      7,
    );
  });
});

describe('offeredRate', () => {
  it('is the rate of a constant arrival rate', () => {
    expect(offeredRate([arrival(50, 0)])).toBe(50);
  });

  it('is the sum of scenarios of the same time', () => {
    expect(offeredRate([arrival(50, 0), { ...arrival(120, 0), timeUnitMs: 60_000 } as Scenario])).toBe(52);
  });

  it('is null where the rate changes, as the window after the warm-up has another one', () => {
    const stages = [{ durationMs: 10_000, target: 5 }];
    const ramp = { ...arrival(50, 0), executor: 'ramping-arrival-rate', startRate: 50, stages } as Scenario;
    expect(offeredRate([ramp])).toBeNull();
    expect(offeredRate([arrival(50, 0), arrival(10, 10_000)])).toBeNull();
    expect(offeredRate([arrival(50, 0), { ...arrival(10, 0), durationMs: 5_000 } as Scenario])).toBeNull();
  });

  it('is null when a scenario is closed-loop', () => {
    expect(offeredRate([arrival(50, 0), constantVus('a', 1, 0)])).toBeNull();
  });
});
