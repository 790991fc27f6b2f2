import type { LoadTimeline, TimelineBin } from '../../model/load-timeline.ts';
import { logQuantileError } from '../../stats/block-error.ts';
import {
  countOf,
  type LogHistogram,
  mergeHistograms,
  quantileOfHistogram,
} from '../../stats/log-histogram.ts';
import { requestsOf } from '../timeline-counts.ts';
import { type LoadStep, offeredIterations } from './load-steps.ts';

/** A step as numbers. Rates are requests a second. */
export interface StepFacts {
  readonly atSecond: number;
  readonly seconds: number;
  /** Offered: sent, or dropped because no virtual user was free. */
  readonly rate: number;
  readonly successful: number;
  readonly failed: number;
  /** Requests that were not sent. */
  readonly dropped: number;
  readonly latencies: LogHistogram;
  /** Requests a second that ended in it, whenever they began. */
  readonly ended: number;
  /** Standard error of ln p95 from within the step. */
  readonly p95Error: number;
  readonly failures: ReadonlyMap<string, number>;
}

/** Requests that one iteration makes, from where none was dropped; 1 where there are no iterations. */
export function requestsPerIteration({ bins }: LoadTimeline): number {
  const unhindered = bins.slice(0, Math.max(1, bins.findIndex(({ dropped }) => dropped > 0) >>> 0));
  const iterations = unhindered.reduce((sum, bin) => sum + bin.iterations, 0);
  const requests = unhindered.reduce((sum, bin) => sum + requestsOf(bin), 0);
  return iterations > 0 && requests > 0 ? requests / iterations : 1;
}

export function stepFacts(step: LoadStep, binSeconds: number, perIteration: number): StepFacts {
  const seconds = step.bins.length * binSeconds;
  const histograms = step.bins.map(({ latencies }) => latencies);
  const latencies = mergeHistograms(histograms);
  const total = (of: (bin: TimelineBin) => number) => step.bins.reduce((sum, bin) => sum + of(bin), 0);
  const dropped = total((bin) => bin.dropped) * perIteration;
  const offered = (offeredIterations(step) * perIteration) / binSeconds;
  return {
    atSecond: step.at * binSeconds,
    seconds,
    rate: offered > 0 ? offered : total(requestsOf) / seconds,
    successful: countOf(latencies),
    failed: total((bin) => bin.failed),
    dropped,
    latencies,
    ended: total((bin) => bin.ended) / seconds,
    p95Error: logQuantileError(histograms, 0.95),
    failures: mergedFailures(step.bins),
  };
}

export function errorRateOf({ successful, failed }: Pick<StepFacts, 'successful' | 'failed'>): number {
  return successful + failed === 0 ? 0 : failed / (successful + failed);
}

export function droppedShareOf({ successful, failed, dropped }: StepFacts): number {
  return dropped === 0 ? 0 : dropped / (successful + failed + dropped);
}

/**
 * p95 in ms with `missing` requests counted as slower than all that were answered; infinite when they alone are more than 5 %, `NaN` of
 * nothing.
 */
export function p95With({ latencies, successful }: StepFacts, missing: number): number {
  if (successful === 0) return missing > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const p = (0.95 * (successful + missing)) / successful;
  return p > 1 ? Number.POSITIVE_INFINITY : quantileOfHistogram(latencies, p);
}

function mergedFailures(bins: readonly TimelineBin[]): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  for (const { failures } of bins)
    for (const [name, count] of failures) merged.set(name, (merged.get(name) ?? 0) + count);
  return merged;
}
