import type { LoadFacts } from './run.ts';

/** Under this share of the offered rate, the load did not keep up. */
const KEPT_UP = 0.98;

/**
 * Load that was asked for and never came, as a share of what came: dropped iterations, or a rate under 98 % of the
 * offered one. The generator was not saturated (that makes a run invalid), so it is the target that was too slow.
 * Infinity where no iteration came to its end.
 */
export function missingShare(load: LoadFacts): number {
  const missing = missingIterations(load);
  return missing === 0 ? 0 : missing / load.iterations;
}

/** The same as a number of iterations. */
export function missingIterations(load: LoadFacts): number {
  return Math.max(load.droppedIterations, shortfall(load));
}

function shortfall({ offeredRate, measuredMs, iterations }: LoadFacts): number {
  if (offeredRate === null) return 0;
  const offered = (offeredRate * measuredMs) / 1000;
  return iterations < KEPT_UP * offered ? offered - iterations : 0;
}
