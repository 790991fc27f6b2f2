/** Standard errors for a one-sided 1 % level and a power of 80 %. */
const LEVEL = 2.33;
const POWER = 0.84;

/** The smallest change (a ratio) that a measurement with this standard error could tell from none. */
export function minimumDetectableChange(standardError: number): number {
  return Math.expm1((LEVEL + POWER) * standardError);
}
