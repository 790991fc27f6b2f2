import type { OpenCache } from '../adapters/store-actions-cache/actions-cache.ts';

/** What the Action may use of its process; injected, so that it can be run in tests. */
export interface ActionContext {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The runner reads commands here; everything goes here, so that its order is kept. */
  readonly stdout: { write(text: string): unknown };
  /** Aborts when the job is cancelled. */
  readonly signal: AbortSignal;
}

/** What a mode that measures uses beside. */
export interface MeasuringContext extends ActionContext {
  /** GitHub's cache, where `baseline-store` asks for it. */
  readonly openCache: OpenCache;
}

/** How a mode ended. */
export interface ActionOutcome {
  readonly exitCode: number;
  /** Why the job is red, in a sentence. */
  readonly headline: string;
}
