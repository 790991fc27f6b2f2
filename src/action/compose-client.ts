import { type GithubClient, makeGithubClient } from '../adapters/github/github-client.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';

/** GitHub in the name of `github-token`; `null` without one. */
export function clientOf(
  { githubToken }: Pick<ActionSettings, 'githubToken'>,
  { owner, repo, apiUrl }: RunnerJob,
): GithubClient | null {
  return githubToken === null ? null : makeGithubClient({ owner, repo, token: githubToken, apiUrl });
}
