/**
 * Work as a fluid (Newell, Applications of Queueing Theory, 1982): it arrives at a rate, is done at the capacity, and
 * what cannot be done waits, first come, first served. Exact while both rates are constant.
 */
export class FluidQueue {
  now: number;
  arrived = 0;
  backlog = 0;

  constructor(start: number) {
    this.now = start;
  }

  get done(): number {
    return this.arrived - this.backlog;
  }

  /** The moment at which the backlog would be empty; `null` when that is not before `to`. */
  emptyBefore(to: number, rate: number, capacity: number): number | null {
    if (this.backlog <= 0 || capacity <= rate) return null;
    const at = this.now + this.backlog / (capacity - rate);
    return at < to ? at : null;
  }

  advance(to: number, rate: number, capacity: number): void {
    const seconds = to - this.now;
    const backlog = this.backlog + (rate - capacity) * seconds;
    this.arrived += rate * seconds;
    // Crumbs of floating point are no work that waits.
    this.backlog = backlog < 1e-6 ? 0 : backlog;
    this.now = to;
  }
}
