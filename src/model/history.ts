import type { Run } from './run.ts';
import type { SoakFinding } from './soak-finding.ts';
import type { SpikeFinding } from './spike-finding.ts';
import type { StressFinding } from './stress-finding.ts';
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

/** What is known of one job in a history, whatever it measured. */
export interface FiledJob {
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
}

/** One job: its rounds share their machine, so they are one entry of the history. */
export interface HistoryEntry extends FiledJob {
  readonly runs: readonly [Run, ...Run[]];
}

/** One stress, spike or soak test: what later ones are held against. Its pictures' points are left out. */
export interface FindingEntry extends FiledJob {
  /** The CI job that made it, as a run's identity has it; absent in records of before, `null` outside CI. */
  readonly job?: string | null;
  readonly finding: StressFinding | SpikeFinding | SoakFinding;
}

/** What can happen to a history. Events are only ever added. */
export type HistoryEvent =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  | { readonly kind: 'finding'; readonly finding: FindingEntry }
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

/** The CI job that made an entry; `null` where that is not known. */
export function ciJobOf(entry: HistoryEntry | FindingEntry): string | null {
  return 'runs' in entry ? entry.runs[0].identity.job : (entry.job ?? null);
}

/** The job that an event files; `null` of a decision. */
export function filedJob(event: HistoryEvent): FiledJob | null {
  if (event.kind === 'entry') return event.entry;
  return event.kind === 'finding' ? event.finding : null;
}

/** The promoted entries of the newest epoch (or the pinned entry alone), oldest first. */
export function baselineEntries(history: History): readonly HistoryEntry[] {
  const { entries, pinnedEntry } = history;
  if (pinnedEntry === null) return newestEpoch(entries);
  return entries.filter(({ id, status }) => status === 'promoted' && id === pinnedEntry);
}

/** The promoted of the newest epoch. */
export function newestEpoch<Job extends FiledJob>(jobs: readonly Job[]): readonly Job[] {
  const promoted = jobs.filter(({ status }) => status === 'promoted');
  const start = promoted.findLastIndex(({ opensEpoch }) => opensEpoch);
  return start < 0 ? promoted : promoted.slice(start);
}
