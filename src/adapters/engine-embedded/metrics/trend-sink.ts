import { ExactValues } from './exact-values.ts';
import { SignedHistogram } from './signed-histogram.ts';

/** A trend keeps this many values: 0.8 MB. */
export const MOST_EXACT_VALUES = 100_000;

/**
 * Values of a trend. Count, sum and extremes are exact always; quantiles are until there are more values than `mostExact`,
 * and from then on within `RELATIVE_ACCURACY`: a test may take a day, and its memory must not grow with it.
 */
export class TrendSink {
  readonly kind = 'trend';
  readonly #mostExact: number;
  #values: ExactValues | SignedHistogram = new ExactValues();
  count = 0;
  sum = 0;
  min = 0;
  max = 0;

  constructor(mostExact = MOST_EXACT_VALUES) {
    this.#mostExact = mostExact;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get avg(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  /** Whether quantiles are those of the values themselves. */
  get isExact(): boolean {
    return this.count <= this.#mostExact;
  }

  add(value: number): void {
    if (this.count === this.#mostExact && this.#values instanceof ExactValues)
      this.#values = histogramOf(this.#values);
    this.#values.add(value);
    this.min = this.count === 0 ? value : Math.min(this.min, value);
    this.max = this.count === 0 ? value : Math.max(this.max, value);
    this.count += 1;
    this.sum += value;
  }

  /** Type 7 quantile, `p` from 0 to 1; 0 when there are no values, as in k6. */
  quantile(p: number): number {
    if (this.count === 0) return 0;
    return Math.min(this.max, Math.max(this.min, this.#values.quantile(p)));
  }
}

function histogramOf(values: ExactValues): SignedHistogram {
  const histogram = new SignedHistogram();
  for (const value of values.sorted()) histogram.add(value);
  return histogram;
}
