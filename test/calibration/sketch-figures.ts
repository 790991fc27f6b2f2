import { rngOf } from '../../src/lib/rng.ts';
import { mergeHistograms, quantileOfHistogram } from '../../src/stats/log-histogram.ts';
import { encodeSeconds } from '../../src/stats/second-histograms.ts';
import { sortedQuantile, sortedValues } from '../../src/stats/sorted-quantile.ts';
import { apiLatency, histogramsOf, measuredSeconds, secondLevels } from './request-model.ts';

export interface SketchFigures {
  readonly runs: number;
  /** Largest distance of the stored p95 from the exact one, as a share of it. */
  readonly worstError: number;
  /** Bytes that the largest endpoint takes in a stored run. */
  readonly largestBytes: number;
}

export function sketchMeetsGoals({ worstError, largestBytes }: SketchFigures): boolean {
  return worstError <= 0.005 && largestBytes <= 10_000;
}

/** What a run of 20 000 requests in 60 seconds loses and takes when it is stored. */
export function sketchFigures(runs: number): SketchFigures {
  const rng = rngOf(303);
  let [worstError, largestBytes] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const model = { latency: apiLatency, requests: 20_000 };
    const seconds = measuredSeconds(secondLevels(50, rng), model.requests / 60, model, rng);
    const histograms = histogramsOf(seconds);
    const exact = sortedQuantile(sortedValues(seconds.flat()), 0.95);
    const stored = quantileOfHistogram(mergeHistograms(histograms), 0.95);
    worstError = Math.max(worstError, Math.abs(stored / exact - 1));
    largestBytes = Math.max(largestBytes, encodeSeconds(histograms).length);
  }
  return { runs, worstError, largestBytes };
}
