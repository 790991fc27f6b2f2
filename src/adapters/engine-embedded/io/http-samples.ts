import type { EngineSample, Tags } from '../vu/vu-backend.ts';
import type { ExpectedStatuses, HttpTimings } from './http-call.ts';

/** One finished exchange, as far as its samples need it. */
export interface FinishedExchange {
  readonly method: string;
  readonly status: number;
  readonly timings: HttpTimings;
  readonly endEpochMs: number;
  readonly url: string;
  readonly name: string;
  readonly error: string;
  readonly errorCode: number;
  readonly tlsVersion: string;
  /** `null`: the script asked for no `http_req_failed`. */
  readonly expected: ExpectedStatuses | null;
  readonly tags: Tags;
  readonly metadata: Tags;
}

/** k6's samples of one exchange, in k6's order: nine, or eight without `http_req_failed`. */
export function exchangeSamples(done: FinishedExchange): EngineSample[] {
  const ok = done.expected === null ? null : isExpected(done.expected, done.status);
  const tags = exchangeTags(done, ok);
  const metadata = Object.keys(done.metadata).length > 0 ? { metadata: done.metadata } : {};
  const sample = (metric: string, value: number): EngineSample => ({
    metric,
    timeMs: done.endEpochMs,
    value,
    tags,
    ...metadata,
  });
  const { timings } = done;
  const samples = [
    sample('http_reqs', 1),
    sample('http_req_duration', timings.duration),
    sample('http_req_blocked', timings.blocked),
    sample('http_req_connecting', timings.connecting),
    sample('http_req_tls_handshaking', timings.tls_handshaking),
    sample('http_req_sending', timings.sending),
    sample('http_req_waiting', timings.waiting),
    sample('http_req_receiving', timings.receiving),
  ];
  if (ok !== null) samples.push(sample('http_req_failed', ok ? 0 : 1));
  return samples;
}

export function isExpected(expected: ExpectedStatuses, status: number): boolean {
  return expected.some((entry) =>
    typeof entry === 'number' ? entry === status : status >= entry.min && status <= entry.max,
  );
}

function exchangeTags(done: FinishedExchange, ok: boolean | null): Tags {
  const system: Record<string, string> = {
    method: done.method,
    name: done.name,
    status: String(done.status),
    url: done.url,
  };
  if (done.error === '') system.proto = 'HTTP/1.1';
  else system.error = done.error;
  if (done.errorCode !== 0) system.error_code = String(done.errorCode);
  if (done.tlsVersion !== '') system.tls_version = done.tlsVersion;
  if (ok !== null) system.expected_response = String(ok);
  // The script's `name` was taken into account; what it says of other system tags, the exchange says better.
  return { ...done.tags, ...system };
}
