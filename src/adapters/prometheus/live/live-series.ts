import type { MetricSample } from '../../../model/metric-sample.ts';
import { addValue, type LogHistogram, quantileOfHistogram } from '../../../stats/log-histogram.ts';

export type LiveKind = 'counter' | 'gauge' | 'rate' | 'trend';

export interface LiveMetric {
  readonly kind: LiveKind;
  /** Values are milliseconds, and are sent as seconds. */
  readonly isTime: boolean;
}

/** Tags with a value for every request would make a series of every request. */
const UNBOUNDED: ReadonlySet<string> = new Set(['url', 'ip', 'vu', 'iter']);
/** More series than a dashboard can show and a database should get from one test. */
const MAX_SERIES = 5_000;
const MS_PER_SECOND = 1_000;
const QUANTILES = { med: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

interface Series {
  readonly metric: string;
  readonly kind: LiveKind;
  readonly scale: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly histogram: LogHistogram;
  count: number;
  sum: number;
  last: number;
  max: number;
  changed: boolean;
}

/**
 * What a running test has come to so far, as the series that k6 sends by remote write: counters as totals, rates and
 * percentiles over the whole test as gauges, times in seconds.
 */
export class LiveSeries {
  readonly #labels: Readonly<Record<string, string>>;
  readonly #metrics = new Map<string, LiveMetric>();
  readonly #series = new Map<string, Series>();
  /** Samples of series beyond the limit. */
  left = 0;

  constructor(labels: Readonly<Record<string, string>>) {
    this.#labels = labels;
  }

  declare(name: string, metric: LiveMetric): void {
    this.#metrics.set(name, metric);
  }

  add(metric: string, value: number, tags: Readonly<Record<string, string>>): void {
    const series = this.#seriesOf(metric, tags);
    if (series === null) return;
    series.changed = true;
    series.count += 1;
    series.sum += value;
    series.last = value;
    series.max = Math.max(series.max, value);
    if (series.kind === 'trend') addValue(series.histogram, value);
  }

  /** The values of the series that changed since they were last asked for. */
  take(atMs: number): readonly MetricSample[] {
    const changed = [...this.#series.values()].filter((series) => series.changed);
    for (const series of changed) series.changed = false;
    return changed.flatMap((series) =>
      figuresOf(series).map(([name, value]) => ({ name, labels: series.labels, value, atMs })),
    );
  }

  #seriesOf(name: string, tags: Readonly<Record<string, string>>): Series | null {
    const bounded = Object.entries(tags).filter(([tag]) => !UNBOUNDED.has(tag));
    const key = `${name}\n${JSON.stringify(bounded)}`;
    const known = this.#series.get(key);
    const metric = this.#metrics.get(name);
    if (known !== undefined || metric === undefined) return known ?? null;
    const labels = bounded.map(([tag, value]) => [tag.replace(/[^a-zA-Z0-9_]/g, '_'), value]);
    return this.#newSeries(name, metric, { ...Object.fromEntries(labels), ...this.#labels }, key);
  }

  #newSeries(
    name: string,
    { kind, isTime }: LiveMetric,
    labels: Readonly<Record<string, string>>,
    key: string,
  ): Series | null {
    if (this.#series.size >= MAX_SERIES) {
      this.left += 1;
      return null;
    }
    const series: Series = {
      metric: `k6_${name.replace(/[^a-zA-Z0-9_]/g, '_')}`,
      kind,
      scale: isTime ? MS_PER_SECOND : 1,
      labels,
      histogram: new Map(),
      count: 0,
      sum: 0,
      last: 0,
      max: Number.NEGATIVE_INFINITY,
      changed: false,
    };
    this.#series.set(key, series);
    return series;
  }
}

function figuresOf(series: Series): readonly (readonly [string, number])[] {
  const { metric, kind, scale, count, sum, last, max, histogram } = series;
  switch (kind) {
    case 'counter':
      return [[`${metric}_total`, sum / scale]];
    case 'gauge':
      return [[metric, last / scale]];
    case 'rate':
      return [[`${metric}_rate`, sum / count]];
    case 'trend':
      return [
        ...Object.entries(QUANTILES).map(
          ([name, quantile]) =>
            [`${metric}_${name}`, quantileOfHistogram(histogram, quantile) / scale] as const,
        ),
        [`${metric}_avg`, sum / count / scale],
        [`${metric}_max`, max / scale],
      ];
  }
}
