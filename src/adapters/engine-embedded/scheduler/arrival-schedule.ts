import type { Stage } from '../options/scenario.ts';

const NS_PER_MS = 1_000_000;
/** Rounding of the integral must not lose the last iteration of a stage. */
const EPSILON = 1e-9;

/**
 * Due times of a constant arrival rate, in ms after the scenario's start: iteration `i` at `i` periods, the first at 0,
 * none at or after the end. The period is cut to whole nanoseconds, as in k6.
 */
export function* constantArrivals(rate: number, timeUnitMs: number, durationMs: number): Generator<number> {
  const periodNs = Math.floor((timeUnitMs * NS_PER_MS) / rate);
  for (let index = 0; ; index++) {
    const due = (index * periodNs) / NS_PER_MS;
    if (due >= durationMs) return;
    yield due;
  }
}

/**
 * Due times of a ramping arrival rate, in ms after the start: the n-th iteration (from 1) when the integral of the
 * rate reaches n. With rate a at the start of a stage, b at its end, its length d and c iterations before it, that is
 * x = (-a d + sqrt(d (a^2 d + 2 (n - c) (b - a)))) / (b - a), and x = (n - c) / a where the rate stays. Fractions carry
 * over to the next stage; a stage of no length is a jump.
 */
export function* rampingArrivals(
  startRate: number,
  timeUnitMs: number,
  stages: readonly Stage[],
): Generator<number> {
  let from = startRate / timeUnitMs;
  let stageStart = 0;
  let before = 0;
  let next = 1;
  for (const { durationMs, target } of stages) {
    const to = target / timeUnitMs;
    const after = before + (durationMs * (from + to)) / 2;
    for (; next <= after + EPSILON; next++) {
      yield stageStart + Math.min(durationMs, timeOfArea(next - before, from, to, durationMs));
    }
    [from, before, stageStart] = [to, after, stageStart + durationMs];
  }
}

/** When a rate that goes from `a` to `b` within `d` has made `area` iterations. */
function timeOfArea(area: number, a: number, b: number, d: number): number {
  if (a === b) return area / a;
  return (-a * d + Math.sqrt(Math.max(0, d * (a * a * d + 2 * area * (b - a))))) / (b - a);
}
