import { addValue, countOf, type LogHistogram, quantileOfHistogram } from '../../../stats/log-histogram.ts';

/** Counts of values of either sign, any quantile within `RELATIVE_ACCURACY`; a few KB, however many values there are. */
export class SignedHistogram {
  readonly #positive: LogHistogram = new Map();
  /** Of the values without their sign. */
  readonly #negative: LogHistogram = new Map();

  add(value: number): void {
    if (value < 0) addValue(this.#negative, -value);
    else addValue(this.#positive, value);
  }

  /** Quantile `p` (0 to 1), type 7 on the ranks; `NaN` when there are no values. */
  quantile(p: number): number {
    const below = countOf(this.#negative);
    if (below === 0) return quantileOfHistogram(this.#positive, p);
    const above = countOf(this.#positive);
    const rank = p * (below + above - 1);
    return rank < below
      ? -quantileOfHistogram(this.#negative, share(below - 1 - rank, below))
      : quantileOfHistogram(this.#positive, share(rank - below, above));
  }
}

/** Where a rank stands among `count` values, 0 to 1. */
function share(rank: number, count: number): number {
  return count > 1 ? Math.min(1, Math.max(0, rank / (count - 1))) : 0;
}
