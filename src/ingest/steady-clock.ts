import { MAX_DISORDER_MS } from './run-span.ts';

/** So close to the beginning, time did not go back: the results of a further instance begin. */
const SAME_START_MS = 60_000;

/**
 * Times of samples in the order in which they come, as a clock that nobody sets back would have shown them. Results of several
 * instances that were joined to one file go back to their common beginning and stay as they are.
 */
export class SteadyClock {
  #first: number | null = null;
  #newest = Number.NEGATIVE_INFINITY;
  #behind = 0;

  timeOf(rawMs: number): number {
    this.#first ??= rawMs;
    const steady = rawMs + this.#behind;
    const back = this.#newest - steady;
    if (back <= MAX_DISORDER_MS) {
      this.#newest = Math.max(this.#newest, steady);
      return steady;
    }
    const restarts =
      Math.abs(rawMs - this.#first) < SAME_START_MS && this.#newest - this.#first > 2 * SAME_START_MS;
    this.#behind = restarts ? 0 : this.#behind + back;
    this.#newest = rawMs + this.#behind;
    return this.#newest;
  }
}
