import { autocorrelationInflation } from './autocorrelation.ts';
import { mean } from './centre.ts';
import { qnSpread } from './qn-spread.ts';
import { theilSenLine } from './theil-sen.ts';

export interface RobustTrend {
  readonly slope: number;
  readonly intercept: number;
  /** Standard error of the slope, with the memory of the series accounted for. */
  readonly slopeError: number;
  /** Degrees of freedom of `slopeError`. */
  readonly df: number;
}

/** Efficiency of the slope against least squares, for normal values (Sen 1968). */
const EFFICIENCY = 0.955;
const FEWEST_DF = 2;

/**
 * Theil-Sen's line and the error of its slope: that of least squares with the spread of the residuals by Qn, made larger by
 * how alike neighbouring residuals are. `null` where there are fewer than four points or all have one x.
 */
export function robustTrend(x: readonly number[], y: readonly number[]): RobustTrend | null {
  const centre = mean(x);
  const distances = x.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (x.length < 4 || !(distances > 0)) return null;
  const { slope, intercept } = theilSenLine(x, y);
  const residuals = y.map((value, index) => value - intercept - slope * (x[index] ?? 0));
  const independent = qnSpread(residuals) / Math.sqrt(EFFICIENCY * distances);
  const inflation = autocorrelationInflation(residuals);
  return {
    slope,
    intercept,
    slopeError: independent * inflation,
    // Points that are alike count as fewer.
    df: Math.max(FEWEST_DF, x.length / inflation ** 2 - 2),
  };
}
