import type { CommitRange } from '../model/bisect-hint.ts';

/** A tag, branch or commit, and when it was committed. */
export interface DatedRef {
  readonly name: string;
  readonly sha: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What is known of the commits under test. Nothing here throws: a missing or shallow clone is an answer. */
export interface VersionControl {
  commitsBetween(from: string, to: string): Promise<CommitRange>;
  /** `null` when nothing is called that here. */
  ref(name: string): Promise<DatedRef | null>;
  /** The newest tag that HEAD descends from; `null` when there is none. */
  lastRelease(): Promise<DatedRef | null>;
}
