import type { LoadCommandOptions } from '../../src/adapters/engine-embedded/options/command-line-options.ts';

/** `perf-gate load` with no option at all. */
export const NO_LOAD_OPTIONS: Omit<LoadCommandOptions, 'script'> = {
  vus: null,
  duration: null,
  iterations: null,
  stages: [],
  outs: [],
  summaryExport: null,
  summaryTrendStats: null,
  env: {},
  tags: {},
  executionSegment: null,
  executionSegmentSequence: null,
  json: false,
  noThresholds: false,
  quiet: true,
};
