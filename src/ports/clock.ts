/** Time, injected so that nothing below the adapters reads a clock. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. */
  now(): number;
  /** Monotonic, milliseconds; for durations. Never goes back. */
  monotonic(): number;
}
