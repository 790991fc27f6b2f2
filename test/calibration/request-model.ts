import type { Rng } from '../../src/lib/rng.ts';
import { addValue, type LogHistogram } from '../../src/stats/log-histogram.ts';

/**
 * A minute of requests as a service under load has them: a mix of request kinds with a heavy tail, a level that drifts
 * from second to second, bursts of a noisy neighbour, and a warm-up of which the first ten seconds are dropped.
 */
export interface RequestModel {
  /** One latency in ms. */
  readonly latency: (rng: Rng) => number;
  /** Requests in a 60-second run, warm-up included. */
  readonly requests: number;
}

/** 85 % around 20 ms, 13 % heavier work, 2 % far out. */
export function apiLatency(rng: Rng): number {
  const kind = rng.uniform();
  if (kind < 0.85) return 20 * Math.exp(0.35 * rng.normal());
  return kind < 0.98 ? gamma4(rng) * 15 : 80 * (1 - rng.uniform()) ** (-1 / 2.5);
}

/** A p95 in the gap between two modes: the nasty case. */
export function bimodalLatency(rng: Rng): number {
  const base = 20 * Math.exp(0.25 * rng.normal());
  return rng.uniform() < 0.935 ? base : 5 * base;
}

function gamma4(rng: Rng): number {
  return -Math.log((1 - rng.uniform()) * (1 - rng.uniform()) * (1 - rng.uniform()) * (1 - rng.uniform()));
}

const WARM_UP_SECONDS = 10;

/** The level of each measured second: an AR(1) drift (5 %, 0.8), bursts of +42 % for about 3 s, a fading warm-up. */
export function secondLevels(seconds: number, rng: Rng): number[] {
  let drift = 0.05 * rng.normal();
  let burstLeft = 0;
  const levels: number[] = [];
  for (let second = 0; second < seconds + WARM_UP_SECONDS; second++) {
    drift = 0.8 * drift + 0.6 * 0.05 * rng.normal();
    if (burstLeft === 0 && rng.uniform() < 0.019) burstLeft = 1 + rng.integer(5);
    const burst = burstLeft > 0 ? 0.35 : 0;
    burstLeft = Math.max(0, burstLeft - 1);
    levels.push(drift + burst + Math.log1p(0.8 * Math.exp(-second / 3)));
  }
  return levels.slice(WARM_UP_SECONDS);
}

/** Latencies of one side, second by second. */
export function measuredSeconds(
  levels: readonly number[],
  perSecond: number,
  model: RequestModel,
  rng: Rng,
): readonly (readonly number[])[] {
  return levels.map((level) => {
    const scale = Math.exp(level);
    return Array.from({ length: poisson(perSecond, rng) }, () => model.latency(rng) * scale);
  });
}

/** As the product stores them. */
export function histogramsOf(seconds: readonly (readonly number[])[]): LogHistogram[] {
  return seconds.map((latencies) => {
    const histogram: LogHistogram = new Map();
    for (const latency of latencies) addValue(histogram, latency);
    return histogram;
  });
}

/** Normal approximation: rates here are 5 a second and more. */
function poisson(mean: number, rng: Rng): number {
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * rng.normal()));
}
