import type { GithubClient } from '../github/github-client.ts';

/** A run whose artifact may hold a baseline. */
export interface GoodRun {
  readonly id: number;
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface GoodRunsOptions {
  readonly client: GithubClient;
  /** File name of the workflow: `perf.yml`. */
  readonly workflow: string;
  readonly branch: string;
  /** The run that asks: it has nothing to compare itself with. */
  readonly ownRun: number;
}

/** Events whose runs are of the branch itself. Whoever opens a pull request chooses the name of its branch. */
const OWN_EVENTS: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
]);
const PAGE = 50;
const MAX_PAGES = 4;

/**
 * Finished runs of a workflow on a branch of this repository, newest first, page by page. Runs that pull requests
 * started are left out, also those of a fork whose branch has the same name: what they uploaded is a stranger's word.
 * Throws what octokit throws.
 */
export async function* goodRuns({
  client,
  workflow,
  branch,
  ownRun,
}: GoodRunsOptions): AsyncGenerator<GoodRun> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const here = `${owner}/${repo}`.toLowerCase();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data } = await octokit.rest.actions.listWorkflowRuns({
      owner,
      repo,
      workflow_id: workflow,
      branch,
      status: 'completed',
      exclude_pull_requests: true,
      per_page: PAGE,
      page,
    });
    for (const run of data.workflow_runs) {
      const isOwn = OWN_EVENTS.has(run.event) && run.head_repository?.full_name.toLowerCase() === here;
      if (isOwn && run.head_branch === branch && run.id !== ownRun)
        yield { id: Number(run.id), commit: run.head_sha, at: run.created_at };
    }
    if (data.workflow_runs.length < PAGE) return;
  }
}
