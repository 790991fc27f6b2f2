import type { IncomingHttpHeaders } from 'node:http';

/** One request, read to its end. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What follows `Bearer` or `token` in the authorization header. */
  readonly token: string | null;
}

export interface ServiceReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Something that can be asked, by the name under which its faults and counts are kept. */
export interface Endpoint {
  /** `CacheService/CreateCacheEntry`, `PUT blob`, `GET /repos/{owner}/{repo}/actions/runs`. */
  readonly name: string;
  answer(request: ServiceRequest): ServiceReply | Promise<ServiceReply>;
}

export function jsonReply(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): ServiceReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}
