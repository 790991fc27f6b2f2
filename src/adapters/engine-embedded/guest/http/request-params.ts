import type { ExpectedStatuses, HttpCall, RequestCookie } from '../../io/http-call.ts';
import { type GuestState, sampleTags, stringTags } from '../guest-state.ts';
import { filter, map, push, some, toLowerCase } from '../own-methods.ts';
import { callText, DEFAULT_EXPECTED, type UnusualParts } from './call-text.ts';
import { CookieJarHandle } from './cookie-jar-handle.ts';
import { expectedOf } from './expected-statuses.ts';
import { parseTimeout } from './timeout.ts';

/** The `params` argument of a request, as the script wrote it. */
export type RequestParams = Readonly<Record<string, unknown>>;

const NAMED = JSON.stringify({ isNamed: true } satisfies UnusualParts);

/**
 * A request as the main thread understands it, see `callText`.
 * @throws TypeError for params of the wrong kind, Error for those that this engine does not have.
 */
export function toCallText(
  state: GuestState,
  method: string,
  url: string,
  /** That `http.url` gave. */
  name: string | null,
  params: RequestParams,
  contentType: string | null,
  defaultExpected: ExpectedStatuses | null,
): string {
  const given = params.tags;
  const own = given === undefined || given === null ? null : stringTags(given, 'params.tags');
  const isNamed = own?.name !== undefined || name !== null;
  const tags = sampleTags(state, name === null || own?.name !== undefined ? own : { ...own, name });
  const isUsual = contentType === null && defaultExpected === DEFAULT_EXPECTED && hasNoMore(state, params);
  if (isUsual) return callText(method, url, tags.json, isNamed ? NAMED : '');
  const unusual = unusualParts(state, params, contentType, defaultExpected);
  return callText(method, url, tags.json, JSON.stringify(isNamed ? { ...unusual, isNamed } : unusual));
}

/** Whether a request is one like most. */
function hasNoMore({ metadata }: GuestState, params: RequestParams): boolean {
  return (
    metadata === null &&
    params.headers === undefined &&
    params.cookies === undefined &&
    params.jar === undefined &&
    params.timeout === undefined &&
    params.redirects === undefined &&
    params.auth === undefined &&
    params.compression === undefined &&
    params.responseType === undefined &&
    params.responseCallback === undefined
  );
}

function unusualParts(
  state: GuestState,
  params: RequestParams,
  contentType: string | null,
  defaultExpected: ExpectedStatuses | null,
): Omit<UnusualParts, 'isNamed'> {
  const headers = headerPairs(params.headers);
  if (contentType !== null && !some(headers, ([header]) => toLowerCase(header) === 'content-type')) {
    push(headers, ['Content-Type', contentType]);
  }
  const callback = params.responseCallback;
  return {
    headers,
    cookies: requestCookies(params.cookies),
    jar: params.jar instanceof CookieJarHandle ? params.jar.id : 0,
    timeoutMs: parseTimeout(params.timeout),
    redirects: params.redirects === undefined || params.redirects === null ? null : Number(params.redirects),
    auth: authOf(params.auth),
    compression: typeof params.compression === 'string' ? params.compression : '',
    responseType: responseTypeOf(params.responseType),
    expected: callback === undefined ? defaultExpected : expectedOf(callback),
    metadata: state.metadata ?? {},
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
  const given = filter(Object.entries(headers), ([, value]) => value !== undefined && value !== null);
  return map(given, ([name, value]) => [name, String(value)]);
}

function requestCookies(cookies: unknown): Record<string, RequestCookie> {
  if (cookies === undefined || cookies === null) return {};
  if (typeof cookies !== 'object') throw new TypeError('params.cookies must be an object');
  return Object.fromEntries(
    map(Object.entries(cookies), ([name, cookie]: [string, unknown]) => {
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
