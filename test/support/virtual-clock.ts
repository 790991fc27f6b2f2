import type { TestClock } from '../../src/adapters/engine-embedded/scheduler/test-clock.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** 2026-01-01T00:00:00Z */
const EPOCH_MS = 1_767_225_600_000;
/** A test that needs more timers than this does not end. */
const MAX_TIMERS = 200_000;

/** Time that passes only when somebody waits for it, and then at once. */
export class VirtualClock implements TestClock {
  #now = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return EPOCH_MS + this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  at(dueMs: number, callback: () => void): () => void {
    const timer = { dueMs, order: this.#order++, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass until the promise has settled. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const mark = () => {
      isSettled = true;
    };
    work.then(mark, mark);
    for (let count = 0; count < MAX_TIMERS; count++) {
      await settle();
      if (isSettled) return work;
      if (!this.#fireNext())
        throw new Error(`nothing left to wait for at ${this.#now} ms, and the work has not ended`);
    }
    throw new Error(`the work has not ended after ${MAX_TIMERS} timers, at ${this.#now} ms`);
  }

  #fireNext(): boolean {
    let next: Timer | null = null;
    for (const timer of this.#timers) if (next === null || isBefore(timer, next)) next = timer;
    if (next === null) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.dueMs);
    next.callback();
    return true;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
