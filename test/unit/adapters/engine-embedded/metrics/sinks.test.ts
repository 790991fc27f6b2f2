import { describe, expect, it } from 'vitest';
import { MetricRegistry } from '../../../../../src/adapters/engine-embedded/metrics/metric-registry.ts';
import { valuesOf } from '../../../../../src/adapters/engine-embedded/metrics/sink-statistics.ts';
import { makeSink } from '../../../../../src/adapters/engine-embedded/metrics/sinks.ts';
import { MOST_EXACT_VALUES } from '../../../../../src/adapters/engine-embedded/metrics/trend-sink.ts';
import type { MetricType } from '../../../../../src/adapters/engine-embedded/vu/vu-backend.ts';

const STATS = ['avg', 'min', 'med', 'max', 'count', 'p(90)', 'p(99.9)'];

function values(type: MetricType, added: readonly number[], durationMs = 2_000) {
  const sink = makeSink(type);
  for (const value of added) sink.add(value);
  return valuesOf(sink, STATS, durationMs);
}

describe('sinks', () => {
  it('without samples are all 0', () => {
    expect(values('trend', [])).toEqual({
      avg: 0,
      min: 0,
      med: 0,
      max: 0,
      count: 0,
      'p(90)': 0,
      'p(99.9)': 0,
    });
    expect(values('counter', [])).toEqual({ count: 0, rate: 0 });
    expect(values('rate', [])).toEqual({ rate: 0, passes: 0, fails: 0 });
    expect(values('gauge', [])).toEqual({ value: 0, min: 0, max: 0 });
  });

  it('a trend has quantiles of type 7, whatever the order', () => {
    const trend = values('trend', [40, 10, 30, 20]);
    expect(trend).toMatchObject({ avg: 25, min: 10, med: 25, max: 40, count: 4, 'p(90)': 37 });
  });

  it('a trend is exact beyond its first allocation, and after a look in between', () => {
    const sink = makeSink('trend');
    for (let value = 1; value <= 1_000; value++) {
      sink.add(value);
      if (value === 500) valuesOf(sink, STATS, 1);
    }
    expect(valuesOf(sink, ['med', 'max'], 1)).toEqual({ med: 500.5, max: 1_000 });
  });

  it('a trend of negative values has its true extremes', () => {
    expect(values('trend', [-5, -9])).toMatchObject({ min: -9, max: -5 });
  });

  it('a counter has a rate a second', () => {
    expect(values('counter', [3, 4])).toEqual({ count: 7, rate: 3.5 });
    expect(values('counter', [3], 0)).toEqual({ count: 3, rate: 0 });
  });

  it('a rate counts what is not zero', () => {
    expect(values('rate', [1, 0, 2, 0])).toEqual({ rate: 0.5, passes: 2, fails: 2 });
  });

  it('a gauge has the last value and the extremes', () => {
    expect(values('gauge', [5, 9, 7])).toEqual({ value: 7, min: 5, max: 9 });
  });
});

describe('MetricRegistry', () => {
  const sample = (metric: string, value: number, tags = {}) => ({ metric, timeMs: 0, value, tags });

  it('takes no sample of an unknown metric and none without a number', () => {
    const registry = new MetricRegistry([]);
    expect(registry.add(sample('nobody', 1))).toBe(false);
    expect(registry.add(sample('http_reqs', Number.NaN))).toBe(false);
    expect(registry.add(sample('http_reqs', Number.POSITIVE_INFINITY))).toBe(false);
    expect(registry.rejectedSamples).toBe(3);
    expect(registry.get('http_reqs')?.sink.isEmpty).toBe(true);
  });

  it('gives a sample to each sub-metric whose tags it all has', () => {
    const registry = new MetricRegistry([]);
    const key = { metric: 'http_reqs', suffix: 'a:1,b:2', tags: { a: '1', b: '2' } };
    const sub = registry.sinkOf(key);
    registry.add(sample('http_reqs', 1, { a: '1', b: '2', c: '3' }));
    registry.add(sample('http_reqs', 1, { a: '1' }));
    expect(sub).toMatchObject({ count: 1 });
    expect(registry.sinkOf(key)).toBe(sub);
    expect(registry.get('http_reqs')?.sink).toMatchObject({ count: 2 });
  });

  it('knows whether a trend has more values than it keeps', () => {
    const registry = new MetricRegistry([]);
    for (let index = 0; index < MOST_EXACT_VALUES; index++) registry.add(sample('http_req_duration', 1));
    expect(registry.hasRoundedTrend).toBe(false);
    registry.add(sample('http_req_duration', 1));
    expect(registry.hasRoundedTrend).toBe(true);
  });

  it('keeps the first declaration of a name', () => {
    const registry = new MetricRegistry([{ name: 'http_reqs', type: 'gauge', contains: 'time' }]);
    expect(registry.get('http_reqs')?.type).toBe('counter');
  });
});
