import type { LoadTimeline, TimelineBin } from '../../model/load-timeline.ts';
import { SHORTEST } from '../../model/shortest-test.ts';
import { requestsOf } from '../timeline-counts.ts';

/** Bins of one step of the ramp. */
export interface LoadStep {
  /** Index of its first bin. */
  readonly at: number;
  readonly bins: readonly TimelineBin[];
}

/** A step has at most so many seconds. */
const LONGEST_SECONDS = 300;
/** A last piece of at least this share of a step counts as one. */
const WHOLE_ENOUGH = 0.8;

/**
 * The ramp cut into steps of one length, up to its steepest load. A length that is not stated is the one that explains the rates
 * best: the fewest levels that leave the least variation inside of them (Schwarz's criterion). A ramp without steps is cut as well.
 */
export function loadSteps({ bins, binSeconds }: LoadTimeline, stepSeconds: number | null): LoadStep[] {
  const offered = offeredLoad(bins);
  const length =
    stepSeconds === null
      ? likeliestLength(offered, binSeconds)
      : Math.max(1, Math.round(stepSeconds / binSeconds));
  if (length === null) return [];
  const steps: (LoadStep & { readonly load: number })[] = [];
  for (let at = 0; at < offered.length; at += length) {
    const piece = offered.slice(at, at + length);
    const load = piece.reduce((sum, value) => sum + value, 0) / piece.length;
    if (piece.length >= WHOLE_ENOUGH * length)
      steps.push({ at, bins: bins.slice(at, at + piece.length), load });
  }
  // A ramp goes up: what comes after the heaviest step is its end, not a lighter load.
  const heaviest = steps.reduce((top, { load }, index) => (load > (steps[top]?.load ?? 0) ? index : top), 0);
  return steps.slice(0, heaviest + 1);
}

/** Iterations that began or should have begun in each bin, to the last one; requests where there are no iterations. */
function offeredLoad(bins: readonly TimelineBin[]): number[] {
  const hasIterations = bins.some(({ iterations }) => iterations > 0);
  const offered = bins.map((bin) => (hasIterations ? bin.iterations + bin.dropped : requestsOf(bin)));
  return offered.slice(0, offered.findLastIndex((count) => count > 0) + 1);
}

/** Load of a step: iterations that began or should have begun, for each bin. */
export function offeredIterations({ bins }: LoadStep): number {
  return bins.reduce((sum, { iterations, dropped }) => sum + iterations + dropped, 0) / bins.length;
}

function likeliestLength(offered: readonly number[], binSeconds: number): number | null {
  const shortest = Math.max(1, Math.ceil(SHORTEST.stress.stepSeconds / binSeconds));
  const longest = Math.min(
    Math.floor(offered.length / SHORTEST.stress.unknownSteps),
    Math.max(shortest, Math.floor(LONGEST_SECONDS / binSeconds)),
  );
  let best: number | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let length = shortest; length <= longest; length++) {
    const score = schwarzCriterion(offered, length);
    if (score < bestScore) [best, bestScore] = [length, score];
  }
  return best;
}

function schwarzCriterion(offered: readonly number[], length: number): number {
  const steps = Math.floor(offered.length / length);
  const count = steps * length;
  let squares = 0;
  for (let step = 0; step < steps; step++) {
    const piece = offered.slice(step * length, (step + 1) * length);
    const level = piece.reduce((sum, value) => sum + value, 0) / length;
    for (const value of piece) squares += (value - level) ** 2;
  }
  // Whole arrivals alone vary by a quarter of one: less than that is nothing to explain.
  return Math.log(Math.max(0.25, squares / count)) + (steps * Math.log(count)) / count;
}
