import type { GithubClient } from './github-client.ts';
import { pullsOfCommit } from './pulls-of-commit.ts';

/** A pull request as far as a comment needs it. */
export interface PullRequestFacts {
  readonly number: number;
  readonly headSha: string;
  readonly headBranch: string;
  /** Of the repository that the head is in; `null` where that was deleted. */
  readonly headRepositoryId: number | null;
}

const MAX_PULLS = 100;

/** A pull request by its number. Throws what octokit throws. */
export async function pullRequest(client: GithubClient, number: number): Promise<PullRequestFacts> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return factsOf(data);
}

/** Open pull requests whose head is this commit: a push has no pull request of its own. */
export async function pullRequestsOfCommit(
  client: GithubClient,
  commit: string,
): Promise<readonly PullRequestFacts[]> {
  const pulls = await pullsOfCommit(client, commit);
  return pulls
    .filter(({ state }) => state === 'open')
    .map(factsOf)
    .filter(({ headSha }) => headSha === commit);
}

/** Open pull requests from a branch of a repository, which may be a fork. */
export async function pullRequestsOfBranch(
  client: GithubClient,
  head: { readonly owner: string; readonly branch: string },
): Promise<readonly PullRequestFacts[]> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const { data } = await octokit.rest.pulls.list({
    owner,
    repo,
    state: 'open',
    head: `${head.owner}:${head.branch}`,
    per_page: MAX_PULLS,
  });
  return data.map(factsOf);
}

type AnsweredPull = {
  readonly number: number;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly id: number } | null;
  };
};

function factsOf({ number, head }: AnsweredPull): PullRequestFacts {
  return { number, headSha: head.sha, headBranch: head.ref, headRepositoryId: head.repo?.id ?? null };
}
