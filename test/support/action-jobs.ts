import type { StepRun } from './action-runner.ts';

/** A commit that is one character, repeated. */
export function sha(character: string): string {
  return character.repeat(40);
}

const REPOSITORY = { full_name: 'octo/shop', default_branch: 'main' };

/** A push to main; its load is of the run's own seed. */
export function push(runId: number, load: StepRun['load'] = {}, more: Partial<StepRun> = {}): StepRun {
  return {
    ...more,
    job: { runId, sha: sha('a'), ...more.job },
    event: { repository: REPOSITORY },
    load: { seed: runId * 100, ...load },
  };
}

export interface PullOptions extends Partial<StepRun> {
  /** `owner/name` of the repository that the branch is in. */
  readonly from?: string;
  readonly labels?: readonly string[];
}

/** A run of `pull_request` for number 7: its commit is `b…`, GITHUB_SHA the merge `d…`. */
export function pull(runId: number, load: StepRun['load'] = {}, options: PullOptions = {}): StepRun {
  const { from = 'octo/shop', labels = [], ...more } = options;
  return {
    ...more,
    job: {
      runId,
      ref: 'refs/pull/7/merge',
      baseRef: 'main',
      headRef: 'ranks',
      event: 'pull_request',
      sha: sha('d'),
      ...more.job,
    },
    event: {
      repository: REPOSITORY,
      pull_request: {
        number: 7,
        title: 'Rank by relevance',
        merge_commit_sha: sha('d'),
        head: { sha: sha('b'), ref: 'ranks', repo: { full_name: from } },
        base: { sha: sha('a'), ref: 'main' },
        labels: labels.map((name) => ({ name })),
      },
    },
    load: { seed: runId * 100, ...load },
  };
}
