import type { Tags } from '../vu/vu-backend.ts';

/** What a script wants of a web socket. Travels as JSON; bytes travel beside it. */
export type WebSocketRequest = { readonly socket: number } & (
  | {
      readonly do: 'open';
      readonly url: string;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly protocols: readonly string[];
      readonly compresses: boolean;
      /** Cookie jar; 0 is the VU's own. */
      readonly jar: number;
      readonly tags: Tags;
      readonly metadata: Tags;
    }
  /** What has come since; waits for something, but no longer than `waitMs` (`null`: for as long as it takes). */
  | { readonly do: 'next'; readonly waitMs: number | null }
  /** The text, or the bytes beside the request. */
  | { readonly do: 'send'; readonly text: string | null }
  | { readonly do: 'ping' }
  | { readonly do: 'close'; readonly code: number; readonly reason: string }
);

export interface WebSocketOpened {
  readonly url: string;
  /** 101, or what the server said instead; 0 for a network error. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Empty when it is open. */
  readonly error: string;
  readonly protocol: string;
}

/** Something that happened on a socket; the bytes of a binary message travel beside it, in order. */
export type WebSocketEvent =
  | { readonly type: 'message'; readonly text: string; readonly atMs: number }
  | { readonly type: 'binary'; readonly atMs: number }
  | { readonly type: 'ping' | 'pong'; readonly atMs: number }
  | { readonly type: 'error'; readonly message: string; readonly atMs: number }
  | { readonly type: 'close'; readonly code: number; readonly reason: string; readonly atMs: number };
