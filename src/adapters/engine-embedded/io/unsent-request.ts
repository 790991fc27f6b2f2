import type { EngineSample } from '../vu/vu-backend.ts';
import type { HttpFailure } from './error-codes.ts';
import type { AnsweredCall, HttpAnswer, HttpCall, HttpTimings } from './http-call.ts';
import { exchangeSamples } from './http-samples.ts';
import { epochMs, monotonicMs } from './monotonic.ts';

const NO_TIMINGS: HttpTimings = {
  duration: 0,
  blocked: 0,
  looking_up: 0,
  connecting: 0,
  tls_handshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
};

/** The samples of a request that failed before it could be sent. */
export function unsentSamples(
  call: HttpCall,
  method: string,
  url: string,
  { code, message }: HttpFailure,
): EngineSample[] {
  return exchangeSamples({
    method,
    status: 0,
    timings: NO_TIMINGS,
    endEpochMs: epochMs(monotonicMs()),
    url: call.name ?? url,
    name: call.name ?? url,
    error: message,
    errorCode: code,
    tlsVersion: '',
    expected: call.expected,
    tags: call.tags,
    metadata: call.metadata,
  });
}

/** The answer to a request that was never sent. */
export function refusedAnswer(call: HttpCall, failure: HttpFailure): AnsweredCall {
  const answer: HttpAnswer = {
    status: 0,
    status_text: '',
    proto: '',
    url: call.url,
    headers: {},
    cookies: {},
    timings: NO_TIMINGS,
    error: failure.message,
    error_code: failure.code,
    remote_ip: '',
    remote_port: 0,
    tls_version: '',
    tls_cipher_suite: '',
    request: { method: call.method, url: call.url, headers: {}, body: '', cookies: {} },
    responseType: 'text',
  };
  return { answer, body: null };
}
