import type { Fingerprint } from '../model/environment.ts';
import type { Exceptions } from '../model/exceptions.ts';
import type { GateError } from '../model/gate-error.ts';
import type { LoadFacts, Run, RunEnd, RunIdentity } from '../model/run.ts';
import type { IngestedResults } from './ingested-results.ts';

/** What is known of a run beside its results. */
export interface RunFrame {
  readonly identity: RunIdentity;
  readonly fingerprint: Fingerprint;
  /** How the engine says that it ended; a `LoadOutcome` will do. */
  readonly outcome: Pick<Run, 'end' | 'thresholds' | 'generator' | 'notices'> &
    Pick<LoadFacts, 'offeredRate'> & { readonly exceptions: Exceptions | null };
}

/** The run that these results are of. The engine's word on thresholds goes before that of a summary. */
export function runFromResults(results: IngestedResults, frame: RunFrame): Run {
  const { outcome } = frame;
  return {
    ...frameOf(frame),
    load: { ...results.load, offeredRate: outcome.offeredRate, ...exceptionsOf(outcome, results) },
    thresholds: outcome.thresholds.length > 0 ? outcome.thresholds : results.thresholds,
    series: results.series,
    summaryOnly: results.summaryOnly,
    ...(results.summaryOnly ? { summary: results.summary } : {}),
    notices: [...outcome.notices, ...results.notices.filter(({ code }) => !isMoot(code, outcome.end))],
  };
}

/** An iteration whose virtual user died with it leaves no sample, so that there may be more exceptions than iterations. */
function exceptionsOf(
  { exceptions }: RunFrame['outcome'],
  { iterations }: Pick<IngestedResults, 'iterations'>,
): Pick<LoadFacts, 'exceptions'> {
  if (exceptions === null) return {};
  return { exceptions: { ...exceptions, of: Math.max(exceptions.iterations, iterations) } };
}

/** A run whose results could not be read at all: it happened, and nothing was measured. */
export function runWithoutResults(frame: RunFrame, error: GateError, warmUpMs: number): Run {
  const { outcome } = frame;
  return {
    ...frameOf(frame),
    load: { ...NO_LOAD, warmUpMs, offeredRate: outcome.offeredRate },
    thresholds: outcome.thresholds,
    series: [],
    summaryOnly: false,
    notices: isMoot(error.code, outcome.end)
      ? outcome.notices
      : [...outcome.notices, { code: error.code, text: error.message }],
  };
}

/** Where the engine says why there was no load, nobody needs to hear that its results are empty. */
function isMoot(code: string, { kind }: RunEnd): boolean {
  return kind === 'failed' && (code === 'RESULTS_EMPTY' || code === 'no-samples');
}

function frameOf({ identity, fingerprint, outcome }: RunFrame) {
  return {
    schemaVersion: 1 as const,
    identity,
    fingerprint,
    generator: outcome.generator,
    end: outcome.end,
  };
}

const NO_LOAD: LoadFacts = {
  requests: 0,
  failedRequests: 0,
  failuresByClass: {},
  iterations: 0,
  droppedIterations: 0,
  checksPassed: 0,
  checksFailed: 0,
  maxVus: 0,
  warmUpMs: 0,
  measuredMs: 0,
  offeredRate: null,
};
