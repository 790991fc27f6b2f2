import { describe, expect, it } from 'vitest';
import { rngOf } from '../../../src/lib/rng.ts';
import { logQuantileError } from '../../../src/stats/block-error.ts';
import {
  addValue,
  type LogHistogram,
  mergeHistograms,
  quantileOfHistogram,
} from '../../../src/stats/log-histogram.ts';

/** Log-normal latencies, `perSecond` in each of 50 seconds, all of a second moved by `drift(second)`. */
function seconds(
  seed: number,
  perSecond: number,
  drift: (second: number) => number = () => 0,
): LogHistogram[] {
  const rng = rngOf(seed);
  return Array.from({ length: 50 }, (_, second) => {
    const histogram: LogHistogram = new Map();
    const shift = drift(second);
    for (let i = 0; i < perSecond; i++) addValue(histogram, 20 * Math.exp(0.5 * rng.normal() + shift));
    return histogram;
  });
}

function spreadOf(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

describe('error of a quantile within a run', () => {
  it('of no values is not a number', () => {
    expect(logQuantileError([], 0.95)).toBeNaN();
    expect(logQuantileError([new Map()], 0.95)).toBeNaN();
  });

  it('agrees with the theory for independent requests', () => {
    // sqrt(p (1-p) / n) / density of ln x at its quantile: 0.218 / sqrt(3000) / (0.1031 / 0.5).
    const theory = Math.sqrt((0.95 * 0.05) / 3000) / (0.10313564 / 0.5);
    const errors = Array.from({ length: 40 }, (_, seed) => logQuantileError(seconds(seed, 60), 0.95));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(mean / theory).toBeGreaterThan(0.9);
    expect(mean / theory).toBeLessThan(1.2);
  });

  it('sees that requests of one second are alike', () => {
    const runs = Array.from({ length: 60 }, (_, seed) => {
      const rng = rngOf(1000 + seed);
      let level = 0;
      return seconds(seed, 400, () => {
        level = 0.8 * level + 0.6 * 0.05 * rng.normal();
        return level;
      });
    });
    const truth = spreadOf(runs.map((run) => Math.log(quantileOfHistogram(mergeHistograms(run), 0.95))));
    const mean = runs.reduce((sum, run) => sum + logQuantileError(run, 0.95), 0) / runs.length;
    // 50 seconds hold few independent blocks: three quarters of the truth is what can be had.
    expect(mean / truth).toBeGreaterThan(0.65);
    expect(mean / truth).toBeLessThan(1.15);
  });

  it('is finite for zeros, equal latencies, one second and one value', () => {
    const one = (value: number, count: number): LogHistogram => new Map([[value, count]]);
    expect(logQuantileError([one(300, 5), one(300, 5)], 0.95)).toBeLessThan(0.01);
    expect(logQuantileError([one(300, 1)], 0.95)).toBeGreaterThanOrEqual(0);
    const zeros: LogHistogram = new Map();
    addValue(zeros, 0, 100);
    expect(logQuantileError([zeros], 0.95)).toBe(0);
  });
});
