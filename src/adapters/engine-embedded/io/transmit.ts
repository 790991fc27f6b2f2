import type { Connection } from './connection.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { type HttpFailure, networkFailure, TIMEOUT } from './error-codes.ts';
import { exchange, type WireRequest, type WireResult } from './exchange.ts';
import { monotonicMs } from './monotonic.ts';
import { type Peer, peerOf } from './peer.ts';

/** Methods that may be sent again when a kept connection turns out to be closed, as Go's client does. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** Node fires timers beyond this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Transmitted {
  readonly result: WireResult;
  readonly peer: Peer;
  readonly failure: HttpFailure | null;
}

/**
 * One exchange under a deadline (monotonic); a second try on a fresh connection when the kept one was closed
 * under us before a byte of the answer came.
 */
export async function transmit(
  pool: ConnectionPool,
  origin: string,
  deadlineMs: number,
  request: WireRequest,
): Promise<Transmitted> {
  const first = await attempt(pool, pool.take(origin), origin, deadlineMs, request);
  const again = first.result.staleConnection && first.failure !== TIMEOUT && IDEMPOTENT.has(request.method);
  return again ? attempt(pool, pool.takeFresh(origin), origin, deadlineMs, request) : first;
}

async function attempt(
  pool: ConnectionPool,
  connection: Connection,
  origin: string,
  deadlineMs: number,
  request: WireRequest,
): Promise<Transmitted> {
  let timedOut = false;
  const onDeadline = () => {
    timedOut = true;
    connection.destroy(new Error(TIMEOUT.message));
  };
  const left = Math.max(deadlineMs - monotonicMs(), 0);
  const timer = setTimeout(onDeadline, Math.min(left, LONGEST_TIMER_MS));
  const result = await exchange(connection, request);
  clearTimeout(timer);
  const peer = peerOf(connection.socket);
  pool.giveBack(origin, connection);
  const failure = result.error === null ? null : networkFailure(result.error);
  return { result, peer, failure: timedOut ? TIMEOUT : failure };
}
