/** How far the ratio of usage to target may be from 1 before anything changes, in each direction. */
export interface Tolerances {
  /** 0.1: up to 1.1 changes nothing. */
  readonly up: number;
  /** 0.1: down to 0.9 changes nothing. */
  readonly down: number;
}

/** What the controller manager takes without `--horizontal-pod-autoscaler-tolerance`. */
export const DEFAULT_TOLERANCES: Tolerances = { up: 0.1, down: 0.1 };

/** Both ends belong to the range. */
export function isWithinTolerance(ratio: number, { up, down }: Tolerances): boolean {
  return 1 - down <= ratio && ratio <= 1 + up;
}
