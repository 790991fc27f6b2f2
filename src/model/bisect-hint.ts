export interface Commit {
  readonly sha: string;
  /** First line of its message. */
  readonly subject: string;
}

/** The commits after one up to and including another, newest first, or why they are not known. */
export type CommitRange =
  | { readonly kind: 'known'; readonly commits: readonly Commit[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** What a reader needs to know of a job to find it again. */
export interface SuspectJob {
  readonly id: string;
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Of all requests, in ms; `null` when the job measured none. */
  readonly p95: number | null;
}

/** Where something became slower: the last good job and the first bad one. */
export interface SuspectSpan {
  /** `verdict`: the gate failed the bad job. `level-shift`: nothing failed, but the level rose and stayed up. */
  readonly foundBy: 'verdict' | 'level-shift';
  readonly good: SuspectJob;
  readonly bad: SuspectJob;
}

/** Where to search for the commit that made a service slower. */
export interface BisectHint {
  readonly key: string;
  /** `null`: no job of this key became slower and stayed so. */
  readonly suspect: { readonly span: SuspectSpan; readonly commits: CommitRange } | null;
}
