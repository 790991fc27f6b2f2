import type { Range, Spread } from '../../model/autoscaling.ts';

/** Least, middle and most of several runs; a run that does not get there (`null`) comes last. */
export function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const at = (index: number) => {
    const value = sorted[index];
    return value === undefined || value === Number.POSITIVE_INFINITY ? null : value;
  };
  return {
    min: at(0),
    median: at(Math.floor(sorted.length / 2)),
    max: at(sorted.length - 1),
    reached: values.filter((value) => value !== null).length,
    runs: values.length,
  };
}

export function rangeOf(values: readonly number[]): Range | null {
  // Typed arrays sort as numbers by themselves, which is several times as fast.
  const sorted = Float64Array.from(values).sort();
  const [min, median, max] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return min === undefined || median === undefined || max === undefined ? null : { min, median, max };
}
