import type { HttpFailure } from './error-codes.ts';
import { addressFailure, httpUrl } from './request-address.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What to send after a redirect. */
export interface NextHop {
  readonly method: string;
  readonly url: URL;
  readonly keepsBody: boolean;
  /** Whether `Authorization` may go along (same host or a sub-domain of it). */
  readonly keepsCredentials: boolean;
}

/**
 * Go's redirect rules: 301, 302 and 303 become GET (HEAD stays HEAD) without a body; 307 and 308 repeat the request.
 * @returns `null` when the response is no redirect, or has no `Location` that a request can go to.
 */
export function nextHop(
  status: number,
  location: string | undefined,
  method: string,
  from: URL,
): NextHop | null {
  if (!isRedirect(status, location)) return null;
  const url = httpUrl(location, from);
  if (url === null) return null;
  if (url.hash === '') url.hash = from.hash;
  return {
    method: methodAfter(status, method),
    url,
    keepsBody: repeatsRequest(status),
    keepsCredentials: url.hostname === from.hostname || url.hostname.endsWith(`.${from.hostname}`),
  };
}

/** A redirect to where no request can go, see `addressFailure`; `null` when it is none, or a good one. */
export function badRedirect(
  status: number,
  location: string | undefined,
  method: string,
  from: URL,
): { readonly method: string; readonly url: string; readonly failure: HttpFailure } | null {
  if (!isRedirect(status, location) || httpUrl(location, from) !== null) return null;
  const failure = addressFailure(location);
  return { method: methodAfter(status, method), url: location, failure };
}

function isRedirect(status: number, location: string | undefined): location is string {
  return location !== undefined && location !== '' && REDIRECTS.has(status);
}

function methodAfter(status: number, method: string): string {
  return repeatsRequest(status) || method === 'HEAD' ? method : 'GET';
}

function repeatsRequest(status: number): boolean {
  return status === 307 || status === 308;
}
