/** Something that happens again and again; moments are whole multiples of the period after the first one, without drift. */
export class Timer {
  readonly #period: number;
  readonly #first: number;
  #count = 0;

  /** Happens at `phase`, `phase` ± `period` and so on, from `start` on. */
  constructor(period: number, phase: number, start: number) {
    this.#period = period;
    this.#first = phase + Math.ceil((start - phase) / period) * period;
  }

  get next(): number {
    return this.#first + this.#count * this.#period;
  }

  /** Whether it happens now; if so, the next moment is one period on. */
  isDue(now: number): boolean {
    if (now < this.next) return false;
    this.#count++;
    return true;
  }
}
