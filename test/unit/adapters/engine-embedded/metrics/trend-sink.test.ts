import { describe, expect, it } from 'vitest';
import { SignedHistogram } from '../../../../../src/adapters/engine-embedded/metrics/signed-histogram.ts';
import {
  MOST_EXACT_VALUES,
  TrendSink,
} from '../../../../../src/adapters/engine-embedded/metrics/trend-sink.ts';

function sinkOf(count: number, valueAt: (index: number) => number): TrendSink {
  const sink = new TrendSink();
  for (let index = 0; index < count; index++) sink.add(valueAt(index));
  return sink;
}

describe('TrendSink', () => {
  it('is exact up to its limit, over all of its chunks', () => {
    // Every value once, in an order that is not theirs.
    const sink = sinkOf(MOST_EXACT_VALUES, (index) => (index * 7_919) % MOST_EXACT_VALUES);
    expect(sink.isExact).toBe(true);
    expect(sink.quantile(0.5)).toBe((MOST_EXACT_VALUES - 1) / 2);
  });

  it('is within half a percent one value later, and says so', () => {
    const sink = sinkOf(MOST_EXACT_VALUES + 1, (index) => index);
    expect(sink.isExact).toBe(false);
    for (const p of [0.5, 0.9, 0.95, 0.99])
      expect(Math.abs(sink.quantile(p) / (p * MOST_EXACT_VALUES) - 1)).toBeLessThan(0.005);
    expect(sink.avg).toBe(MOST_EXACT_VALUES / 2);
  });

  it('has no quantile beyond its extremes', () => {
    const sink = new TrendSink(0);
    for (const value of [25, 25, 25]) sink.add(value);
    expect([sink.quantile(0), sink.quantile(0.5), sink.quantile(1)]).toEqual([25, 25, 25]);
  });

  it('keeps what was seen before the limit when it was looked at in between', () => {
    const sink = new TrendSink(4);
    for (const value of [4, 3]) sink.add(value);
    expect(sink.quantile(0.5)).toBe(3.5);
    for (const value of [2, 1, 5]) sink.add(value);
    expect(sink.quantile(0.5)).toBeCloseTo(3, 1);
  });
});

describe('SignedHistogram', () => {
  it('without values has none', () => {
    expect(new SignedHistogram().quantile(0.5)).toBeNaN();
  });

  it('orders negative values before the others', () => {
    const histogram = new SignedHistogram();
    for (const value of [-100, -1, 0, 10]) histogram.add(value);
    const at = (p: number) => histogram.quantile(p);
    expect(at(0)).toBeCloseTo(-100, -0.5);
    expect(at(1 / 3)).toBeCloseTo(-1, 1);
    expect(at(2 / 3)).toBeCloseTo(0, 5);
    expect(at(1)).toBeCloseTo(10, 0);
  });
});
