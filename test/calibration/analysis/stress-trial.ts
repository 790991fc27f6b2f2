import { findBreakingPoint } from '../../../src/analysis/stress/find-breaking-point.ts';
import type { Rng } from '../../../src/lib/rng.ts';
import type { StressFinding } from '../../../src/model/stress-finding.ts';
import { type Arrival, rateAtP95, type Service, serve } from './queue.ts';
import { timelineOf } from './timeline-of.ts';

export interface StressCell {
  readonly name: string;
  readonly service: Service;
  readonly sloMs: number;
  readonly steps: number;
  readonly stepSeconds: number;
  /** The ramp ends at this share of the pilot estimate. */
  readonly upTo: number;
}

const RUN_NOISE = 0.05;
const STEP_NOISE = 0.03;
/** A pilot estimate is off by so much. */
const PILOT_NOISE = 0.1;
const FROM = 0.15;

export interface StressTrial {
  readonly finding: StressFinding;
  /** Rate at which this run's machine breaks the objective. */
  readonly truth: number;
}

/** One ramp and what is said of it; `slowness` is that of its machine, drawn when it is not given. */
export function stressTrial(cell: StressCell, rng: Rng, slowness: number | null = null): StressTrial {
  const run = slowness ?? Math.exp(RUN_NOISE * rng.normal());
  const { servers, meanMs } = cell.service;
  const truth = rateAtP95({ servers, meanMs: meanMs * run }, cell.sloMs);
  const pilot = rateAtP95(cell.service, cell.sloMs) * Math.exp(PILOT_NOISE * rng.normal());
  const served = serve(cell.service, rampArrivals(cell, pilot, run, rng), rng);
  const finding = findBreakingPoint(timelineOf(served), {
    p95Ms: cell.sloMs,
    errorRate: 0.01,
    stepSeconds: null,
    generator: { cpuShare: null, loopUtilisation: null },
  });
  return { finding, truth };
}

/** Poisson arrivals whose rate goes up in equal steps. */
function* rampArrivals(cell: StressCell, pilot: number, run: number, rng: Rng): Generator<Arrival> {
  let atMs = 0;
  for (let step = 0; step < cell.steps; step++) {
    const share = FROM + ((cell.upTo - FROM) * step) / (cell.steps - 1);
    const slowness = run * Math.exp(STEP_NOISE * rng.normal());
    const endMs = (step + 1) * cell.stepSeconds * 1000;
    for (;;) {
      const next = atMs - (Math.log(1 - rng.uniform()) * 1000) / (share * pilot);
      if (next >= endMs) break;
      atMs = next;
      yield { atMs, slowness };
    }
    atMs = endMs;
  }
}
