/** The state after everything that happens at a moment has happened; it holds until the next point. */
export interface CurvePoint {
  readonly second: number;
  /** Arrivals in a second from here on. */
  readonly rate: number;
  /** Since the beginning. */
  readonly arrived: number;
  readonly done: number;
  readonly backlog: number;
  readonly desired: number;
  readonly ready: number;
}

/** One run: between two points rates and replicas are constant, and the backlog is a straight line. */
export interface SimulatedRun {
  readonly curve: readonly CurvePoint[];
  readonly endSecond: number;
}
