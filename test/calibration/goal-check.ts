import type { CellTally } from './cell-tally.ts';
import type { Figure, Measure } from './figures.ts';
import { type Goal, missesBy, shareError } from './tally.ts';

/** A figure that was measured, held against its goal. */
export interface Reached {
  readonly value: number;
  readonly error: number;
  readonly goal: Goal;
  /** Whether it is a share (0 to 1), or a number of looks. */
  readonly unit: 'share' | 'looks';
  readonly met: 'met' | 'within two errors' | 'missed';
}

export function reachedOf(
  { gate }: Pick<CellTally, 'gate'>,
  { measure, goal }: Pick<Figure, 'measure' | 'goal'>,
): Reached {
  const value = gate[measure];
  const error = measure === 'meanLooks' ? gate.looksError : shareError(value, gate.trials);
  const allowance =
    measure === 'meanLooks' ? error : shareError(goal.atMost ?? goal.atLeast ?? 0, gate.trials);
  return { value, error, goal, unit: unitOf(measure), met: metOf(value, goal, 2 * allowance) };
}

export function shareReached(value: number, goal: Goal, trials: number): Reached {
  const allowance = 2 * shareError(goal.atMost ?? goal.atLeast ?? 0, trials);
  return { value, error: shareError(value, trials), goal, unit: 'share', met: metOf(value, goal, allowance) };
}

function unitOf(measure: Measure): Reached['unit'] {
  return measure === 'meanLooks' ? 'looks' : 'share';
}

function metOf(value: number, goal: Goal, allowance: number): Reached['met'] {
  if (!missesBy(value, goal, 0)) return 'met';
  return missesBy(value, goal, allowance) ? 'missed' : 'within two errors';
}
