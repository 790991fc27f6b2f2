import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, probeUrl } from './probe-url.ts';

const POLL_MS = 100;
const PROBE_TIMEOUT_MS = 2_000;

export interface ReadyOptions {
  readonly timeoutMs: number;
  /** Ends the wait at once. */
  readonly signal: AbortSignal;
  isReady(status: number): boolean;
}

/** Asks until the address answers as it should. `null`, or what came last instead. */
export async function waitUntilReady(url: string, options: ReadyOptions): Promise<string | null> {
  const { timeoutMs, signal, isReady } = options;
  // By the clock: a time-out joined to another signal by AbortSignal.any can be collected before it fires (Node 20).
  const deadline = performance.now() + timeoutMs;
  let last = 'nothing was asked yet';
  for (let left = timeoutMs; left > 0 && !signal.aborted; left = deadline - performance.now()) {
    const answer = await probeUrl(url, Math.min(PROBE_TIMEOUT_MS, Math.ceil(left)));
    if (signal.aborted) return last;
    if (answer.kind === 'answered' && isReady(answer.status)) return null;
    last = inWords(answer);
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  return last;
}

function inWords(answer: Answer): string {
  return answer.kind === 'answered' ? `status ${answer.status}` : answer.why;
}
