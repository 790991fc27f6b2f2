import { monitorEventLoopDelay } from 'node:perf_hooks';

/** A queue works off what gathers in so short a time within seconds; p95 of a minute bears it. */
const MOST_HELD_UP_MS = 500;
const MOST_ATTEMPTS = 3;

/** Whether the machine let a measurement be. */
export interface Disturbance {
  /** Longest time for which a process that only waited was held up. */
  readonly heldUpMs: number;
  /** Measurements before this one that were thrown away because of it. */
  readonly thrownAway: number;
}

/**
 * Measures again, up to three times in all, while the machine stood still for longer than such a measurement bears. A witness that
 * does nothing but wait says so: what was measured has no part in it.
 */
export async function undisturbed<T extends object>(measure: () => Promise<T>): Promise<T & Disturbance> {
  for (let thrownAway = 0; ; thrownAway++) {
    const witness = monitorEventLoopDelay({ resolution: 10 });
    witness.enable();
    const measured = await measure();
    witness.disable();
    const heldUpMs = Math.round(witness.max / 1e6);
    console.error(`${JSON.stringify(measured).slice(0, 120)}: held up for ${heldUpMs} ms`);
    if (heldUpMs <= MOST_HELD_UP_MS || thrownAway === MOST_ATTEMPTS - 1)
      return { ...measured, heldUpMs, thrownAway };
  }
}
