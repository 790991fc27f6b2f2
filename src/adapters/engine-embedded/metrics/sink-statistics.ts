import { parseTrendStatistic } from '../options/trend-statistics.ts';
import type { CounterSink, GaugeSink, RateSink, Sink } from './sinks.ts';
import type { ThresholdMethod } from './threshold-expression.ts';
import type { TrendSink } from './trend-sink.ts';

/** The value that a threshold compares; 0 for what an empty sink does not have. `durationMs`: of the test so far. */
export function statisticOf(sink: Sink, method: ThresholdMethod, durationMs: number): number {
  switch (sink.kind) {
    case 'counter':
      return method.kind === 'rate' ? sink.rate(durationMs) : sink.count;
    case 'gauge':
      return sink.value;
    case 'rate':
      return sink.rate;
    case 'trend':
      return trendStatistic(sink, method);
  }
}

function trendStatistic(sink: TrendSink, method: ThresholdMethod): number {
  switch (method.kind) {
    case 'quantile':
      return sink.quantile(method.p);
    case 'med':
      return sink.quantile(0.5);
    case 'avg':
    case 'min':
    case 'max':
    case 'count':
      return sink[method.kind];
    default:
      return 0;
  }
}

/** A sink's figures under k6's names: of a trend exactly the named statistics. */
export function valuesOf(
  sink: Sink,
  trendStats: readonly string[],
  durationMs: number,
): Readonly<Record<string, number>> {
  switch (sink.kind) {
    case 'counter':
      return counterValues(sink, durationMs);
    case 'gauge':
      return gaugeValues(sink);
    case 'rate':
      return rateValues(sink);
    case 'trend':
      return Object.fromEntries(trendStats.map((name) => [name, namedStatistic(sink, name)]));
  }
}

function counterValues(sink: CounterSink, durationMs: number): Readonly<Record<string, number>> {
  return { count: sink.count, rate: sink.rate(durationMs) };
}

function gaugeValues({ value, min, max }: GaugeSink): Readonly<Record<string, number>> {
  return { value, min, max };
}

function rateValues(sink: RateSink): Readonly<Record<string, number>> {
  return { rate: sink.rate, passes: sink.passes, fails: sink.total - sink.passes };
}

function namedStatistic(sink: TrendSink, name: string): number {
  const statistic = parseTrendStatistic(name);
  return statistic === null ? 0 : trendStatistic(sink, statistic);
}
