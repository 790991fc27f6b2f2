import { eachPage } from './each-page.ts';
import type { GithubClient, Octokit } from './github-client.ts';

type ListPulls = Octokit['rest']['repos']['listPullRequestsAssociatedWithCommit'];
export type PullOfCommit = Awaited<ReturnType<ListPulls>>['data'][number];

/** No commit is in more; a bound all the same. */
const MAX_PAGES = 3;

/** Pull requests that have to do with a commit: it is their head, their merge, or one of theirs. Throws what octokit throws. */
export async function pullsOfCommit(client: GithubClient, commit: string): Promise<readonly PullOfCommit[]> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  return eachPage({ size: 100, maxPages: MAX_PAGES }, async (page) => {
    const question = { owner, repo, commit_sha: commit, ...page };
    return (await octokit.rest.repos.listPullRequestsAssociatedWithCommit(question)).data;
  });
}
