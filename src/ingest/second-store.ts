import { addValue, type LogHistogram } from '../stats/log-histogram.ts';

/** A second this far behind the newest one is unlikely to get more values. */
const SEALED_BEHIND = 30;

/** A histogram at rest: 6 bytes for each bucket, where a `Map` takes ten times that. */
interface Sealed {
  readonly keys: Int16Array;
  readonly counts: Uint32Array;
}

/** Histograms by second. Those of past seconds are kept packed, so that a soak of hours fits in memory. */
export class SecondStore {
  readonly #open = new Map<number, LogHistogram>();
  readonly #sealed = new Map<number, Sealed>();
  #newest = -1;

  add(second: number, value: number): void {
    addValue(this.#open.get(second) ?? this.#reopen(second), value);
  }

  /** Empty where a second had no values. */
  at(second: number): LogHistogram {
    const sealed = this.#sealed.get(second);
    return this.#open.get(second) ?? (sealed === undefined ? new Map() : unsealed(sealed));
  }

  /** The same, with two seconds joined into one. */
  joined(): SecondStore {
    const halved = new SecondStore();
    for (const second of [...this.#sealed.keys(), ...this.#open.keys()].sort((a, b) => a - b)) {
      const half = Math.floor(second / 2);
      halved.#merge(half, this.at(second));
    }
    return halved;
  }

  #merge(second: number, histogram: LogHistogram): void {
    const target = this.#open.get(second) ?? this.#reopen(second);
    for (const [key, count] of histogram) target.set(key, (target.get(key) ?? 0) + count);
  }

  *histograms(): Generator<LogHistogram> {
    yield* this.#open.values();
    for (const sealed of this.#sealed.values()) yield unsealed(sealed);
  }

  #reopen(second: number): LogHistogram {
    const histogram = this.at(second);
    this.#sealed.delete(second);
    this.#open.set(second, histogram);
    if (second > this.#newest) {
      this.#newest = second;
      this.#sealOld();
    }
    return histogram;
  }

  #sealOld(): void {
    for (const [second, histogram] of this.#open) {
      if (second > this.#newest - SEALED_BEHIND) continue;
      this.#sealed.set(second, sealedOf(histogram));
      this.#open.delete(second);
    }
  }
}

function sealedOf(histogram: LogHistogram): Sealed {
  return { keys: Int16Array.from(histogram.keys()), counts: Uint32Array.from(histogram.values()) };
}

function unsealed({ keys, counts }: Sealed): LogHistogram {
  const histogram: LogHistogram = new Map();
  keys.forEach((key, index) => {
    histogram.set(key, counts[index] ?? 0);
  });
  return histogram;
}
