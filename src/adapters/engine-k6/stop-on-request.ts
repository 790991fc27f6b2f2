import type { RunEnd } from '../../model/run.ts';
import type { ProcessGroup } from '../processes/process-group.ts';

export interface StopOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Between the request to end and the kill. */
  readonly graceMs: number;
}

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Why perf-gate ended the load, if it did. */
export interface StopWatch {
  reason(): RunEnd | null;
  release(): void;
}

/** Ends a load at a time-out or at an abort: gracefully first, and with force when that takes too long. */
export function stopOnRequest(group: ProcessGroup, options: StopOptions): StopWatch {
  let reason: RunEnd | null = null;
  let killing: NodeJS.Timeout | undefined;
  const stop = (why: RunEnd) => {
    if (reason !== null) return;
    reason = why;
    group.interrupt();
    killing = setTimeout(() => group.kill(), options.graceMs);
  };
  const onAbort = () => stop(interruption(options.signal));
  const timing = setTimeout(
    () => stop({ kind: 'timed-out', afterMs: options.timeoutMs }),
    Math.min(options.timeoutMs, LONGEST_TIMER_MS),
  );
  if (options.signal.aborted) onAbort();
  else options.signal.addEventListener('abort', onAbort, { once: true });
  return {
    reason: () => reason,
    release() {
      clearTimeout(timing);
      clearTimeout(killing);
      options.signal.removeEventListener('abort', onAbort);
    },
  };
}

/** How an aborted load ended: by the name of the signal that the person sent, where it is known. */
export function interruption(signal: AbortSignal): RunEnd {
  return { kind: 'interrupted', signal: typeof signal.reason === 'string' ? signal.reason : 'abort' };
}
