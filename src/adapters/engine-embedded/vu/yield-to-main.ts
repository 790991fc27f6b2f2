import { getPriority, setPriority } from 'node:os';

/** Enough for the kernel to let the main thread run the moment it wakes up; a thread still gets a third of its share. */
const NICER_BY = 5;
const NICEST = 19;

/**
 * Lets the thread that calls it stand back behind the main thread, which holds the clock and the connections: a response
 * that has come is noticed at once, whatever scripts compute. Only Linux has priorities for single threads.
 */
export function yieldToMain(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(getPriority() + NICER_BY, NICEST));
  } catch {
    // A sandbox may forbid it: timings are then as good as the scheduler makes them.
  }
}
