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

/** A load that is higher for less than this is noise of its seconds. */
const SUSTAINED_SECONDS = 10;

/** The highest rate that holds for ten seconds, on average. */
export function peakRate({ points, endSecond }: LoadTrace): number {
  let peak = 0;
  for (const [index, { second }] of points.entries()) {
    const until = Math.min(second + SUSTAINED_SECONDS, Math.max(endSecond, second + 1));
    peak = Math.max(peak, arrivals(points, index, until) / (until - second));
  }
  return Number(peak.toFixed(6));
}

function arrivals(points: LoadTrace['points'], from: number, until: number): number {
  let sum = 0;
  for (let index = from; index < points.length; index++) {
    const point = points[index];
    if (point === undefined || point.second >= until) break;
    sum += point.rate * (Math.min(points[index + 1]?.second ?? until, until) - point.second);
  }
  return sum;
}

/** At most so many points at the beginning are the load before the spike. */
const MAX_BASE_POINTS = 60;

/** The load before the spike: the middle of the first tenth of the points. */
export function baseRate({ points }: LoadTrace): number {
  const count = Math.max(1, Math.min(MAX_BASE_POINTS, Math.floor(points.length / 10)));
  const rates = points.slice(0, count).map(({ rate }) => rate);
  return rates.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}

/**
 * When the load takes off: where it leaves the lowest tenth of its rise for the last time before it first passes the
 * middle. `null` for a load that hardly rises (less than by half).
 */
export function spikeOnset(trace: LoadTrace): number | null {
  const base = baseRate(trace);
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
