import type { EngineIdentity } from '../model/environment.ts';
import type { Exceptions } from '../model/exceptions.ts';
import type { GateError } from '../model/gate-error.ts';
import type { LoadPlan, LoadProgress } from '../model/load-plan.ts';
import type { GeneratorHealth, Notice, RunEnd, ThresholdResult } from '../model/run.ts';

/** Whether an engine can be used here, and as what it would be recorded. */
export type EngineProbe =
  | { readonly kind: 'available'; readonly identity: EngineIdentity }
  | { readonly kind: 'unavailable'; readonly error: GateError };

/** How a run ended and what the engine knows beside the samples. */
export interface LoadOutcome {
  readonly end: RunEnd;
  readonly thresholds: readonly ThresholdResult[];
  readonly generator: GeneratorHealth;
  /** Iterations a second that the scenarios asked for, when they were open-loop. */
  readonly offeredRate: number | null;
  /** Iterations that ended with an exception, of the whole run; `null`: none that is known of. */
  readonly exceptions: Exceptions | null;
  readonly notices: readonly Notice[];
}

export interface LoadControl {
  /** Aborting ends the load gracefully and then kills it; `outcome` still resolves. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  /** What the script printed (`console.log`, k6's own log), line by line. */
  readonly onLog: (line: string) => void;
}

/** A load in progress. */
export interface LoadRun {
  /** k6's NDJSON as bytes, in order; ends when the load has ended. Must be read to its end. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Never rejects: what went wrong is a `RunEnd`. */
  readonly outcome: Promise<LoadOutcome>;
}

/** Applies the load that a k6 script describes. */
export interface LoadEngine {
  readonly name: 'k6' | 'embedded';
  probe(): Promise<EngineProbe>;
  run(plan: LoadPlan, control: LoadControl): LoadRun;
}
