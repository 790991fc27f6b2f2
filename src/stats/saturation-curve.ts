import { median } from './centre.ts';

/** A latency quantile over the rate of a queue that serves `capacity`: a (1 + t r / (1 - r)), r = rate / capacity. */
export interface SaturationCurve {
  readonly capacity: number;
  /** Latency without load. */
  readonly unloaded: number;
  /** How soon waiting sets in. */
  readonly bend: number;
}

/** Bends that are tried, in steps of 5 %. */
const BENDS = Array.from({ length: 200 }, (_, index) => Math.exp(-6 + 0.05 * index));

/**
 * The curve that is closest to the points in absolute differences of logarithms. Latency of a queue grows as 1 / (1 - r) near its
 * capacity, whatever its service times are (Kingman, Mathematical Proceedings of the Cambridge Philosophical Society 57, 1961), and
 * exactly so for M/M/1. Rates must be under the capacity. `null` for fewer than four points.
 */
export function fitSaturation(
  points: readonly { readonly x: number; readonly logLatency: number }[],
  capacity: number,
): SaturationCurve | null {
  if (points.length < 4) return null;
  const loads = points.map(({ x, logLatency }) => ({ waits: x / (capacity - x), logLatency }));
  let best = { distance: Number.POSITIVE_INFINITY, unloaded: Number.NaN, bend: Number.NaN };
  for (const bend of BENDS) {
    const rests = loads.map(({ waits, logLatency }) => logLatency - Math.log1p(bend * waits));
    const level = median(rests);
    const distance = rests.reduce((sum, rest) => sum + Math.abs(rest - level), 0);
    if (distance < best.distance) best = { distance, unloaded: Math.exp(level), bend };
  }
  return { capacity, unloaded: best.unloaded, bend: best.bend };
}

/** Rate at which the curve is at `latency`; 0 where it is above it without load. */
export function saturationRate({ capacity, unloaded, bend }: SaturationCurve, latency: number): number {
  const waits = Math.max(0, latency / unloaded - 1) / bend;
  return (capacity * waits) / (1 + waits);
}
