import type { WorkShare } from '../options/work-share.ts';
import type { TestClock } from './test-clock.ts';

/** A VU that works for a scenario. */
export interface ActiveVu {
  readonly id: number;
  /** One iteration. Resolves when it has ended in whatever way, never rejects. */
  iterate(): Promise<void>;
  /** Ends the running iteration; no-op when there is none. */
  interrupt(): void;
  /** Gives the VU back to the pool. */
  release(): void;
}

/** What an executor works with. */
export interface ScenarioContext {
  readonly clock: TestClock;
  /** The part of the scenario's VUs that this instance runs. */
  readonly share: WorkShare;
  /** Monotonic time at which the scenario started. */
  readonly startMs: number;
  /** Aborts when nothing of the scenario may run any longer; running iterations are interrupted by then. */
  readonly ended: AbortSignal;
  /** Takes a VU from the pool; `null` when the scenario has ended meanwhile, or there is none to be had. Never rejects. */
  activate(): Promise<ActiveVu | null>;
  /** Counts iterations that were due but had no VU, or were left over. */
  drop(count: number): void;
  /** How long after its due time an iteration started. */
  lag(ms: number): void;
}

/** An executor: resolves when all its iterations have ended. */
export type Execute<S> = (scenario: S, context: ScenarioContext) => Promise<void>;

/** Iterates while there is something to do and the scenario has not ended. */
export async function iterateWhile(context: ScenarioContext, hasMore: () => boolean): Promise<void> {
  const vu = await context.activate();
  if (vu === null) return;
  while (!context.ended.aborted && hasMore()) await vu.iterate();
  vu.release();
}

/** Runs the same work for a number of VUs at once. */
export async function onVus(count: number, work: (index: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}
