import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DownloadBounds {
  readonly maxBytes: number;
  /** In all, milliseconds. */
  readonly timeoutMs: number;
  /** Requests in all; only what may go better next time is asked again. */
  readonly attempts: number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

export type Downloaded =
  | { readonly kind: 'done'; readonly bytes: Buffer }
  /** `status` of the answer; `null` when none came. */
  | { readonly kind: 'failed'; readonly status: number | null; readonly cause: string };

const SOCKET_TIMEOUT_MS = 30_000;

/** A file of the web in memory, through the proxy that the runner's variables name. Redirects never leave https. */
export async function download(url: string, bounds: DownloadBounds): Promise<Downloaded> {
  const { wait = sleep } = bounds;
  const deadline = performance.now() + bounds.timeoutMs;
  for (let nth = 1; ; nth++) {
    const result = await once(url, bounds.maxBytes, deadline - performance.now());
    const isFinal = result.kind === 'done' || nth >= bounds.attempts || !mayGoBetter(result.status);
    if (isFinal || performance.now() >= deadline) return result;
    await wait(1_000 * nth);
  }
}

function mayGoBetter(status: number | null): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}

async function once(url: string, maxBytes: number, remainingMs: number): Promise<Downloaded> {
  const { HttpClient } = await import('@actions/http-client');
  const client = new HttpClient('perf-gate', [], {
    socketTimeout: Math.max(1, Math.min(SOCKET_TIMEOUT_MS, remainingMs)),
    maxRedirects: 5,
    keepAlive: false,
  });
  try {
    const { message } = await client.get(url);
    const status = message.statusCode ?? 0;
    if (status !== 200) {
      message.resume();
      return { kind: 'failed', status, cause: `the server answered ${status}` };
    }
    return { kind: 'done', bytes: await bodyOf(message, maxBytes, remainingMs) };
  } catch (error) {
    return { kind: 'failed', status: null, cause: reasonOf(error) };
  } finally {
    client.dispose();
  }
}

async function bodyOf(message: IncomingMessage, maxBytes: number, remainingMs: number): Promise<Buffer> {
  const late = setTimeout(() => message.destroy(new Error('it took too long')), Math.max(1, remainingMs));
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of message) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > maxBytes) throw new Error(`it is longer than ${maxBytes} bytes`);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(late);
  }
}

/** An answer that ends early is an "aborted" to Node. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === 'aborted') return 'the connection ended before the file did';
  const { code } = error as NodeJS.ErrnoException;
  return error.message === '' ? (code ?? 'no answer') : error.message;
}
