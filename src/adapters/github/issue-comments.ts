import { isRecord } from '../../lib/json-guard.ts';
import type { GithubClient } from './github-client.ts';

/** A comment on an issue or pull request. */
export interface IssueComment {
  readonly id: number;
  readonly url: string;
  readonly author: { readonly login: string; readonly isBot: boolean };
  readonly body: string;
}

/** Comments of one pull request. All of these throw what octokit throws. */
export interface IssueComments {
  /** All that begin so, oldest first, whoever wrote them. */
  startingWith(start: string): Promise<readonly IssueComment[]>;
  create(body: string): Promise<IssueComment>;
  /** `null` where it is not there any more. */
  update(id: number, body: string): Promise<IssueComment | null>;
  /** Also well where it is not there any more. */
  remove(id: number): Promise<void>;
}

const PER_PAGE = 100;
/** More than any pull request has; a bound all the same. */
const MAX_PAGES = 100;

export function issueComments(client: GithubClient, issue: number): IssueComments {
  const { owner, repo } = client;
  const place = { owner, repo, issue_number: issue };
  return {
    async startingWith(start) {
      const octokit = await client.octokit();
      const found: IssueComment[] = [];
      let pages = 0;
      const all = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...place,
        per_page: PER_PAGE,
      });
      for await (const { data } of all) {
        found.push(...data.map(commentOf).filter(({ body }) => body.startsWith(start)));
        if (++pages >= MAX_PAGES) break;
      }
      return found.toSorted((a, b) => a.id - b.id);
    },
    async create(body) {
      const octokit = await client.octokit();
      return commentOf((await octokit.rest.issues.createComment({ ...place, body })).data);
    },
    async update(id, body) {
      const octokit = await client.octokit();
      const { data } = await orGone(
        octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }),
      ).then((answer) => answer ?? { data: null });
      return data === null ? null : commentOf(data);
    },
    async remove(id) {
      const octokit = await client.octokit();
      await orGone(octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }));
    },
  };
}

type AnsweredComment = {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string;
  readonly user: { readonly login: string; readonly type?: string } | null;
};

function commentOf({ id, html_url, body, user }: AnsweredComment): IssueComment {
  const author = { login: user?.login ?? '', isBot: user?.type === 'Bot' };
  return { id, url: html_url, author, body: body ?? '' };
}

async function orGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRecord(error) && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}
