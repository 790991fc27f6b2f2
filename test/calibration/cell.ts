import type { Rng } from '../../src/lib/rng.ts';
import type { MeasuredRun } from './measurement-pools.ts';

/** One situation that the gate is tried in. */
export interface Cell {
  /** Run-to-run standard deviation of ln p95: three quarters of its variance is the machine's. */
  readonly noise: number;
  /** Jobs in the history. */
  readonly history: number;
  /** True change of the candidate, as a ratio. */
  readonly change: number;
  /** Share of runs that lie far out (+35 ± 15 %). */
  readonly outliers?: number;
}

export type Outcome = 'regressed' | 'passed' | 'inconclusive';

export interface Trial {
  readonly outcome: Outcome;
  /** Runs of the candidate, or chunks, that it took. */
  readonly looks: number;
}

const MACHINE_SHARE = 0.75;

/** A job's machine: it adds the same to ln p95 of each of its rounds. */
export function machineEffect({ noise }: Cell, rng: Rng): number {
  return Math.sqrt(MACHINE_SHARE) * noise * rng.normal();
}

/** What a run adds of its own, beside what it measured. */
export function runEffect({ noise, outliers = 0.03 }: Cell, rng: Rng): number {
  const outlier = rng.uniform() < outliers ? Math.log1p(Math.max(0, 0.35 + 0.15 * rng.normal())) : 0;
  return Math.sqrt(1 - MACHINE_SHARE) * noise * rng.normal() + outlier;
}

export function drawn<T>(pool: readonly T[], rng: Rng): T {
  const item = pool[rng.integer(pool.length)];
  if (item === undefined) throw new RangeError('the pool is empty');
  return item;
}

/** ln p95 of one run on one machine. */
export function simulatedLevel(cell: Cell, machine: number, run: MeasuredRun, rng: Rng): number {
  return Math.log(100) + machine + runEffect(cell, rng) + run.deviation;
}
