/** Milliseconds, monotonic, with fraction. */
export function monotonicMs(): number {
  return performance.now();
}

/** Milliseconds since the epoch at a monotonic time of this thread. */
export function epochMs(monotonic: number): number {
  return performance.timeOrigin + monotonic;
}
