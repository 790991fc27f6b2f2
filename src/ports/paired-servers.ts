import type { ServerTrouble, Side } from '../model/pair.ts';

/** Servers that answer. */
export interface Serving {
  readonly kind: 'up';
  /** Base address of a side, without a slash at its end. */
  url(side: Side): string;
  /** Settles when a server ends before `stop`; for servers that are not ours to watch, never. Never rejects. */
  readonly lost: Promise<ServerTrouble>;
  /** Looks whether all of them are still there. Never rejects. */
  check(): Promise<ServerTrouble | null>;
  /** Ends what was started; returns when it is gone. Never rejects. */
  stop(): Promise<void>;
}

export type ServeResult = Serving | { readonly kind: 'down'; readonly trouble: ServerTrouble };

/** Brings the versions of a service up that are to be loaded. */
export interface PairedServers {
  /** What they are, for a report; says nothing that could be a secret. */
  readonly description: string;
  /**
   * Has the named sides up, in this order, each a fresh process where processes are ours to start. Never rejects: a
   * server that does not come up, within a bounded time or before the abort, is `down`, and the others are stopped.
   */
  serve(sides: readonly Side[], signal: AbortSignal): Promise<ServeResult>;
}
