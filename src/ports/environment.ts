import type { Machine } from '../model/environment.ts';

/** What version control and CI know about the code under test. Absent facts are `null`. */
export interface SourceFacts {
  readonly commit: string | null;
  readonly parentCommit: string | null;
  readonly branch: string | null;
  readonly defaultBranch: string | null;
  readonly pullRequest: number | null;
  readonly runUrl: string | null;
  /** Stable within one CI job, unique across jobs; `null` outside CI. */
  readonly job: string | null;
  /** The person or bot that started this, for audit lines. */
  readonly actor: string | null;
}

export interface Environment {
  machine(): Promise<Machine>;
  source(): Promise<SourceFacts>;
  /** Fresh, sorts by time. */
  newId(): string;
}
