import { type PairedChunk, pairedChunkError } from '../../src/gate/paired-look.ts';
import { rngOf } from '../../src/lib/rng.ts';
import { logQuantileError } from '../../src/stats/block-error.ts';
import { mergeHistograms, quantileOfHistogram } from '../../src/stats/log-histogram.ts';
import type { SecondHistograms } from '../../src/stats/second-histograms.ts';
import { histogramsOf, measuredSeconds, type RequestModel, secondLevels } from './request-model.ts';

/** What one simulated run measured: its ln p95 less the true one, and the error that the product states for it. */
export interface MeasuredRun {
  readonly deviation: number;
  readonly withinError: number;
  /** Latencies of all its requests in ms, ascending. */
  readonly latencies: Float64Array;
}

/** What a simulated pair of equal code measured. */
export interface MeasuredPair extends PairedChunk {
  /** Latencies of all requests in ms, ascending. */
  readonly base: Float64Array;
  readonly head: Float64Array;
}

/** A run of 60 s without its warm-up, as `--duration` has it. */
const RUN_SECONDS = 50;
/** What one pair measures, as `--chunk` has it. */
const PAIR_SECONDS = 60;

/**
 * Simulated runs, measured by the product's own functions. Machines and changes multiply every latency, so they only
 * add to ln p95: trials draw from a pool instead of simulating requests again.
 */
export function runPool(model: RequestModel, size: number, seed: number): readonly MeasuredRun[] {
  const rng = rngOf(seed);
  const runs = Array.from({ length: size }, () => {
    const latencies = measuredSeconds(secondLevels(RUN_SECONDS, rng), model.requests / 60, model, rng);
    const seconds = histogramsOf(latencies);
    const withinError = logQuantileError(seconds, 0.95);
    return { level: logP95(seconds), withinError, latencies: ascending(latencies) };
  });
  const centre = runs.reduce((sum, run) => sum + run.level, 0) / size;
  return runs.map(({ level, ...run }) => ({ ...run, deviation: level - centre }));
}

/** Simulated pairs of equal code: each side has the load of a run, both live through the same seconds. */
export function pairPool(model: RequestModel, size: number, seed: number): readonly MeasuredPair[] {
  const rng = rngOf(seed);
  return Array.from({ length: size }, () => {
    const levels = secondLevels(PAIR_SECONDS, rng);
    const side = () => measuredSeconds(levels, model.requests / 60, model, rng);
    const [base, head] = [side(), side()];
    const [before, now] = [histogramsOf(base), histogramsOf(head)];
    return {
      change: logP95(now) - logP95(before),
      standardError: pairedChunkError(before, now, 0.95),
      base: ascending(base),
      head: ascending(head),
    };
  });
}

function ascending(seconds: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(seconds.flat()).sort();
}

function logP95(seconds: SecondHistograms): number {
  return Math.log(quantileOfHistogram(mergeHistograms(seconds), 0.95));
}
