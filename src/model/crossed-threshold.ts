import type { Run } from './run.ts';

/** Whether the engine itself says that a threshold of the script was crossed. */
export function crossedThreshold(run: Pick<Run, 'end' | 'thresholds'>): boolean {
  return run.end.kind === 'thresholds-crossed' || run.thresholds.some((threshold) => !threshold.ok);
}
