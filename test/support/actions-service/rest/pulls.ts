import type { components } from '@octokit/openapi-types';
import { jsonReply } from '../exchange.ts';
import type { BoardPull, PullRequestBoard } from '../pull-request-board.ts';
import { labelDocument, repositoryDocument, userDocument } from './documents.ts';
import { pageReply } from './page.ts';
import { problem } from './rest-api.ts';
import type { RestRequest, RestRoute } from './route.ts';

type Schemas = components['schemas'];

const READS = { scope: 'pull-requests', level: 'read' } as const;
const PULLS = '/repos/{owner}/{repo}/pulls';

/** Pull requests: all, by head, by number, by commit. */
export function pullRoutes(board: PullRequestBoard): readonly RestRoute[] {
  return [
    { method: 'GET', path: PULLS, needs: READS, answer: (request) => listed(board, request) },
    {
      method: 'GET',
      path: `${PULLS}/{pull_number}`,
      needs: READS,
      answer(request) {
        const pull = board.pulls.find(({ number }) => String(number) === request.params.pull_number);
        return pull === undefined ? problem(404, 'Not Found') : jsonReply(fullDocument(pull, request));
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
      needs: READS,
      answer(request) {
        const { owner, repo, commit_sha } = request.params;
        const pulls = board.pulls.filter(
          ({ headSha, mergeCommit }) => headSha === commit_sha || mergeCommit === commit_sha,
        );
        const documents = pulls.map((pull) => simpleDocument(pull, request));
        return pageReply(documents, request, `/repos/${owner}/${repo}/commits/${commit_sha}/pulls`);
      },
    },
  ];
}

/** `head` is `OWNER:BRANCH`, and a head of another form filters nothing, as on GitHub. */
function listed(board: PullRequestBoard, request: RestRequest) {
  const { params, query } = request;
  const state = query.get('state') ?? 'open';
  const [owner, branch] = (query.get('head') ?? '').split(':');
  const found = board.pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (branch === undefined || (pull.headBranch === branch && pull.headRepository?.split('/')[0] === owner)),
  );
  const documents = found.map((pull) => simpleDocument(pull, request));
  return pageReply(documents, request, `/repos/${params.owner}/${params.repo}/pulls`);
}

const OPENED = '2026-11-14T09:00:00Z';

function simpleDocument(pull: BoardPull, { params, apiUrl }: RestRequest): Schemas['pull-request-simple'] {
  const { owner = '', repo = '' } = params;
  const url = `${apiUrl}/repos/${owner}/${repo}/pulls/${pull.number}`;
  const issue = `${apiUrl}/repos/${owner}/${repo}/issues/${pull.number}`;
  const page = `https://github.com/${owner}/${repo}/pull/${pull.number}`;
  const link = (href: string): Schemas['link'] => ({ href });
  return {
    id: 1_000 + pull.number,
    node_id: `PR_${pull.number}`,
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${url}/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${apiUrl}/repos/${owner}/${repo}/statuses/${pull.headSha}`,
    number: pull.number,
    state: pull.state,
    locked: pull.isLocked,
    title: pull.title,
    user: userDocument(pull.author, apiUrl),
    body: null,
    labels: pull.labels.map((name) => labelDocument(name, apiUrl)),
    milestone: null,
    created_at: OPENED,
    updated_at: OPENED,
    closed_at: null,
    merged_at: pull.mergeCommit === null ? null : OPENED,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    head: headDocument(pull, apiUrl),
    base: baseDocument(pull, { params, apiUrl }),
    _links: {
      comments: link(`${issue}/comments`),
      commits: link(`${url}/commits`),
      statuses: link(`${apiUrl}/repos/${owner}/${repo}/statuses/${pull.headSha}`),
      html: link(page),
      issue: link(issue),
      review_comments: link(`${url}/comments`),
      review_comment: link(`${url}/comments{/number}`),
      self: link(url),
    },
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
  };
}

function fullDocument(pull: BoardPull, request: RestRequest): Schemas['pull-request'] {
  const { labels, ...simple } = simpleDocument(pull, request);
  return {
    ...simple,
    user: userDocument(pull.author, request.apiUrl),
    head: headDocument(pull, request.apiUrl),
    base: baseDocument(pull, request),
    state: pull.state,
    labels: pull.labels.map((name) => labelDocument(name, request.apiUrl)),
    merged: false,
    mergeable: null,
    mergeable_state: 'unknown',
    merged_by: null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  };
}

function baseDocument({ baseBranch }: BoardPull, { params, apiUrl }: Pick<RestRequest, 'params' | 'apiUrl'>) {
  const { owner = '', repo = '' } = params;
  return {
    label: `${owner}:${baseBranch}`,
    ref: baseBranch,
    repo: fullRepository(owner, repo, apiUrl),
    sha: 'a'.repeat(40),
    user: userDocument(owner, apiUrl, 'Organization'),
  };
}

/** The description says that a head always has a repository; that of a deleted fork is null all the same. */
function headDocument(pull: BoardPull, apiUrl: string): Schemas['pull-request']['head'] {
  const [owner = '', name = ''] = (pull.headRepository ?? '/').split('/');
  const head = {
    label: `${owner}:${pull.headBranch}`,
    ref: pull.headBranch,
    repo: pull.headRepository === null ? null : fullRepository(owner, name, apiUrl),
    sha: pull.headSha,
    user: userDocument(owner, apiUrl),
  };
  return head as Schemas['pull-request']['head'];
}

function fullRepository(owner: string, name: string, apiUrl: string): Schemas['repository'] {
  const url = `https://github.com/${owner}/${name}`;
  return {
    ...repositoryDocument(owner, name, apiUrl),
    license: null,
    forks: 0,
    permissions: { admin: false, pull: true, push: false },
    clone_url: `${url}.git`,
    git_url: `${url}.git`,
    ssh_url: `git@github.com:${owner}/${name}.git`,
    svn_url: url,
    mirror_url: null,
    homepage: null,
    language: null,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    size: 1,
    default_branch: 'main',
    open_issues_count: 0,
    open_issues: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    archived: false,
    disabled: false,
    pushed_at: OPENED,
    created_at: OPENED,
    updated_at: OPENED,
  } as Schemas['repository'];
}
