import { GateError } from '../../../model/gate-error.ts';
import type { RawOptions } from './option-reader.ts';
import { parseStages } from './stage-list.ts';

/** Options of `perf-gate load`, under k6's names; `null`: not given. */
export interface LoadCommandOptions {
  /** Absolute path. */
  readonly script: string;
  readonly vus: number | null;
  /** As written: `30s`. */
  readonly duration: string | null;
  readonly iterations: number | null;
  /** Each `30s:10`, or several separated by commas. */
  readonly stages: readonly string[];
  /** Each `json=F`, `csv=F` or `experimental-prometheus-rw`. */
  readonly outs: readonly string[];
  readonly summaryExport: string | null;
  readonly summaryTrendStats: readonly string[] | null;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly executionSegment: string | null;
  readonly executionSegmentSequence: string | null;
  readonly noThresholds: boolean;
  /** The result as JSON on standard output, and nothing else there. */
  readonly json: boolean;
  /** No progress; the summary stays, as in k6. */
  readonly quiet: boolean;
}

/**
 * The command line as the highest tier of options.
 * @throws GateError USAGE
 */
export function commandLineOptions(options: LoadCommandOptions): RawOptions {
  return withoutNulls({
    vus: options.vus,
    duration: options.duration,
    iterations: options.iterations,
    stages: options.stages.length === 0 ? null : options.stages.flatMap(readStages),
    executionSegment: options.executionSegment,
    executionSegmentSequence: options.executionSegmentSequence,
    summaryTrendStats: options.summaryTrendStats,
    tags: Object.keys(options.tags).length === 0 ? null : options.tags,
    noThresholds: options.noThresholds ? true : null,
  });
}

function readStages(text: string) {
  const stages = parseStages(text);
  if (stages !== null) return stages;
  throw new GateError('USAGE', `reading --stage: expected 30s:10, got "${text}"`, { fault: 'user' });
}

function withoutNulls(options: RawOptions): RawOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}
