/** As much of `fetch` as octokit uses. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface FetchBounds {
  /** For one request, its answer included. */
  readonly timeoutMs: number;
  /** Requests in all, the first one included. */
  readonly attempts: number;
  /** A longer Retry-After is not waited for: the request has failed. */
  readonly maxWaitMs: number;
}

export const USUAL_BOUNDS: FetchBounds = { timeoutMs: 10_000, attempts: 3, maxWaitMs: 20_000 };

/** Waits; replaced in tests. */
export type Wait = (ms: number) => Promise<void>;

/**
 * A `fetch` that always ends: each request has a time-out, and a busy or broken service is asked again a few times, as
 * it wishes (`Retry-After`) within a bound. What is not idempotent is asked again only where it was surely refused.
 */
export function boundedFetch(fetch: Fetch, wait: Wait, bounds: FetchBounds = USUAL_BOUNDS): Fetch {
  const attempt = async (url: string, init: RequestInit | undefined, nth: number): Promise<Response> => {
    const outcome = await once(fetch, url, init, bounds.timeoutMs);
    const pause = nth < bounds.attempts ? pauseAfter(outcome, isIdempotent(init), nth) : null;
    if (pause !== null && pause <= bounds.maxWaitMs) {
      await outcome.response?.body?.cancel();
      await wait(pause);
      return attempt(url, init, nth + 1);
    }
    if (outcome.response === null) throw outcome.error;
    return outcome.response;
  };
  return (url, init) => attempt(url, init, 1);
}

/** Told apart by hand: a fetch that is not Node's own answers with a Response of its own. */
type Outcome = { readonly response: Response } | { readonly response: null; readonly error: unknown };

async function once(
  fetch: Fetch,
  url: string,
  init: RequestInit | undefined,
  timeoutMs: number,
): Promise<Outcome> {
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = init?.signal == null ? limit : AbortSignal.any([init.signal, limit]);
  try {
    const response = await fetch(url, { ...init, signal });
    await readToItsEnd(response);
    return { response };
  } catch (error) {
    return { response: null, error };
  }
}

/**
 * octokit takes an answer that breaks off for an empty one, and an empty list of comments for a reason to write another.
 * Downloads are read by whoever asked for them.
 */
async function readToItsEnd(response: Response): Promise<void> {
  if (/\bjson\b/.test(response.headers.get('content-type') ?? '')) await response.clone().arrayBuffer();
}

function isIdempotent(init: RequestInit | undefined): boolean {
  return (init?.method ?? 'GET').toUpperCase() !== 'POST';
}

/** Milliseconds until it may be asked again, or `null` where that would not help. */
function pauseAfter({ response }: Outcome, idempotent: boolean, nth: number): number | null {
  const backOff = 500 * 2 ** (nth - 1);
  if (response === null) return idempotent ? backOff : null;
  if (isRateLimited(response)) return retryAfterMs(response.headers) ?? backOff;
  return response.status >= 500 && idempotent ? (retryAfterMs(response.headers) ?? backOff) : null;
}

/** GitHub's secondary limits come as 403 with Retry-After. */
function isRateLimited({ status, headers }: Response): boolean {
  return status === 429 || (status === 403 && headers.has('retry-after'));
}

/** `Retry-After` in milliseconds; `null` where it is missing or a date. */
export function retryAfterMs(headers: { get(name: string): string | null }): number | null {
  const seconds = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
