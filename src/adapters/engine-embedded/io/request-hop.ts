import type { HttpCall } from './http-call.ts';
import { httpUrl } from './request-address.ts';

/** A body as it goes out, or `null`. */
export type CallBody = Uint8Array | null;

export type Header = readonly [name: string, value: string];

/** One exchange to be made: the request itself, or what a redirect made of it. */
export interface Hop {
  readonly method: string;
  readonly url: URL;
  /** The URL for the tags: as the script wrote it, user information masked. */
  readonly tagUrl: string;
  readonly headers: readonly Header[];
  readonly body: CallBody;
  readonly referer: string | null;
  /** The script asks for a connection of its own: `Connection: close`. */
  readonly closesConnection: boolean;
}

/** Undici and the connection decide about these; a script's own values would only break the framing. */
const FRAMING_HEADERS = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'expect',
]);

/** @returns `null` when the URL is not an absolute http(s) URL. */
export function firstHop(call: HttpCall, body: CallBody): Hop | null {
  const url = httpUrl(call.url);
  if (url === null) return null;
  const credentials = call.auth === null ? basicAuth(url) : null;
  const headers = call.headers.filter(([name]) => !FRAMING_HEADERS.has(name.toLowerCase()));
  const hasAuth = headers.some(([name]) => name.toLowerCase() === 'authorization');
  return {
    method: call.method,
    url,
    tagUrl: maskUserInfo(call.url),
    headers:
      credentials === null || hasAuth
        ? headers
        : [...headers, ['Authorization', credentials] satisfies Header],
    body,
    referer: null,
    closesConnection: call.headers.some(
      ([name, value]) => name.toLowerCase() === 'connection' && /(^|,)\s*close\s*(,|$)/i.test(value),
    ),
  };
}

/** All headers of an exchange in the order in which they are sent, `Host` and framing aside. */
export function wireHeaders(
  hop: Hop,
  cookies: readonly { readonly name: string; readonly value: string }[],
  userAgent: string,
): Header[] {
  const headers: Header[] = [];
  const given = new Set(hop.headers.map(([name]) => name.toLowerCase()));
  if (!given.has('user-agent') && userAgent !== '') headers.push(['User-Agent', userAgent]);
  headers.push(...hop.headers);
  if (hop.referer !== null && !given.has('referer')) headers.push(['Referer', hop.referer]);
  const cookieHeader = cookies.map(({ name, value }) => `${name}=${cookieValue(value)}`).join('; ');
  return cookieHeader === '' ? headers : withCookies(headers, cookieHeader);
}

/** A `Cookie` header of the script's own goes before what the jar has. */
function withCookies(headers: readonly Header[], cookies: string): Header[] {
  const own = headers.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value);
  const others = own.length === 0 ? headers : headers.filter(([name]) => name.toLowerCase() !== 'cookie');
  return [...others, ['Cookie', [...own, cookies].join('; ')]];
}

/** Header values go out as UTF-8, as Go has them; undici takes each character for a byte. */
export function wireText(value: string): string {
  return /[^ -~\t]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}

/** The `Referer` after a redirect: without user information and fragment. */
export function refererOf(url: URL): string {
  return `${url.origin}${url.pathname}${url.search}`;
}

function basicAuth(url: URL): string | null {
  if (url.username === '' && url.password === '') return null;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function maskUserInfo(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#@]*@/i, (_, scheme: string) => `${scheme}****:****@`);
}

/** Go quotes values with spaces or commas. */
function cookieValue(value: string): string {
  return /[ ,]/.test(value) ? `"${value}"` : value;
}
