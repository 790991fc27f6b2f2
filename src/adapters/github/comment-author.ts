import { isRecord } from '../../lib/json-guard.ts';
import type { GithubClient } from './github-client.ts';
import type { IssueComment } from './issue-comments.ts';

/** Who a token writes as. */
export interface TokenOwner {
  readonly login: string;
  readonly isBot: boolean;
}

/** The token of every job, where GitHub does not say whose a token is. */
const USUAL: TokenOwner = { login: 'github-actions', isBot: true };
const BOT = /\[bot\]$/;

/**
 * Who the token writes as. REST does not tell a token of an app (such as GITHUB_TOKEN) who it is; GraphQL tells both
 * apps and people.
 */
export async function tokenOwner(client: GithubClient): Promise<TokenOwner> {
  const octokit = await client.octokit();
  try {
    const answer: unknown = await octokit.graphql('query { viewer { login } }');
    const viewer = isRecord(answer) ? answer.viewer : null;
    const login = isRecord(viewer) && typeof viewer.login === 'string' ? viewer.login : '';
    return login === '' ? USUAL : { login: login.replace(BOT, ''), isBot: BOT.test(login) };
  } catch {
    return USUAL;
  }
}

/** Whether a comment was written by the owner: another one's is never touched, whatever it says. */
export function isWrittenBy({ author }: IssueComment, { login, isBot }: TokenOwner): boolean {
  return author.isBot === isBot && author.login.replace(BOT, '') === login;
}
