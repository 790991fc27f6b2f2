import { eachPage } from './each-page.ts';
import type { GithubClient } from './github-client.ts';
import { type PullOfCommit, pullsOfCommit } from './pulls-of-commit.ts';

export interface LabelledPull {
  readonly number: number;
  readonly title: string;
  readonly labels: readonly string[];
}

const PAGE = 100;
/** Of events of a pull request; one with more has other worries. */
const MAX_PAGES = 10;

/** A pull request with the labels that it has now. Throws what octokit throws, as all of these. */
export async function labelsOfPull(client: GithubClient, number: number): Promise<LabelledPull> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return { number, title: data.title, labels: data.labels.map(({ name }) => name) };
}

/** Open pull requests into a branch whose head is this very commit. */
export async function openPullsOf(
  client: GithubClient,
  head: string,
  branch: string,
): Promise<readonly LabelledPull[]> {
  const pulls = await pullsOfCommit(client, head);
  return pulls
    .filter((pull) => pull.state === 'open' && pull.head.sha === head && pull.base.ref === branch)
    .map(labelledPull);
}

/** Pull requests that were merged into a branch by this very commit: others only contain it. */
export async function mergedPullsOf(
  client: GithubClient,
  commit: string,
  branch: string,
): Promise<readonly LabelledPull[]> {
  const pulls = await pullsOfCommit(client, commit);
  return pulls
    .filter(
      ({ merged_at, merge_commit_sha, base }) =>
        merged_at !== null && merge_commit_sha === commit && base.ref === branch,
    )
    .map(labelledPull);
}

function labelledPull({ number, title, labels }: PullOfCommit): LabelledPull {
  return { number, title, labels: labels.map(({ name }) => name) };
}

/** Who set a label last, and when (ISO 8601); `null` where the events do not tell. */
export async function labelledBy(
  client: GithubClient,
  number: number,
  label: string,
): Promise<{ readonly by: string; readonly at: string } | null> {
  const octokit = await client.octokit();
  const { owner, repo } = client;
  const events = await eachPage({ size: PAGE, maxPages: MAX_PAGES }, async (page) => {
    return (await octokit.rest.issues.listEvents({ owner, repo, issue_number: number, ...page })).data;
  });
  let last: { readonly by: string; readonly at: string } | null = null;
  for (const event of events) {
    if (event.event !== 'labeled' || !('label' in event) || event.label?.name !== label) continue;
    if (event.actor !== null) last = { by: event.actor.login, at: new Date(event.created_at).toISOString() };
  }
  return last;
}
