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
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let last = 'nothing was asked yet';
  while (!patience.aborted) {
    const answer = await probeUrl(url, Math.min(PROBE_TIMEOUT_MS, timeoutMs));
    if (answer.kind === 'answered' && isReady(answer.status)) return signal.aborted ? last : null;
    last = inWords(answer);
    await wait(POLL_MS, undefined, { signal: patience }).catch(() => undefined);
  }
  return last;
}

function inWords(answer: Answer): string {
  return answer.kind === 'answered' ? `status ${answer.status}` : answer.why;
}
