import { sortedQuantile } from '../../../stats/sorted-quantile.ts';

/** Values to a chunk: nothing that is there already is copied to make room. */
const CHUNK = 4_096;

/** Values, all of them: exact quantiles at 8 bytes a value. */
export class ExactValues {
  /** What there was at the last look, ascending. */
  #sorted: Float64Array<ArrayBuffer> = new Float64Array(0);
  /** What came since, in order of arrival; only the last one is not full. */
  #fresh: Float64Array[] = [];
  #freshCount = 0;

  add(value: number): void {
    const at = this.#freshCount % CHUNK;
    if (at === 0) this.#fresh.push(new Float64Array(CHUNK));
    (this.#fresh[this.#fresh.length - 1] as Float64Array)[at] = value;
    this.#freshCount += 1;
  }

  /** Type 7 quantile, `p` from 0 to 1. `NaN` when there are no values. */
  quantile(p: number): number {
    return sortedQuantile(this.sorted(), p);
  }

  /** All values, ascending. Sorts only what came since the last look: thresholds look every two seconds, while load runs. */
  sorted(): Float64Array {
    if (this.#freshCount === 0) return this.#sorted;
    const fresh = joined(this.#fresh, this.#freshCount).sort();
    this.#sorted = this.#sorted.length === 0 ? fresh : merged(this.#sorted, fresh);
    this.#fresh = [];
    this.#freshCount = 0;
    return this.#sorted;
  }
}

function joined(chunks: readonly Float64Array[], count: number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(count);
  chunks.forEach((chunk, index) => {
    const start = index * CHUNK;
    all.set(chunk.subarray(0, Math.min(CHUNK, count - start)), start);
  });
  return all;
}

/** Both ascending. Insertion from the end, where the longer one moves as a block: fast when `fresh` is short. */
function merged(sorted: Float64Array, fresh: Float64Array): Float64Array<ArrayBuffer> {
  const all = new Float64Array(sorted.length + fresh.length);
  let end = sorted.length;
  for (let index = fresh.length - 1; index >= 0; index--) {
    const value = fresh[index] ?? 0;
    const start = countUpTo(sorted, value, end);
    all.set(sorted.subarray(start, end), start + index + 1);
    all[start + index] = value;
    end = start;
  }
  all.set(sorted.subarray(0, end));
  return all;
}

/** How many of the first `end` ascending values are not above `value`. */
function countUpTo(ascending: Float64Array, value: number, end: number): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
