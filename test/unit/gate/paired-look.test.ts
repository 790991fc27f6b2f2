import { describe, expect, it } from 'vitest';
import { type PairedChunk, pairedChunkError, pairedLooks } from '../../../src/gate/paired-look.ts';
import { rngOf } from '../../../src/lib/rng.ts';
import { logQuantileError } from '../../../src/stats/block-error.ts';
import { addValue, type LogHistogram } from '../../../src/stats/log-histogram.ts';

const chunk = (change: number, standardError: number): PairedChunk => ({ change, standardError });

describe('paired looks', () => {
  it('of one chunk are that chunk, at its error with the floor of the weights', () => {
    const look = pairedLooks([chunk(0.2, 0.06)]);
    expect(look.theta).toBeCloseTo(0.2, 12);
    expect(look.standardError).toBeCloseTo(Math.hypot(0.06, 0.02), 12);
    expect(look).toMatchObject({ df: 20, looks: 1 });
  });

  it('weigh chunks by their precision', () => {
    const look = pairedLooks([chunk(0.1, 0.03), chunk(0.4, 0.3)]);
    const [a, b] = [1 / (0.03 ** 2 + 0.02 ** 2), 1 / (0.3 ** 2 + 0.02 ** 2)];
    expect(look.theta).toBeCloseTo((0.1 * a + 0.4 * b) / (a + b), 12);
    expect(look.df).toBe(40);
  });

  it('are as unsure as the chunks disagree', () => {
    const agree = pairedLooks([chunk(0.2, 0.05), chunk(0.21, 0.05)]).standardError;
    const disagree = pairedLooks([chunk(-0.1, 0.05), chunk(0.5, 0.05)]).standardError;
    expect(agree).toBeCloseTo(Math.hypot(0.05, 0.02) / Math.SQRT2, 12);
    // chi / (k-1) of two equal errors: (0.6 / sqrt 2)^2 / (error^2), so the error is half the distance.
    expect(disagree).toBeCloseTo(0.3, 12);
  });
});

describe('error of a chunk', () => {
  const drift = (() => {
    const rng = rngOf(9);
    let level = 0;
    return Array.from({ length: 100 }, () => {
      level = 0.9 * level + 0.1 * rng.normal();
      return level;
    });
  })();

  function side(seed: number): LogHistogram[] {
    const rng = rngOf(seed);
    return drift.map((level) => {
      const histogram: LogHistogram = new Map();
      for (let i = 0; i < 60; i++) addValue(histogram, 20 * Math.exp(0.3 * rng.normal() + level));
      return histogram;
    });
  }

  it('leaves out what hit both sides in the same seconds', () => {
    const [base, head] = [side(1), side(2)];
    const apart = Math.hypot(logQuantileError(base, 0.95), logQuantileError(head, 0.95));
    expect(pairedChunkError(base, head, 0.95)).toBeLessThan(apart * 0.75);
  });

  it('is never under the difference of two processes', () => {
    const constant = Array.from({ length: 100 }, (): LogHistogram => new Map([[300, 100]]));
    expect(pairedChunkError(constant, constant, 0.95)).toBeGreaterThanOrEqual(0.021);
  });
});
