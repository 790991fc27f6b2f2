import { sortedQuantile } from '../../../stats/sorted-quantile.ts';
import type { MetricType } from '../vu/vu-backend.ts';

/** Sum of increments. */
export class CounterSink {
  readonly kind = 'counter';
  count = 0;
  isEmpty = true;

  add(value: number): void {
    this.count += value;
    this.isEmpty = false;
  }

  /** Increments a second. */
  rate(durationMs: number): number {
    return durationMs > 0 ? this.count / (durationMs / 1_000) : 0;
  }
}

/** Last value, with the extremes. */
export class GaugeSink {
  readonly kind = 'gauge';
  value = 0;
  min = 0;
  max = 0;
  isEmpty = true;

  add(value: number): void {
    this.min = this.isEmpty ? value : Math.min(this.min, value);
    this.max = this.isEmpty ? value : Math.max(this.max, value);
    this.value = value;
    this.isEmpty = false;
  }
}

/** Share of values that are not zero. */
export class RateSink {
  readonly kind = 'rate';
  passes = 0;
  total = 0;

  get isEmpty(): boolean {
    return this.total === 0;
  }

  get rate(): number {
    return this.total === 0 ? 0 : this.passes / this.total;
  }

  add(value: number): void {
    this.total += 1;
    if (value !== 0) this.passes += 1;
  }
}

/** Every value, so that quantiles are exact; 8 bytes each. */
export class TrendSink {
  readonly kind = 'trend';
  #values = new Float64Array(256);
  /** The first values, as many as there were at the last look. */
  #sorted: Float64Array<ArrayBuffer> = new Float64Array(0);
  count = 0;
  sum = 0;
  min = 0;
  max = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get avg(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  add(value: number): void {
    if (this.count === this.#values.length) this.#grow();
    this.#values[this.count] = value;
    this.min = this.count === 0 ? value : Math.min(this.min, value);
    this.max = this.count === 0 ? value : Math.max(this.max, value);
    this.count += 1;
    this.sum += value;
  }

  /** Type 7 quantile, `p` from 0 to 1; 0 when there are no values, as in k6. */
  quantile(p: number): number {
    if (this.count === 0) return 0;
    this.#sort();
    return sortedQuantile(this.#sorted, p);
  }

  /** Sorts only what came since the last look: thresholds look every two seconds, while load runs. */
  #sort(): void {
    if (this.#sorted.length === this.count) return;
    const fresh = this.#values.slice(this.#sorted.length, this.count).sort();
    this.#sorted = this.#sorted.length === 0 ? fresh : merged(this.#sorted, fresh);
  }

  #grow(): void {
    const grown = new Float64Array(this.#values.length * 2);
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** Both ascending. Insertion from the end, where the longer one moves as a block: fast when `fresh` is short. */
function merged(sorted: Float64Array, fresh: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(sorted.length + fresh.length);
  let end = sorted.length;
  for (let index = fresh.length - 1; index >= 0; index--) {
    const value = fresh[index] ?? 0;
    const start = countUpTo(sorted, value, end);
    all.set(sorted.subarray(start, end), start + index + 1);
    all[start + index] = value;
    end = start;
  }
  all.set(sorted.subarray(0, end));
  return all;
}

/** How many of the first `end` ascending values are not above `value`. */
function countUpTo(ascending: Float64Array, value: number, end: number): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Sink = CounterSink | GaugeSink | RateSink | TrendSink;

export function makeSink(type: MetricType): Sink {
  switch (type) {
    case 'counter':
      return new CounterSink();
    case 'gauge':
      return new GaugeSink();
    case 'rate':
      return new RateSink();
    case 'trend':
      return new TrendSink();
  }
}
