import type { Tags } from '../vu/vu-backend.ts';

/** Which statuses count as expected: single ones and closed ranges. */
export type ExpectedStatuses = readonly (number | { readonly min: number; readonly max: number })[];

export interface RequestCookie {
  readonly value: string;
  /** Take the place of the jar's cookie of that name instead of being sent beside it. */
  readonly replace: boolean;
}

/** One request as a script asked for it, redirects not yet followed. Travels as JSON; the body travels beside it. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  /** Set by the script (`tags.name` or http.url): becomes the `name` and the `url` tag. */
  readonly name: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly cookies: Readonly<Record<string, RequestCookie>>;
  /** Cookie jar; 0 is the VU's own. */
  readonly jar: number;
  readonly timeoutMs: number;
  /** `null`: the test's `maxRedirects`. */
  readonly redirects: number | null;
  /** Beyond what the URL's user information does by itself. */
  readonly auth: 'digest' | null;
  /** As in `"gzip, br"`; empty for none. */
  readonly compression: string;
  /** `null`: text, or nothing when `discardResponseBodies` is set. */
  readonly responseType: 'text' | 'binary' | 'none' | null;
  /** `null`: no `http_req_failed` and no `expected_response`. */
  readonly expected: ExpectedStatuses | null;
  readonly tags: Tags;
  readonly metadata: Tags;
}

/** Milliseconds, as k6 defines them. */
export interface HttpTimings {
  readonly duration: number;
  readonly blocked: number;
  readonly looking_up: number;
  readonly connecting: number;
  readonly tls_handshaking: number;
  readonly sending: number;
  readonly waiting: number;
  readonly receiving: number;
}

export interface ResponseCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly http_only: boolean;
  readonly secure: boolean;
  readonly max_age: number;
  /** Milliseconds since the epoch; 0 when the cookie has none. */
  readonly expires: number;
}

/** What the script sees of the last exchange, under k6's names. Travels as JSON; the body travels beside it. */
export interface HttpAnswer {
  readonly status: number;
  readonly status_text: string;
  readonly proto: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, readonly ResponseCookie[]>>;
  readonly timings: HttpTimings;
  readonly error: string;
  readonly error_code: number;
  readonly remote_ip: string;
  readonly remote_port: number;
  readonly tls_version: string;
  readonly tls_cipher_suite: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly body: string;
    readonly cookies: Readonly<Record<string, readonly { name: string; value: string; replace: boolean }[]>>;
  };
  readonly responseType: 'text' | 'binary' | 'none';
}

/** An answer with its decoded body. */
export interface AnsweredCall {
  readonly answer: HttpAnswer;
  readonly body: ArrayBuffer | null;
}
