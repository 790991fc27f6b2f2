import { millisecondsOf } from './stages.ts';

/** A stage as options have it. */
export interface StageLike {
  readonly duration: string | number;
  readonly target: number;
}

/** The stage that runs after so many milliseconds, from 0; after the last one still the last. */
export function stageIndexAt(stages: readonly StageLike[], elapsedMs: number): number {
  let endMs = 0;
  const index = stages.findIndex(({ duration }) => {
    endMs += typeof duration === 'number' ? duration : millisecondsOf(duration);
    return elapsedMs < endMs;
  });
  return index < 0 ? stages.length - 1 : index;
}

/** Whether a stage goes up, down or stays where the one before it ended. */
export function stageProfile(
  stages: readonly StageLike[],
  index: number,
  start: number,
): 'ramp-up' | 'ramp-down' | 'steady' {
  const from = index === 0 ? start : (stages[index - 1]?.target ?? start);
  const to = stages[index]?.target ?? from;
  if (to === from) return 'steady';
  return to > from ? 'ramp-up' : 'ramp-down';
}
