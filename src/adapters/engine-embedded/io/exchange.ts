import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { bodyTooLong, MOST_BODY_BYTES } from './body-limit.ts';
import type { Connection } from './connection.ts';
import { type ExchangeProgress, newProgress, timingsOf } from './exchange-progress.ts';
import type { HttpTimings } from './http-call.ts';
import { monotonicMs } from './monotonic.ts';

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Uint8Array | null;
  readonly closesConnection: boolean;
  readonly keepsBody: boolean;
}

/** What came of it. `status` is 0 when no response did. */
export interface WireResult {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer;
  readonly timings: HttpTimings;
  /** Monotonic. */
  readonly endMs: number;
  readonly error: unknown;
  /** The connection had served before, and closed before a byte of the response came. */
  readonly staleConnection: boolean;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** Sends one request over a connection and times it. Never rejects. */
export function exchange(connection: Connection, request: WireRequest): Promise<WireResult> {
  const reused = connection.exchanges > 0;
  connection.exchanges += 1;
  const before = bytesOf(connection.socket);
  const progress = newProgress();
  return new Promise((resolve) => {
    const finish = (error: unknown) => {
      const after = bytesOf(connection.socket);
      const endMs = monotonicMs();
      const result: WireResult = {
        status: error === null ? progress.status : 0,
        statusText: progress.statusText,
        headers: progress.headers,
        body: joinChunks(progress.chunks),
        timings: timingsOf(progress, connection.stamps, reused, endMs),
        endMs,
        error,
        staleConnection: error !== null && reused && progress.firstByte === null,
        bytesSent: Math.max(after.sent - before.sent, 0),
        bytesReceived: Math.max(after.received - before.received, 0),
      };
      // First the other connections that have something to read get their times, then what becomes of this one.
      setImmediate(() => resolve(result));
    };
    connection.client.dispatch(
      {
        method: request.method as Dispatcher.HttpMethod,
        path: request.path,
        headers: request.headers,
        body: request.body,
        reset: request.closesConnection,
      },
      handlerOf(connection, request, progress, finish),
    );
  });
}

function handlerOf(
  connection: Connection,
  request: WireRequest,
  progress: ExchangeProgress,
  finish: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  let kept = 0;
  return {
    onConnect() {
      progress.gotConnection ??= monotonicMs();
    },
    onRequestSent() {
      whenFlushed(connection.socket, () => {
        progress.sent ??= monotonicMs();
      });
    },
    onResponseStarted() {
      progress.firstByte ??= monotonicMs();
    },
    onHeaders(status: number, headers: Buffer[], _resume: () => void, statusText: string) {
      if (status < 200) return true;
      progress.status = status;
      progress.statusText = statusText;
      progress.headers = headerPairs(headers);
      return true;
    },
    onData(chunk: Buffer) {
      if (!request.keepsBody) return true;
      kept += chunk.byteLength;
      // undici reuses the memory of a chunk only after this call; its parser hands out fresh copies.
      if (kept <= MOST_BODY_BYTES) progress.chunks.push(chunk);
      else connection.destroy(bodyTooLong());
      return true;
    },
    onComplete: () => finish(null),
    onError: (error: Error) => finish(isBodiless(progress, error) ? null : error),
  } as Dispatcher.DispatchHandler;
}

/** What 304 says of its length is that of the body which it leaves out; undici misses those bytes. */
function isBodiless({ status, chunks }: ExchangeProgress, error: Error): boolean {
  const { code } = error as { code?: unknown };
  return (
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' &&
    (status === 304 || status === 204) &&
    chunks.length === 0
  );
}

/** undici says "sent" when the socket took the bytes; an upload is sent when the socket has let go of them. */
function whenFlushed(socket: Socket | null, then: () => void): void {
  if (socket === null || socket.destroyed || socket.writableLength === 0) then();
  else if (socket.writableNeedDrain) socket.once('drain', then);
  else setTimeout(() => whenFlushed(socket, then), 1);
}

function headerPairs(raw: readonly Buffer[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    // As Go has them: bytes beyond ASCII are UTF-8.
    pairs.push([raw[index]?.toString('latin1') ?? '', raw[index + 1]?.toString('utf8') ?? '']);
  }
  return pairs;
}

/** A buffer of its own, so that it can be transferred to a worker. */
function joinChunks(chunks: readonly Buffer[]): ArrayBuffer {
  const joined = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined.buffer;
}

function bytesOf(socket: Socket | null): { sent: number; received: number } {
  return { sent: socket?.bytesWritten ?? 0, received: socket?.bytesRead ?? 0 };
}
