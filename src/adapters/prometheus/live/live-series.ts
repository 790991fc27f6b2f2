import type { MetricSample } from '../../../model/metric-sample.ts';
import { addValue } from '../../../stats/log-histogram.ts';
import { type TrendFigure, type TrendValues, trendFigures } from './trend-figure.ts';

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
const TREND_FIGURES = trendFigures(['med', 'p(90)', 'p(95)', 'p(99)', 'avg', 'max']);

type Labels = Readonly<Record<string, string>>;

interface Series extends TrendValues {
  readonly metric: string;
  readonly kind: LiveKind;
  readonly scale: number;
  readonly labels: Labels;
  count: number;
  sum: number;
  last: number;
  min: number;
  max: number;
  changed: boolean;
}

/**
 * What a running test has come to so far, as the series that k6 sends by remote write: counters as totals, rates and
 * percentiles over the whole test as gauges, times in seconds.
 */
export class LiveSeries {
  readonly #labels: Labels;
  readonly #trendFigures: readonly TrendFigure[];
  readonly #metrics = new Map<string, LiveMetric>();
  readonly #series = new Map<string, Series>();
  /** Samples of a request come together and share their tags. */
  #lastTags: { readonly tags: Labels; readonly bounded: readonly (readonly [string, string])[]; key: string };
  /** Samples of series beyond the limit. */
  left = 0;

  /** `labels`: of every series. */
  constructor(labels: Labels, figures: readonly TrendFigure[] = TREND_FIGURES) {
    this.#labels = labels;
    this.#trendFigures = figures;
    this.#lastTags = { tags: {}, bounded: [], key: '[]' };
  }

  declare(name: string, metric: LiveMetric): void {
    this.#metrics.set(name, metric);
  }

  add(metric: string, value: number, tags: Labels): void {
    const series = this.#seriesOf(metric, tags);
    if (series === null) return;
    series.changed = true;
    series.count += 1;
    series.sum += value;
    series.last = value;
    series.min = Math.min(series.min, value);
    series.max = Math.max(series.max, value);
    if (series.kind === 'trend') addValue(series.histogram, value);
  }

  /** The values of the series that changed since they were last asked for. */
  take(atMs: number): readonly MetricSample[] {
    const changed = [...this.#series.values()].filter((series) => series.changed);
    for (const series of changed) series.changed = false;
    return this.#samplesOf(changed, atMs);
  }

  /** The values of every series. */
  all(atMs: number): readonly MetricSample[] {
    return this.#samplesOf([...this.#series.values()], atMs);
  }

  #samplesOf(all: readonly Series[], atMs: number): readonly MetricSample[] {
    return all.flatMap((series) =>
      this.#figuresOf(series).map(([name, value]) => ({ name, labels: series.labels, value, atMs })),
    );
  }

  #seriesOf(name: string, tags: Labels): Series | null {
    if (tags !== this.#lastTags.tags) {
      const bounded = Object.entries(tags).filter(([tag]) => !UNBOUNDED.has(tag));
      this.#lastTags = { tags, bounded, key: JSON.stringify(bounded) };
    }
    const key = `${name}\n${this.#lastTags.key}`;
    const known = this.#series.get(key);
    const metric = this.#metrics.get(name);
    if (known !== undefined || metric === undefined) return known ?? null;
    const labels = this.#lastTags.bounded.map(([tag, value]) => [tag.replace(/[^a-zA-Z0-9_]/g, '_'), value]);
    return this.#newSeries(name, metric, { ...Object.fromEntries(labels), ...this.#labels }, key);
  }

  #newSeries(name: string, { kind, isTime }: LiveMetric, labels: Labels, key: string): Series | null {
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
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
      changed: false,
    };
    this.#series.set(key, series);
    return series;
  }

  #figuresOf(series: Series): readonly (readonly [name: string, value: number])[] {
    const { metric, kind, scale, count, sum, last } = series;
    switch (kind) {
      case 'counter':
        return [[`${metric}_total`, sum / scale]];
      case 'gauge':
        return [[metric, last / scale]];
      case 'rate':
        return [[`${metric}_rate`, sum / count]];
      case 'trend':
        return this.#trendFigures.map((figure) => [
          `${metric}_${figure.suffix}`,
          figure.of(series) / (figure.hasUnit ? scale : 1),
        ]);
    }
  }
}
