import type { TestClock } from '../scheduler/test-clock.ts';

/** From the abort of a run to its end by force: time for teardown. */
const KILL_AFTER_MS = 30_000;

export interface Killer {
  readonly signal: AbortSignal;
  cancel(): void;
}

/** Ends a run by force when it has not ended some time after its abort, or after its own time is over. */
export function killAfterAbort(timeoutMs: number, abort: AbortSignal, clock: TestClock): Killer {
  const kill = new AbortController();
  const killIn = (ms: number) => clock.at(clock.monotonic() + ms, () => kill.abort());
  const cancels = [killIn(timeoutMs + KILL_AFTER_MS)];
  const onAbort = () => cancels.push(killIn(KILL_AFTER_MS));
  abort.addEventListener('abort', onAbort, { once: true });
  return {
    signal: kill.signal,
    cancel: () => {
      abort.removeEventListener('abort', onAbort);
      for (const cancel of cancels) cancel();
    },
  };
}
