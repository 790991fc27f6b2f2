import type { ServiceReply } from '../exchange.ts';

/** What a token may do; a missing name means none. */
export type TokenPermissions = Readonly<Record<string, 'read' | 'write'>>;

export interface RestRequest {
  /** Values of the braces in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown;
  /** Base address of the API, for `url` fields. */
  readonly apiUrl: string;
}

/** One operation of GitHub's REST API. Its name for faults and counts is `METHOD path`. */
export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As GitHub's description writes it: `/repos/{owner}/{repo}/actions/runs`. */
  readonly path: string;
  /** What the token must be allowed to do, or 403 is answered; `null`: any token will do. */
  readonly needs: { readonly scope: string; readonly level: 'read' | 'write' } | null;
  answer(request: RestRequest): ServiceReply;
}
