/** Requests that arrive, in a second, from a moment on until the next point. */
export interface RatePoint {
  readonly second: number;
  readonly rate: number;
}

/** A load over time: ascending seconds, rates that are finite and not negative. */
export interface LoadTrace {
  readonly points: readonly [RatePoint, ...RatePoint[]];
  /** End of the last point. */
  readonly endSecond: number;
}

export interface SpikeShape {
  readonly baseRate: number;
  readonly topRate: number;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  readonly afterSeconds: number;
}

/** Base load until second 0, then the spike, then the base load again. A ramp rises in steps of a second. */
export function spikeTrace({
  baseRate,
  topRate,
  rampSeconds,
  holdSeconds,
  afterSeconds,
}: SpikeShape): LoadTrace {
  const steps = Math.ceil(rampSeconds);
  const ramp = Array.from({ length: steps }, (_, step) => ({
    second: step,
    rate: baseRate + ((topRate - baseRate) * (step + 1)) / (steps + 1),
  }));
  const end = steps + holdSeconds;
  return {
    points: [
      { second: -1, rate: baseRate },
      ...ramp,
      { second: steps, rate: topRate },
      { second: end, rate: baseRate },
    ],
    endSecond: end + afterSeconds,
  };
}

/** Arrivals in a second at a moment; the first rate holds before the trace, too. */
export function rateAt({ points }: LoadTrace, second: number): number {
  let rate = points[0].rate;
  for (const point of points) {
    if (point.second > second) break;
    rate = point.rate;
  }
  return rate;
}

export function peakRate({ points }: LoadTrace): number {
  return points.reduce((peak, { rate }) => Math.max(peak, rate), 0);
}

/**
 * When the load takes off: where it leaves the lowest tenth of its rise for the last time before it first passes the
 * middle. `null` for a load that hardly rises (less than by half).
 */
export function spikeOnset(trace: LoadTrace): number | null {
  const base = trace.points[0].rate;
  const peak = peakRate(trace);
  if (peak < base * 1.5 || peak === base) return null;
  const middle = trace.points.findIndex(({ rate }) => rate >= (base + peak) / 2);
  const before = trace.points.slice(0, middle + 1);
  const foot = before.findLastIndex(({ rate }) => rate <= base + (peak - base) / 10);
  return trace.points[foot + 1]?.second ?? null;
}

/** The same load with another moment as its second 0. */
export function shiftedTrace({ points: [first, ...rest], endSecond }: LoadTrace, zero: number): LoadTrace {
  const moved = ({ second, rate }: RatePoint) => ({ second: second - zero, rate });
  return { points: [moved(first), ...rest.map(moved)], endSecond: endSecond - zero };
}
