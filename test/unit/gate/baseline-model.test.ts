import { describe, expect, it } from 'vitest';
import { baselineModel } from '../../../src/gate/baseline-model.ts';
import { type EntryLevel, effectiveRuns, jobVarianceShare } from '../../../src/gate/round-level.ts';
import { rngOf } from '../../../src/lib/rng.ts';

function entries(levels: readonly number[]): [EntryLevel, ...EntryLevel[]] {
  const [first = 0, ...rest] = levels;
  const entry = (level: number): EntryLevel => ({ level, rounds: 1, withinVariance: null });
  return [entry(first), ...rest.map(entry)];
}

function around(level: number, sd: number, count: number, seed: number): number[] {
  const rng = rngOf(seed);
  return Array.from({ length: count }, () => level + sd * rng.normal());
}

describe('baseline model', () => {
  it('of one job assumes 10 % of noise and knows the level no better than one machine does', () => {
    const model = baselineModel([{ level: 5, rounds: 1, withinVariance: 0.001 }]);
    expect(model).toMatchObject({ mu: 5, df: 4, entries: 1, cut: 0, recent: null });
    expect(model.sigma).toBeCloseTo(0.1, 12);
    expect(model.muVariance).toBeCloseTo(0.01, 12);
  });

  it('of one job of four rounds is little better: they share their machine', () => {
    const model = baselineModel([{ level: 5, rounds: 4, withinVariance: 0.001 }]);
    expect(model.muVariance).toBeCloseTo(0.01 * (0.7 + 0.3 / 3.7), 12);
  });

  it('of one job with few requests takes their own error where it is larger', () => {
    expect(baselineModel([{ level: 5, rounds: 1, withinVariance: 0.04 }]).muVariance).toBeCloseTo(0.04, 12);
  });

  it('learns the noise, slowly', () => {
    const quiet = (count: number) => baselineModel(entries(around(5, 0.02, count, 3))).sigma;
    expect(quiet(3)).toBeGreaterThan(0.07);
    expect(quiet(30)).toBeLessThan(0.055);
    expect(baselineModel(entries(around(5, 0.2, 30, 3))).sigma).toBeGreaterThan(0.15);
  });

  it('is not moved by a wild entry in ten', () => {
    const levels = around(5, 0.03, 10, 4);
    const wild = baselineModel(entries(levels.with(6, 9)));
    expect(Math.abs(wild.mu - 5)).toBeLessThan(0.05);
    expect(wild.sigma).toBeLessThan(0.15);
  });

  it('starts after the last shift of the level, and says what it left out', () => {
    const model = baselineModel(entries([...around(5, 0.02, 12, 5), ...around(4.7, 0.02, 8, 6)]));
    expect(model.mu).toBeCloseTo(4.7, 1);
    expect(model.entries + model.cut).toBe(20);
    expect(Math.abs(model.cut - 12)).toBeLessThanOrEqual(1);
  });

  it('looks back on thirty entries', () => {
    const model = baselineModel(entries([...around(9, 0.02, 500, 7), ...around(5, 0.02, 30, 8)]));
    expect(model.mu).toBeCloseTo(5, 1);
    expect(model.entries).toBeLessThanOrEqual(30);
  });

  it('knows the newest five beside all, when there are more', () => {
    expect(baselineModel(entries([1, 1, 1, 1, 1])).recent).toBeNull();
    expect(baselineModel(entries([1, 1.01, 1.02, 1.01, 1.03, 1.02])).recent).toBeCloseTo(1.02, 12);
  });

  it('is less sure of a CPU model that the history does not know', () => {
    const levels = entries(around(5, 0.02, 10, 9));
    const same = baselineModel(levels, 0).sigma ** 2;
    expect(baselineModel(levels, 1).sigma ** 2).toBeCloseTo(same + 0.01, 12);
    expect(baselineModel(levels, 0.5).sigma ** 2).toBeCloseTo(same + 0.005, 12);
  });
});

describe('runs in numbers', () => {
  it('has the efficiency of mean, median and Hodges-Lehmann', () => {
    expect([1, 2, 3, 4, 8].map(effectiveRuns)).toEqual([1, 2, 2.24, 3.7, 7.5]);
    expect(effectiveRuns(10)).toBeCloseTo(9.4, 12);
  });

  it('takes at most 30 % of the variance away within a job', () => {
    expect(jobVarianceShare(1)).toBe(1);
    expect(jobVarianceShare(1000)).toBeGreaterThan(0.7);
  });
});
