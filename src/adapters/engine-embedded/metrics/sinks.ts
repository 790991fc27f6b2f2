import type { MetricType } from '../vu/vu-backend.ts';
import { TrendSink } from './trend-sink.ts';

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
