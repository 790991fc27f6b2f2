import { readFile } from 'node:fs/promises';
import { isRecord, parseJson } from '../../lib/json-guard.ts';

/** What the event that started a workflow tells beside the variables. */
export interface GithubEvent {
  readonly pullRequest: number | null;
  readonly defaultBranch: string | null;
}

const NOTHING: GithubEvent = { pullRequest: null, defaultBranch: null };

/** Reads the file that GITHUB_EVENT_PATH names; what cannot be read tells nothing. */
export async function readGithubEvent(path: string | undefined): Promise<GithubEvent> {
  if (path === undefined || path === '') return NOTHING;
  const text = await readFile(path, 'utf8').catch(() => '');
  return githubEventOf(parseJson(text));
}

/** Under `pull_request_target` the ref is the base branch: only the event knows that a pull request is at work. */
export function githubEventOf(event: unknown): GithubEvent {
  if (!isRecord(event)) return NOTHING;
  const { pull_request: pull, repository } = event;
  const number = isRecord(pull) ? pull.number : null;
  const name = isRecord(repository) ? repository.default_branch : null;
  return {
    pullRequest: typeof number === 'number' ? number : null,
    defaultBranch: typeof name === 'string' && name !== '' ? name : null,
  };
}
