import type { HttpSettings } from '../vu/vu-backend.ts';
import { statusErrorCode } from './error-codes.ts';
import { canonicalHeaderName, joinHeaders } from './header-names.ts';
import type { AnsweredCall, HttpAnswer, HttpCall, ResponseCookie } from './http-call.ts';
import { headerValues, type PerformedHop, responseTypeOf } from './perform-hop.ts';
import type { CallBody } from './request-hop.ts';
import { parseSetCookie } from './set-cookie.ts';

/** What the script sees of the last exchange of a request. */
export function toAnswer(call: HttpCall, done: PerformedHop, settings: HttpSettings): AnsweredCall {
  const { result, failure, peer, hop } = done;
  const status = failure === null ? result.status : 0;
  const responseType = responseTypeOf(call, settings);
  const answer: HttpAnswer = {
    status,
    status_text: failure === null ? `${status} ${result.statusText}`.trim() : '',
    proto: failure === null ? 'HTTP/1.1' : '',
    url: hop.tagUrl,
    headers: joinHeaders(result.headers),
    cookies: responseCookies(result.headers.length === 0 ? [] : headerValues(result, 'set-cookie')),
    timings: result.timings,
    error: failure?.message ?? '',
    error_code: failure?.code ?? statusErrorCode(status),
    remote_ip: peer.remoteIp,
    remote_port: peer.remotePort,
    tls_version: peer.tlsVersion,
    tls_cipher_suite: peer.tlsCipherSuite,
    request: {
      method: hop.method,
      url: hop.tagUrl,
      headers: listHeaders(done.headers),
      body: textOf(hop.body),
      cookies: Object.fromEntries(done.cookies.map((cookie) => [cookie.name, [cookie]])),
    },
    responseType,
  };
  return { answer, body: responseType === 'none' || failure !== null ? null : done.body };
}

function responseCookies(lines: readonly string[]): Record<string, ResponseCookie[]> {
  const cookies: Record<string, ResponseCookie[]> = Object.create(null);
  for (const line of lines) {
    const parsed = parseSetCookie(line);
    if (parsed === null) continue;
    const cookie: ResponseCookie = {
      name: parsed.name,
      value: parsed.value,
      domain: parsed.domain,
      path: parsed.path,
      http_only: parsed.httpOnly,
      secure: parsed.secure,
      max_age: parsed.maxAge ?? 0,
      expires: parsed.expiresMs ?? 0,
    };
    cookies[parsed.name] = [...(cookies[parsed.name] ?? []), cookie];
  }
  return cookies;
}

function listHeaders(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const canonical = canonicalHeaderName(name);
    lists[canonical] = [...(lists[canonical] ?? []), value];
  }
  return lists;
}

function textOf(body: CallBody): string {
  return body === null ? '' : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}
