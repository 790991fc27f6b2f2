import type { EngineSample, HttpSettings } from '../vu/vu-backend.ts';
import { contentCodings, decodeBody } from './body-coding.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { CookieJars, SentCookie } from './cookie-jars.ts';
import { type HttpFailure, statusErrorCode } from './error-codes.ts';
import type { WireResult } from './exchange.ts';
import type { HttpCall } from './http-call.ts';
import { exchangeSamples } from './http-samples.ts';
import { epochMs } from './monotonic.ts';
import type { Peer } from './peer.ts';
import { badRedirect } from './redirects.ts';
import { type Header, type Hop, wireHeaders, wireText } from './request-hop.ts';
import { transmit } from './transmit.ts';

/** What one exchange works with. */
export interface HopContext {
  readonly settings: HttpSettings;
  readonly pool: ConnectionPool;
  readonly jars: CookieJars;
  emit(samples: readonly EngineSample[]): void;
  count(sent: number, received: number): void;
}

/** One exchange with everything that came of it. */
export interface PerformedHop {
  readonly hop: Hop;
  readonly result: WireResult;
  readonly headers: readonly Header[];
  readonly cookies: readonly SentCookie[];
  readonly body: ArrayBuffer;
  readonly failure: HttpFailure | null;
  readonly peer: Peer;
}

/** Makes one exchange: cookies out and in, traffic counted, body decoded, samples emitted. Never rejects. */
export async function performHop(
  context: HopContext,
  call: HttpCall,
  hop: Hop,
  deadlineMs: number,
): Promise<PerformedHop> {
  const cookies = context.jars.requestCookies(call, hop.url);
  const headers = wireHeaders(hop, cookies, context.settings.userAgent);
  const { result, peer, failure } = await transmit(context.pool, hop.url.origin, deadlineMs, {
    method: hop.method,
    path: `${hop.url.pathname}${hop.url.search}`,
    headers: headers.flatMap(([name, value]) => [name, wireText(value)]),
    body: hop.body,
    closesConnection: hop.closesConnection || context.settings.noConnectionReuse,
    keepsBody: responseTypeOf(call, context.settings) !== 'none',
  });
  context.count(result.bytesSent, result.bytesReceived);
  context.jars.takeIn(call.jar, hop.url, headerValues(result, 'set-cookie'));
  const decoded = failure === null ? await decode(result) : { body: result.body, failure };
  const failed = decoded.failure ?? locationFailure(result, hop);
  const performed = { hop, result, headers, cookies, peer, body: decoded.body, failure: failed };
  context.emit(samplesOf(call, performed));
  return performed;
}

/** A `Location` that is no URL makes the whole exchange one that failed, as in Go's client. */
function locationFailure(result: WireResult, hop: Hop): HttpFailure | null {
  const [location] = headerValues(result, 'location');
  const bad = badRedirect(result.status, location, hop.method, hop.url);
  if (bad?.failure.code !== 1020) return null;
  return { code: 1000, message: `failed to parse the Location header "${bad.url}"` };
}

/** What becomes of a response's body. */
export function responseTypeOf(call: HttpCall, settings: HttpSettings): 'text' | 'binary' | 'none' {
  return call.responseType ?? (settings.discardResponseBodies ? 'none' : 'text');
}

/** All values of a response header; the name in lower case. */
export function headerValues(result: WireResult, name: string): string[] {
  return result.headers.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
}

async function decode(result: WireResult): Promise<{ body: ArrayBuffer; failure: HttpFailure | null }> {
  const codings = contentCodings(headerValues(result, 'content-encoding').join(','));
  if (codings.length === 0 || result.body.byteLength === 0) return { body: result.body, failure: null };
  try {
    const bytes = await decodeBody(new Uint8Array(result.body), codings);
    return { body: new Uint8Array(bytes).buffer, failure: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { body: new ArrayBuffer(0), failure: { code: 1701, message: `decompress: ${reason}` } };
  }
}

function samplesOf(call: HttpCall, done: PerformedHop): EngineSample[] {
  const { hop, result, failure } = done;
  const status = failure === null ? result.status : 0;
  return exchangeSamples({
    method: hop.method,
    status,
    timings: result.timings,
    endEpochMs: epochMs(result.endMs),
    url: call.name ?? hop.tagUrl,
    name: call.name ?? hop.tagUrl,
    error: failure?.message ?? '',
    errorCode: failure?.code ?? statusErrorCode(status),
    tlsVersion: done.peer.tlsVersion,
    expected: call.expected,
    tags: call.tags,
    metadata: call.metadata,
  });
}
