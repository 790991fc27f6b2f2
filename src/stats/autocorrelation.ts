import { mean } from './centre.ts';

/** Correlation of a series with itself one step later; 0 of a series that does not vary. */
export function lagOneAutocorrelation(values: readonly number[]): number {
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const squares = deviations.reduce((sum, value) => sum + value * value, 0);
  if (!(squares > 0)) return 0;
  const products = deviations.reduce((sum, value, index) => sum + value * (deviations[index + 1] ?? 0), 0);
  return products / squares;
}

/** Autocorrelation that is reckoned with where the bias of a short series is corrected. */
const EXPECTED = 0.3;
/** A series that remembers more than this says nothing about its mean or slope. */
const MOST = 0.95;

/**
 * By how much the standard error of a slope or mean grows because neighbours are alike: sqrt((1 + rho) / (1 - rho)).
 * The sample autocorrelation of a short series is too low by about (1 + 4 rho) / n (Kendall 1954; Marriott and Pope,
 * Biometrika 41, 1954), which is added with rho = 0.3. Never under 1: no series is taken to be better than independent.
 */
export function autocorrelationInflation(residuals: readonly number[]): number {
  if (residuals.length === 0) return 1;
  const corrected = lagOneAutocorrelation(residuals) + (1 + 4 * EXPECTED) / residuals.length;
  const rho = Math.min(MOST, Math.max(0, corrected));
  return Math.sqrt((1 + rho) / (1 - rho));
}
