import type { BaselineStore, EventsLookup } from '../../ports/baseline-store.ts';

export interface ChainLink {
  readonly store: BaselineStore;
  /** Why a baseline that others still have may be gone from here; `null`: there is no usual reason. */
  readonly goneBecause: string | null;
  /** Whether runs are filed here; a job that only reads a store does not say each time that it did not write. */
  readonly isWritable: boolean;
}

export interface LinkAnswer {
  readonly link: ChainLink;
  /** `null`: it took too long, and was not needed. */
  readonly answer: EventsLookup | null;
}
