import type { Series } from '../model/run.ts';
import { mergeHistograms, quantileOfHistogram } from '../stats/log-histogram.ts';
import { encodeSeconds } from '../stats/second-histograms.ts';
import { sortedQuantile, sortedValues } from '../stats/sorted-quantile.ts';
import { SecondStore } from './second-store.ts';

const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

type QuantileName = keyof typeof QUANTILES;

/** Gathers one series: second by second, and each value as long as exact quantiles are wanted. */
export class SeriesAccumulator {
  readonly metric: string;
  readonly endpoint: string | null;
  readonly #values: number[] | null;
  readonly #seconds = new SecondStore();
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(metric: string, endpoint: string | null, exact: boolean) {
    this.metric = metric;
    this.endpoint = endpoint;
    this.#values = exact ? [] : null;
  }

  get count(): number {
    return this.#count;
  }

  add(second: number, value: number): void {
    this.#count++;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.#values?.push(value);
    this.#seconds.add(second, value);
  }

  /** Only of accumulators that have at least one value. */
  finish(seconds: number): Series {
    const histograms = Array.from({ length: seconds }, (_, second) => this.#seconds.at(second));
    return {
      metric: this.metric,
      endpoint: this.endpoint,
      count: this.#count,
      mean: this.#sum / this.#count,
      min: this.#min,
      max: this.#max,
      ...this.#quantiles(),
      exact: this.#values !== null,
      seconds: encodeSeconds(histograms),
    };
  }

  #quantiles(): Record<QuantileName, number> {
    const quantile = this.#quantileReader();
    return {
      p50: quantile(QUANTILES.p50),
      p90: quantile(QUANTILES.p90),
      p95: quantile(QUANTILES.p95),
      p99: quantile(QUANTILES.p99),
    };
  }

  #quantileReader(): (p: number) => number {
    if (this.#values !== null) {
      const ascending = sortedValues(this.#values);
      return (p) => sortedQuantile(ascending, p);
    }
    const all = mergeHistograms(this.#seconds.histograms());
    return (p) => quantileOfHistogram(all, p);
  }
}
