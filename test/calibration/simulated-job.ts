import type { PairedChunk } from '../../src/gate/paired-look.ts';
import type { Rng } from '../../src/lib/rng.ts';
import { type Cell, drawn, machineEffect, simulatedLevel } from './cell.ts';
import type { MeasuredPair, MeasuredRun } from './measurement-pools.ts';

/** Looks that a job may take, the screen included: the product's default. */
export const MAX_LOOKS = 4;

/** Whether further rounds run in the same job, as a bare step does, each on a fresh runner, or all of them in a second job. */
export type Rerun = 'same-job' | 'fresh-runner' | 'second-job';

export interface SimulatedRun {
  /** ln p95. */
  readonly level: number;
  /** What was measured, before its machine and its change are added. */
  readonly measured: MeasuredRun;
}

/** A candidate and its history, drawn before anybody judges: all methods see the same. */
export interface SimulatedJob {
  /** Oldest first. */
  readonly history: readonly [SimulatedRun, ...SimulatedRun[]];
  /** As many as may be looked at. */
  readonly rounds: readonly [SimulatedRun, ...SimulatedRun[]];
  readonly rerun: Rerun;
}

export function simulatedJob(cell: Cell, pool: readonly MeasuredRun[], rng: Rng, rerun: Rerun): SimulatedJob {
  const run = (machine: number, change: number): SimulatedRun => {
    const measured = drawn(pool, rng);
    return { level: simulatedLevel(cell, machine, measured, rng) + Math.log1p(change), measured };
  };
  const earlier = () => run(machineEffect(cell, rng), 0);
  const history = [earlier(), ...Array.from({ length: cell.history - 1 }, earlier)] as const;
  const jobMachine = machineEffect(cell, rng);
  const second = rerun === 'second-job' ? machineEffect(cell, rng) : jobMachine;
  const next = () => run(rerun === 'fresh-runner' ? machineEffect(cell, rng) : second, cell.change);
  return {
    history,
    rounds: [run(jobMachine, cell.change), ...Array.from({ length: MAX_LOOKS - 1 }, next)],
    rerun,
  };
}

/** Base and head side by side, the change of the cell and the difference of their processes added. */
export interface SimulatedPair extends PairedChunk {
  readonly measured: MeasuredPair;
  /** What was added to the head's latencies, as a logarithm. */
  readonly shift: number;
}

/** True differences of two processes of one build, each. */
const PROCESS_EFFECT = 0.015;

export type SimulatedPairs = readonly [SimulatedPair, ...SimulatedPair[]];

/** As many pairs as may follow a screen. */
export function simulatedPairs(
  { change }: Pick<Cell, 'change'>,
  pool: readonly MeasuredPair[],
  rng: Rng,
  processEffect = PROCESS_EFFECT,
): SimulatedPairs {
  const pair = (): SimulatedPair => {
    const measured = drawn(pool, rng);
    const shift = Math.SQRT2 * processEffect * rng.normal() + Math.log1p(change);
    return { change: measured.change + shift, standardError: measured.standardError, measured, shift };
  };
  return [pair(), ...Array.from({ length: MAX_LOOKS - 2 }, pair)];
}
