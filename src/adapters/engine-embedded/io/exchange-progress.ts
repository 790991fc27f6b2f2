import type { ConnectionStamps } from './connection.ts';
import type { HttpTimings } from './http-call.ts';
import { monotonicMs } from './monotonic.ts';

/** What has happened of an exchange so far; times are monotonic, `null` until they come. */
export interface ExchangeProgress {
  readonly started: number;
  gotConnection: number | null;
  sent: number | null;
  firstByte: number | null;
  status: number;
  statusText: string;
  headers: (readonly [string, string])[];
  chunks: Buffer[];
}

export function newProgress(): ExchangeProgress {
  return {
    started: monotonicMs(),
    gotConnection: null,
    sent: null,
    firstByte: null,
    status: 0,
    statusText: '',
    headers: [],
    chunks: [],
  };
}

/**
 * k6's parts of an exchange: `blocked` is the wait for a connection (dialling and TLS included), `sending` ends when
 * the last byte left, `waiting` at the first byte of the answer; `duration` is sending, waiting and receiving.
 */
export function timingsOf(
  progress: ExchangeProgress,
  stamps: ConnectionStamps,
  reused: boolean,
  end: number,
): HttpTimings {
  const { lookedUp, connected, secured } = stamps;
  const { started } = progress;
  const got = progress.gotConnection ?? (reused ? started : (secured ?? connected ?? end));
  const sent = progress.sent ?? progress.firstByte ?? end;
  const first = progress.firstByte ?? end;
  const dialled = reused ? 0 : span(lookedUp ?? started, connected);
  const sending = span(got, Math.min(sent, first));
  const waiting = span(Math.min(sent, first), first);
  const receiving = span(first, end);
  return {
    duration: sending + waiting + receiving,
    blocked: span(started, got),
    looking_up: 0,
    connecting: dialled,
    tls_handshaking: reused || connected === null ? 0 : span(connected, secured),
    sending,
    waiting,
    receiving,
  };
}

function span(from: number, to: number | null): number {
  return to === null ? 0 : Math.max(to - from, 0);
}
