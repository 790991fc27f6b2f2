import { pairedLogQuantileError } from '../stats/block-error.ts';
import type { SecondHistograms } from '../stats/second-histograms.ts';
import type { ChangeEstimate } from './round-level.ts';

/** What base and head, run side by side in one chunk, say of the change. */
export interface PairedChunk {
  /** Difference of the logarithms: head less base. */
  readonly change: number;
  readonly standardError: number;
}

/** Two processes of the same code differ by 1.5 % each (memory layout, JIT): no chunk knows the change better. */
const PROCESS_FLOOR = 0.021;
/** Keeps one quiet chunk from outvoting the others. */
const WEIGHT_FLOOR = 0.02;
/** Seconds in a chunk over what one degree of freedom takes. */
const DF_OF_A_CHUNK = 20;

/** Standard error of a chunk's change, from what its two sides did second by second. */
export function pairedChunkError(base: SecondHistograms, head: SecondHistograms, quantile: number): number {
  return Math.hypot(pairedLogQuantileError(base, head, quantile), PROCESS_FLOOR);
}

/**
 * The change from all chunks: weighted by their precision, so that a chunk in a bad minute counts little, and with
 * an error that grows when the chunks disagree by more than their own errors allow (Birge, Physical Review 40, 1932).
 */
export function pairedLooks(chunks: readonly [PairedChunk, ...PairedChunk[]]): ChangeEstimate {
  const weights = chunks.map((chunk) => 1 / (chunk.standardError ** 2 + WEIGHT_FLOOR ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weighted = (of: (chunk: PairedChunk) => number) =>
    chunks.reduce((sum, chunk, at) => sum + (weights[at] ?? 0) * of(chunk), 0);
  const theta = weighted((chunk) => chunk.change) / total;
  const disagreement = weighted((chunk) => (chunk.change - theta) ** 2) / Math.max(1, chunks.length - 1);
  return {
    theta,
    standardError: Math.sqrt(Math.max(1, disagreement) / total),
    df: DF_OF_A_CHUNK * chunks.length,
    looks: chunks.length,
  };
}
