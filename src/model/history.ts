import type { Run } from './run.ts';
import type { VerdictKind } from './verdict.ts';

/** A person's decision to let a changed level become the baseline. */
export interface Acceptance {
  readonly entry: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly why: string;
  readonly commit: string | null;
}

/** Who accepted a changed level, when, why and at which commit. */
export type AuditLine = Omit<Acceptance, 'entry'>;

/** One job: its rounds share their machine, so they are one entry of the history. */
export interface HistoryEntry {
  /** Unique, sorts by time: the job's first run id. */
  readonly id: string;
  /** ISO 8601, UTC, of the first round. */
  readonly at: string;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly verdict: VerdictKind;
  /** `promoted`: part of the baseline. `withheld`: kept for charts and for `accept`, never compared against. */
  readonly status: 'promoted' | 'withheld';
  /** Why it was promoted or withheld. */
  readonly statusReason: string;
  /** `true`: a confirmed change of level; entries before it are of another epoch. */
  readonly opensEpoch: boolean;
  readonly acceptance: Acceptance | null;
  readonly runs: readonly [Run, ...Run[]];
}

/** What can happen to a history. Events are only ever added. */
export type HistoryEvent =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'acceptance'; readonly acceptance: Acceptance }
  | {
      readonly kind: 'pin';
      /** `null` unpins. */
      readonly entry: string | null;
      readonly by: string;
      /** ISO 8601, UTC. */
      readonly at: string;
      readonly why: string;
    };

/** All that is known under a key, oldest first. Promoted entries of the last epoch make the baseline. */
export interface History {
  readonly key: string;
  readonly entries: readonly HistoryEntry[];
  /** An entry that is the whole baseline until unpinned. */
  readonly pinnedEntry: string | null;
}

/** The promoted entries of the newest epoch (or the pinned entry alone), oldest first. */
export function baselineEntries(history: History): readonly HistoryEntry[] {
  const promoted = history.entries.filter((entry) => entry.status === 'promoted');
  if (history.pinnedEntry !== null) return promoted.filter((entry) => entry.id === history.pinnedEntry);
  const start = promoted.findLastIndex((entry) => entry.opensEpoch);
  return start < 0 ? promoted : promoted.slice(start);
}
