import { describe, expect, it } from 'vitest';
import { findBreakingPoint } from '../../../src/analysis/stress/find-breaking-point.ts';
import { aTimeline, lasting, type SecondSpec } from '../../support/timeline-builder.ts';

const OPTIONS = {
  p95Ms: 300,
  errorRate: 0.01,
  stepSeconds: null,
  generator: { cpuShare: null, loopUtilisation: null },
};

/** A ramp of 14 steps of 10 s from 10 to 140 requests a second. */
const ramp = (step: (rate: number) => Partial<SecondSpec>) =>
  aTimeline(
    Array.from({ length: 14 }, (_, index) => 10 * (index + 1)).flatMap((rate) =>
      lasting(10, { rate, ms: 20, ...step(rate) }),
    ),
  );
const find = (step: (rate: number) => Partial<SecondSpec>, options = {}) =>
  findBreakingPoint(ramp(step), { ...OPTIONS, ...options });

describe('the breaking point', () => {
  it('is where p95 crosses the objective, between two steps on a line through their logarithms', () => {
    const finding = find((rate) => ({ ms: rate <= 80 ? 100 : 900 }));
    expect(finding).toMatchObject({ outcome: 'broke', brokeFirst: 'latency', failure: null });
    // p95 is 1.08 times the middle: ln(300/108) / ln(972/108) of the way from 80 to 90.
    expect(finding.breakingPoint?.rate).toBeCloseTo(80 + (10 * Math.log(300 / 108)) / Math.log(9), 0);
    expect(finding.breakingPoint?.low).toBeGreaterThan(80);
    expect(finding.breakingPoint?.high).toBeLessThan(90);
    // However sharp the steps are: a machine that is 3 % slower breaks 3 % earlier.
    const { low, high } = finding.breakingPoint ?? {};
    expect((high ?? 0) / (low ?? 1)).toBeGreaterThan(1.05);
    expect(finding.steps).toHaveLength(14);
    expect(finding.steps[3]).toMatchObject({ rate: 40, seconds: 10, atSecond: 30 });
  });

  it('is ten times the lightest p95 where nothing is promised', () => {
    const finding = find((rate) => ({ ms: rate <= 80 ? 10 : 400 }), { p95Ms: null });
    expect(finding.objective.stated).toBe(false);
    expect(finding.objective.p95Ms).toBeCloseTo(108, -1);
    expect(finding.outcome).toBe('broke');
  });

  it('is where errors pass their share, with the class that most of them are', () => {
    const finding = find((rate) => ({ failed: rate > 100 ? Math.round(rate * 0.1) : 0 }));
    expect(finding).toMatchObject({ outcome: 'broke', brokeFirst: 'errors' });
    expect(finding.breakingPoint?.rate).toBeGreaterThan(100);
    expect(finding.breakingPoint?.rate).toBeLessThan(105);
    expect(finding.failure).toEqual({ name: 'status 500', share: 1 });
  });

  it('of a target that limits its rate is told as such: a storm of 429', () => {
    const limited = (rate: number) =>
      rate > 70 ? { failed: rate - 70, failure: 'status 429', ms: 15 } : { ms: 20 };
    const finding = find(limited);
    expect(finding).toMatchObject({ brokeFirst: 'errors', failure: { name: 'status 429', share: 1 } });
    expect(finding.breakingPoint?.rate).toBeGreaterThan(70);
    expect(finding.breakingPoint?.rate).toBeLessThan(74);
  });

  it('is not reached by a ramp that never breaks', () => {
    const finding = find(() => ({}));
    expect(finding).toMatchObject({ outcome: 'not-reached', breakingPoint: null, highestRate: 140 });
    expect(finding.extrapolated).toBeNull();
  });

  it('is below a ramp that breaks at once', () => {
    expect(find(() => ({ ms: 2_000 }))).toMatchObject({
      outcome: 'broke-at-once',
      breakingPoint: null,
      lowestRate: 10,
    });
  });

  it('is not claimed where the generator had no free virtual user and all answers were in time', () => {
    const finding = find((rate) => (rate > 90 ? { rate: 90, dropped: rate - 90 } : {}));
    expect(finding).toMatchObject({
      outcome: 'generator-bound',
      brokeFirst: 'generator',
      breakingPoint: null,
    });
    expect(finding.steps.at(-1)?.droppedShare).toBeCloseTo(50 / 140, 6);
  });

  it('counts load that was not sent as slow where the service was slow as well', () => {
    const finding = find((rate) => (rate > 90 ? { rate: 80, dropped: rate - 80, ms: 900 } : {}));
    expect(finding).toMatchObject({ outcome: 'broke', brokeFirst: 'latency' });
    expect(finding.breakingPoint?.rate).toBeGreaterThanOrEqual(90);
    expect(finding.breakingPoint?.rate).toBeLessThan(100);
  });

  it('is not claimed where the generator was busy', () => {
    const busy = { generator: { cpuShare: 0.9, loopUtilisation: null } };
    expect(find((rate) => ({ ms: rate <= 80 ? 100 : 900 }), busy)).toMatchObject({
      outcome: 'generator-bound',
      cause: 'it was 90 % busy',
    });
  });

  it('needs a ramp', () => {
    const flat = findBreakingPoint(aTimeline(lasting(120, { rate: 50, ms: 20 })), OPTIONS);
    expect(flat).toMatchObject({ outcome: 'not-measured', cause: expect.stringContaining('5 rising steps') });
    const short = findBreakingPoint(aTimeline(lasting(20, { rate: 50, ms: 20 })), OPTIONS);
    expect(short.cause).toContain('at least 5 rising steps');
    const nothing = findBreakingPoint(aTimeline([]), OPTIONS);
    expect(nothing).toMatchObject({ outcome: 'not-measured', steps: [] });
  });

  it('is pulled to where a queue that has settled would cross, when the overload shows its capacity', () => {
    // A queue of capacity 100 whose p95 is 60 ms / (1 - rate / 100), but steps near 100 have not settled.
    const queue = (rate: number) => ({
      ms: rate < 95 ? 60 / (1 - rate / 100) / 1.08 : rate === 100 ? 290 / 1.08 : 5_000,
      ended: Math.min(rate, 100),
    });
    const { breakingPoint } = find(queue);
    expect(breakingPoint?.rate).toBeCloseTo(80, -1);
    expect(breakingPoint?.rate).toBeLessThan(85);
  });

  it('reads the length of its steps off the load, and takes a stated one', () => {
    const slow = aTimeline(
      [10, 20, 30, 40, 50, 60, 70, 80].flatMap((rate) => lasting(23, { rate, ms: rate < 55 ? 20 : 999 })),
    );
    expect(findBreakingPoint(slow, OPTIONS).steps.map(({ seconds }) => seconds)).toEqual(
      new Array(8).fill(23),
    );
    expect(findBreakingPoint(slow, { ...OPTIONS, stepSeconds: 23 }).steps).toHaveLength(8);
  });

  it('is not moved by the end of a ramp that was cut in the middle of a step', () => {
    const whole = ramp((rate) => ({ ms: rate <= 80 ? 100 : 900 }));
    const cut = { ...whole, bins: whole.bins.slice(0, 114) };
    const finding = findBreakingPoint(cut, OPTIONS);
    expect(finding.outcome).toBe('broke');
    expect(finding.steps).toHaveLength(11);
  });
});
