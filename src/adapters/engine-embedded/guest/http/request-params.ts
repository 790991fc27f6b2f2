import type { ExpectedStatuses, HttpCall, RequestCookie } from '../../io/http-call.ts';
import { type GuestState, sampleTags, stringTags } from '../guest-state.ts';
import { CookieJarHandle } from './cookie-jar-handle.ts';
import { expectedOf } from './expected-statuses.ts';
import type { NamedUrl } from './named-url.ts';
import { parseTimeout } from './timeout.ts';

/** The `params` argument of a request, as the script wrote it. */
export type RequestParams = Readonly<Record<string, unknown>>;

/**
 * A request as the main thread understands it.
 * @throws TypeError for params of the wrong kind, Error for those that this engine does not have.
 */
export function toHttpCall(
  state: GuestState,
  method: string,
  { url, name }: NamedUrl,
  params: RequestParams,
  contentType: string | null,
  defaultExpected: ExpectedStatuses | null,
): HttpCall {
  const own = stringTags(params.tags, 'params.tags');
  const headers = headerPairs(params.headers);
  if (contentType !== null && !headers.some(([header]) => header.toLowerCase() === 'content-type')) {
    headers.push(['Content-Type', contentType]);
  }
  const callback = params.responseCallback;
  const tagName = own.name ?? name;
  return {
    method,
    url,
    name: tagName ?? null,
    headers,
    cookies: requestCookies(params.cookies),
    jar: params.jar instanceof CookieJarHandle ? params.jar.id : 0,
    timeoutMs: parseTimeout(params.timeout),
    redirects: params.redirects === undefined || params.redirects === null ? null : Number(params.redirects),
    auth: authOf(params.auth),
    compression: typeof params.compression === 'string' ? params.compression : '',
    responseType: responseTypeOf(params.responseType),
    expected: callback === undefined ? defaultExpected : expectedOf(callback),
    tags: sampleTags(state, tagName === null || tagName === undefined ? own : { ...own, name: tagName }),
    metadata: state.metadata,
  };
}

function authOf(auth: unknown): HttpCall['auth'] {
  if (auth === undefined || auth === null || auth === '' || auth === 'basic') return null;
  if (auth === 'digest') return auth;
  throw new Error(`params.auth "${String(auth)}" is not available in the embedded engine; it needs real k6`);
}

function headerPairs(headers: unknown): [string, string][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object') throw new TypeError('params.headers must be an object');
  return Object.entries(headers)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, String(value)]);
}

function requestCookies(cookies: unknown): Record<string, RequestCookie> {
  if (cookies === undefined || cookies === null) return {};
  if (typeof cookies !== 'object') throw new TypeError('params.cookies must be an object');
  return Object.fromEntries(
    Object.entries(cookies).map(([name, cookie]: [string, unknown]) => {
      if (typeof cookie !== 'object' || cookie === null)
        return [name, { value: String(cookie), replace: false }];
      const { value, replace } = cookie as { value?: unknown; replace?: unknown };
      return [name, { value: String(value ?? ''), replace: replace === true }];
    }),
  );
}

function responseTypeOf(type: unknown): HttpCall['responseType'] {
  if (type === undefined || type === null || type === '') return null;
  if (type === 'text' || type === 'binary' || type === 'none') return type;
  throw new Error(`params.responseType must be "text", "binary" or "none", got "${String(type)}"`);
}
