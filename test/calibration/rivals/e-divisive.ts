/** A place where a series may change. */
export interface Split {
  /** Of the first value after the change. */
  readonly at: number;
  /** Divergence of the values before and after. */
  readonly divergence: number;
}

/** Sums of the distances of all pairs of values in any stretch of a series. */
export type StretchSums = (from: number, to: number) => number;

/** Stretches are given as in `slice`: from, and to before `to`. */
export function stretchSums(values: readonly number[]): StretchSums {
  const size = values.length + 1;
  const sums = new Float64Array(size * size);
  for (let from = values.length - 1; from >= 0; from--) {
    let toFirst = 0;
    for (let to = from + 2; to < size; to++) {
      toFirst += Math.abs((values[to - 1] ?? 0) - (values[from] ?? 0));
      sums[from * size + to] = (sums[(from + 1) * size + to] ?? 0) + toFirst;
    }
  }
  return (from, to) => sums[from * size + to] ?? 0;
}

/**
 * The energy divergence of two neighbouring stretches, weighted by their lengths: how much further values of the two
 * are from each other than from their own kind (Matteson and James, Journal of the American Statistical Association
 * 109, 2014, with exponent 1).
 */
export function divergence(sums: StretchSums, from: number, at: number, to: number): number {
  const [before, after] = [at - from, to - at];
  const within = (sum: number, size: number) => (size < 2 ? 0 : sum / (size - 1));
  const across = sums(from, to) - sums(from, at) - sums(at, to);
  const own = after * within(sums(from, at), before) + before * within(sums(at, to), after);
  return (2 / (before + after)) * (across - own);
}

/** The strongest split of a stretch; the values after it may end before the stretch does. `null` below two values. */
export function strongestSplit(sums: StretchSums, from: number, to: number): Split | null {
  let best: Split | null = null;
  for (let at = from + 1; at < to; at++)
    for (let end = at + 1; end <= to; end++) {
      const candidate = divergence(sums, from, at, end);
      if (best === null || candidate > best.divergence) best = { at, divergence: candidate };
    }
  return best;
}
