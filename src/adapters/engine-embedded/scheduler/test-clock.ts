import type { Clock } from '../../../ports/clock.ts';

/** Time and timers of a test. Injected: unit tests run executors on a virtual clock. */
export interface TestClock extends Clock {
  /**
   * Calls back once when the monotonic clock has reached `dueMs`, never before, never within this call.
   * Returns a function that cancels it.
   */
  at(dueMs: number, callback: () => void): () => void;
}

/** Resolves at `dueMs` (monotonic), or as soon as the signal aborts. */
export function waitUntil(clock: TestClock, dueMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.at(dueMs, end);
    signal.addEventListener('abort', end);
  });
}
