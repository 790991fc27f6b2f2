/** The limit that the simple rules share: 20 % over what they compare with. */
export const SIMPLE_LIMIT = 1.2;

/**
 * Fails when a run is over 1.2 times the last one: what a workflow of one `if` does, and github-action-benchmark with
 * `alert-threshold: 120%` (https://github.com/benchmark-action/github-action-benchmark, "alert-threshold").
 * @param history values of earlier runs, oldest first
 */
export function naiveRule(history: readonly number[], candidate: number): boolean {
  const last = history[history.length - 1];
  return last !== undefined && candidate > SIMPLE_LIMIT * last;
}
