import type { TimelineBin } from '../model/load-timeline.ts';
import { SecondStore } from './second-store.ts';

/** Two hours in seconds; a day in bins of 16 s. */
const MOST_BINS = 7_200;

type CountName = 'failed' | 'ended' | 'iterations' | 'dropped';
type Counts = Record<CountName, number> & { failures: Map<string, number> | null };

const NONE: Counts = { failed: 0, ended: 0, iterations: 0, dropped: 0, failures: null };

/**
 * Bins of a load test. They begin as seconds; when there are too many, neighbours are joined, so that memory does not grow with
 * the length of the test.
 */
export class TimelineBins {
  #latencies = new SecondStore();
  #counts = new Map<number, Counts>();
  #length = 0;
  binSeconds = 1;

  addLatency(second: number, ms: number): void {
    // Before the store is looked at: finding the bin may replace it.
    const bin = this.#binOf(second);
    this.#latencies.add(bin, ms);
  }

  addFailure(second: number, failure: string): void {
    const counts = this.#at(second);
    counts.failed++;
    counts.failures ??= new Map();
    counts.failures.set(failure, (counts.failures.get(failure) ?? 0) + 1);
  }

  count(second: number, name: Exclude<CountName, 'failed'>, by: number): void {
    this.#at(second)[name] += by;
  }

  /** From the first second to the last in which anything was. */
  finish(): readonly TimelineBin[] {
    return Array.from({ length: this.#length }, (_, bin) => {
      const { failures, ...counts } = this.#counts.get(bin) ?? NONE;
      return { latencies: this.#latencies.at(bin), ...counts, failures: failures ?? new Map() };
    });
  }

  #at(second: number): Counts {
    const bin = this.#binOf(second);
    let counts = this.#counts.get(bin);
    if (counts === undefined) {
      counts = { ...NONE };
      this.#counts.set(bin, counts);
    }
    return counts;
  }

  /** What began before the first second belongs to it. */
  #binOf(second: number): number {
    const bin = () => Math.max(0, Math.floor(second / this.binSeconds));
    while (bin() >= MOST_BINS) this.#join();
    this.#length = Math.max(this.#length, bin() + 1);
    return bin();
  }

  #join(): void {
    this.binSeconds *= 2;
    this.#length = Math.ceil(this.#length / 2);
    this.#latencies = this.#latencies.joined();
    const joined = new Map<number, Counts>();
    for (const [bin, counts] of this.#counts) {
      const half = Math.floor(bin / 2);
      joined.set(half, sumOf(joined.get(half) ?? NONE, counts));
    }
    this.#counts = joined;
  }
}

function sumOf(first: Counts, second: Counts): Counts {
  const failures = new Map(first.failures ?? []);
  for (const [name, count] of second.failures ?? []) failures.set(name, (failures.get(name) ?? 0) + count);
  return {
    failed: first.failed + second.failed,
    ended: first.ended + second.ended,
    iterations: first.iterations + second.iterations,
    dropped: first.dropped + second.dropped,
    failures: failures.size === 0 ? null : failures,
  };
}
