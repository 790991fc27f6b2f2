import { isAnswer } from '../model/failure-class.ts';
import { REQUEST_METRIC } from './metric-roles.ts';
import type { Slot } from './slot-registry.ts';

/**
 * How long a run went on with nothing answered, up to the last moment at which at least half of its virtual users were at
 * work. Those that hang stay at work until they are stopped, and leave only good latencies behind; one request that is
 * lost keeps one virtual user, not half of them. A script that pauses by itself is known by its earlier pauses. Times in
 * milliseconds since the epoch, in any order.
 */
export class SilentEnd {
  #answer = Number.NEGATIVE_INFINITY;
  #unanswered = Number.NEGATIVE_INFINITY;
  #iteration = Number.NEGATIVE_INFINITY;
  /** Seconds in which anything was answered. */
  readonly #answered = new Set<number>();
  /** When the gauge showed so many virtual users last. */
  readonly #lastWith = new Map<number, number>();

  gauge(timeMs: number, vus: number): void {
    this.#lastWith.set(vus, Math.max(timeMs, this.#lastWith.get(vus) ?? timeMs));
  }

  /** @param timeMs when it came to its end */
  sample(slot: Slot, timeMs: number): void {
    if (slot.kind === 'series' && slot.metric === REQUEST_METRIC) this.#answerAt(timeMs);
    else if (slot.kind === 'iteration') this.#iteration = Math.max(timeMs, this.#iteration);
    else if (slot.kind !== 'failure') return;
    else if (isAnswer(slot.failure)) this.#answerAt(timeMs);
    else this.#unanswered = Math.max(timeMs, this.#unanswered);
  }

  /** Milliseconds; 0 where the gauge is missing or nothing was answered at all. */
  get lengthMs(): number {
    const length = this.#busyUntil() - this.beganMs;
    return Number.isFinite(length) && length > this.#longestPause() ? Math.round(length) : 0;
  }

  /** When anything came to a good end last. An iteration that thinks for long is alive, unless all that it did was to wait in vain. */
  get beganMs(): number {
    return this.#unanswered > this.#answer ? this.#answer : Math.max(this.#answer, this.#iteration);
  }

  #answerAt(timeMs: number): void {
    this.#answer = Math.max(timeMs, this.#answer);
    this.#answered.add(Math.floor(timeMs / 1_000));
  }

  /** Between two answers, milliseconds; a second more than that where both may be anywhere in their seconds. */
  #longestPause(): number {
    const seconds = [...this.#answered].sort((a, b) => a - b);
    let longest = 0;
    for (const [index, second] of seconds.entries())
      longest = Math.max(longest, second - (seconds[index - 1] ?? second));
    return longest * 1_000;
  }

  #busyUntil(): number {
    let most = 0;
    for (const vus of this.#lastWith.keys()) most = Math.max(most, vus);
    let until = Number.NEGATIVE_INFINITY;
    for (const [vus, timeMs] of this.#lastWith)
      if (vus > 0 && vus >= most / 2) until = Math.max(until, timeMs);
    return until;
  }
}
