import type { Goal } from '../tally.ts';

/** One figure of a cell, its goal, and how far off chance can put it. */
export interface AnalysisFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'share' | 'seconds';
  readonly goal: Goal;
  /** Standard error of the value. */
  readonly error: number;
}

export interface AnalysisCell {
  readonly test: 'stress' | 'spike' | 'soak';
  readonly name: string;
  readonly trials: number;
  /** Whether a few trials of it fit into the tests. */
  readonly fast: boolean;
  measure(trials: number): readonly AnalysisFigure[];
}

/** A share of so many trials; how far off chance can put it is taken at its goal. */
export function share(what: string, value: number, goal: Goal, trials: number): AnalysisFigure {
  const bound = goal.atMost ?? goal.atLeast ?? value;
  return { what, value, unit: 'share', goal, error: Math.sqrt((bound * (1 - bound)) / trials) };
}
