import { median as middle } from 'simple-statistics';

/** The middle value, or the mean of the two middle ones. `NaN` when there are no values. */
export function median(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : middle([...values]);
}

/** Arithmetic mean. `NaN` when there are no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
