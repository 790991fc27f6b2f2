import type { Run } from './run.ts';

/** The two versions of a service that are held against each other. */
export type Side = 'base' | 'head';

export const SIDES: readonly [Side, Side] = ['base', 'head'];

/** What a server did that makes a look worthless: it did not come up, or ended while it was loaded. */
export interface ServerTrouble {
  readonly side: Side;
  /** In words, with the end of its log where there is one: `did not come up: ...`. */
  readonly what: string;
}

/** A paired look: both versions under the same load at the same time. */
export interface Pair {
  readonly base: Run;
  readonly head: Run;
  readonly trouble: ServerTrouble | null;
}
