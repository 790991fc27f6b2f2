import type { LoadProgress } from '../../model/load-plan.ts';
import type { ProgressCounts } from './progress-counter.ts';

const TICK_MS = 500;

export interface ProgressTicker {
  /** Called as soon as it is known how long the load takes. */
  expect(totalMs: number | null): void;
  /** No more ticks; the load has ended. */
  stop(): void;
  /** The last word, when everything has been counted. */
  finish(): void;
}

/** Tells the progress of a load twice a second from now on, and once when it is done. */
export function startProgress(
  counts: () => ProgressCounts,
  tell: (progress: LoadProgress) => void,
): ProgressTicker {
  const startedAt = performance.now();
  let total: number | null = null;
  const tick = (done: boolean) => {
    const now = counts();
    const phase = done ? 'done' : now.requests > 0 ? 'running' : 'starting';
    tell({ ...now, elapsedMs: performance.now() - startedAt, totalMs: total, phase });
  };
  const timer = setInterval(tick, TICK_MS, false);
  return {
    expect(totalMs) {
      total = totalMs;
      tick(false);
    },
    stop: () => clearInterval(timer),
    finish: () => tick(true),
  };
}
