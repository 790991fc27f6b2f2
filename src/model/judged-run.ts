/**
 * A run of a workflow that judged a pull request, as GitHub's event tells of it. What its artifacts say of themselves is the word
 * of whoever opened the pull request.
 */
export interface JudgedRun {
  readonly id: number;
  /** Its page. */
  readonly url: string;
  readonly head: {
    readonly sha: string;
    readonly branch: string;
    readonly owner: string;
    readonly repositoryId: number;
  };
}
