import { type PairedChunk, pairedChunkError } from '../../src/gate/paired-look.ts';
import { rngOf } from '../../src/lib/rng.ts';
import { logQuantileError } from '../../src/stats/block-error.ts';
import { mergeHistograms, quantileOfHistogram } from '../../src/stats/log-histogram.ts';
import type { SecondHistograms } from '../../src/stats/second-histograms.ts';
import { measuredSeconds, type RequestModel, secondLevels } from './request-model.ts';

/** What one simulated run measured: its ln p95 less the true one, and the error that the product states for it. */
export interface MeasuredRun {
  readonly deviation: number;
  readonly withinError: number;
}

const RUN_SECONDS = 50;
const CHUNK_SECONDS = 100;

/**
 * Simulated runs, measured by the product's own functions. Machines and changes multiply every latency, so they only
 * add to ln p95: trials draw from a pool instead of simulating requests again.
 */
export function runPool(model: RequestModel, size: number, seed: number): readonly MeasuredRun[] {
  const rng = rngOf(seed);
  const runs = Array.from({ length: size }, () => {
    const seconds = measuredSeconds(secondLevels(RUN_SECONDS, rng), model.requests / 60, model, rng);
    return { level: logP95(seconds), withinError: logQuantileError(seconds, 0.95) };
  });
  const centre = runs.reduce((sum, run) => sum + run.level, 0) / size;
  return runs.map(({ level, withinError }) => ({ deviation: level - centre, withinError }));
}

/** Simulated pairs of equal code: each request goes to one side at random, both sides live through the same seconds. */
export function pairPool(model: RequestModel, size: number, seed: number): readonly PairedChunk[] {
  const rng = rngOf(seed);
  return Array.from({ length: size }, () => {
    const levels = secondLevels(CHUNK_SECONDS, rng);
    const side = () => measuredSeconds(levels, model.requests / 120, model, rng);
    const [base, head] = [side(), side()];
    return { change: logP95(head) - logP95(base), standardError: pairedChunkError(base, head, 0.95) };
  });
}

function logP95(seconds: SecondHistograms): number {
  return Math.log(quantileOfHistogram(mergeHistograms(seconds), 0.95));
}
