/** Bounds of Wald's sequential probability ratio test: accept the higher hypothesis at or above `upper`, the lower at or below `-lower`. */
export interface SprtBounds {
  readonly upper: number;
  readonly lower: number;
}

/** `alpha`: chance to accept the higher hypothesis where the lower is true; `beta`: the other way round. */
export function sprtBounds(alpha: number, beta: number): SprtBounds {
  return { upper: Math.log((1 - beta) / alpha), lower: Math.log((1 - alpha) / beta) };
}

/**
 * Logarithm of how much likelier a normal estimate is if the truth is `high` than if it is `low`
 * (Wald, Annals of Mathematical Statistics 16, 1945).
 */
export function logLikelihoodRatio(
  estimate: number,
  standardError: number,
  low: number,
  high: number,
): number {
  return ((high - low) * (estimate - (low + high) / 2)) / standardError ** 2;
}
