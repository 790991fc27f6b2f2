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
 * Who the token writes as. GraphQL tells both apps and people; REST tells people only, and is asked where there is no GraphQL.
 */
export async function tokenOwner(client: GithubClient): Promise<TokenOwner> {
  return (await viewer(client)) ?? (await user(client)) ?? USUAL;
}

async function viewer(client: GithubClient): Promise<TokenOwner | null> {
  const octokit = await client.octokit();
  try {
    const answer: unknown = await octokit.graphql('query { viewer { login } }');
    const found = isRecord(answer) ? answer.viewer : null;
    return isRecord(found) && typeof found.login === 'string' ? ownerOf(found.login) : null;
  } catch {
    return null;
  }
}

async function user(client: GithubClient): Promise<TokenOwner | null> {
  const octokit = await client.octokit();
  try {
    return ownerOf((await octokit.rest.users.getAuthenticated()).data.login);
  } catch {
    return null;
  }
}

function ownerOf(login: string): TokenOwner {
  return { login: login.replace(BOT, ''), isBot: BOT.test(login) };
}

/** Whether a comment was written by the owner: another one's is never touched, whatever it says. */
export function isWrittenBy({ author }: IssueComment, { login, isBot }: TokenOwner): boolean {
  return author.isBot === isBot && author.login.replace(BOT, '') === login;
}
