import type { Machine } from '../../../src/model/environment.ts';
import type { Disturbance } from './undisturbed.ts';

/** The parts are recorded one by one, so that one that fails loses none of the others. */
export const ANALYSIS_PARTS = ['spike', 'stress', 'soak'] as const;
export type AnalysisPart = (typeof ANALYSIS_PARTS)[number];

/** What one part measured, and on what. */
export interface PartRecording<Measured> {
  readonly recordedAt: string;
  /** What the machine did beside: `otherwise idle`, or whatever is worth knowing. */
  readonly conditions: string;
  readonly machine: Machine;
  readonly node: string;
  /** Of the whole part. */
  readonly seconds: number;
  readonly measured: Measured;
}

/** One `run --test`, and how long it took. */
interface Told {
  readonly seconds: number;
  readonly sentence: string;
}

/** What load of one rate came to: p95 in ms, load that was never sent counted as slower than all; `null` beyond. */
export interface FixedRun extends Disturbance {
  readonly rate: number;
  readonly p95Ms: number | null;
}

export interface StressMeasured {
  readonly objectiveMs: number;
  readonly fixedSeconds: number;
  readonly fixed: readonly FixedRun[];
  readonly ramps: readonly Ramp[];
}

export interface Ramp extends Told, Disturbance {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the shop said of itself at one moment: seconds from its first request, requests waiting, times the usual work. */
export type ShopSample = readonly [second: number, waiting: number, work: number];

export interface SpikeRun extends Told {
  readonly coldCache: boolean;
  /** Seconds from the first request to the end of the spike, as the script has it. */
  readonly endSecond: number;
  /** Highest p95 that counts as recovered, over that before the spike. */
  readonly band: number | null;
  readonly recoverySeconds: number | null;
  readonly samples: readonly ShopSample[];
}

export interface SpikeMeasured {
  /** Requests that the shop works on at once. */
  readonly atOnce: number;
  readonly runs: readonly SpikeRun[];
}

export interface SoakRun extends Told {
  readonly leakBytes: number;
  readonly outcome: string;
  /** Memory from the beginning to the end of the line, and the least it rose by. */
  readonly memory: readonly { readonly name: string; readonly change: number; readonly rises: boolean }[];
}

export interface SoakMeasured {
  readonly minutes: number;
  readonly rate: number;
  readonly runs: readonly SoakRun[];
}

export interface AnalysisRecordings {
  readonly spike: PartRecording<SpikeMeasured> | null;
  readonly stress: PartRecording<StressMeasured> | null;
  readonly soak: PartRecording<SoakMeasured> | null;
}
