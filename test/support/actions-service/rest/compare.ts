import type { components } from '@octokit/openapi-types';
import type { CommitGraph } from '../commit-graph.ts';
import { jsonReply } from '../exchange.ts';
import { problem } from './rest-api.ts';
import type { RestRequest, RestRoute } from './route.ts';

type Schemas = components['schemas'];

const COMPARE = '/repos/{owner}/{repo}/compare/{basehead}';

/** What a commit has over another one: a page of commits, oldest first, and how many there are in all. */
export function compareRoutes(graph: CommitGraph): readonly RestRoute[] {
  return [
    {
      method: 'GET',
      path: COMPARE,
      needs: { scope: 'contents', level: 'read' },
      answer(request) {
        const [base = '', head = ''] = (request.params.basehead ?? '').split('...');
        const commits = graph.between(base, head);
        return commits === null
          ? problem(404, 'Not Found')
          : jsonReply(comparison(graph, commits, base, request));
      },
    },
  ];
}

function comparison(
  graph: CommitGraph,
  commits: readonly string[],
  base: string,
  request: RestRequest,
): Schemas['commit-comparison'] {
  const perPage = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const page = Math.max(1, Number(request.query.get('page') ?? 1));
  const url = `https://github.com/${request.params.owner}/${request.params.repo}/compare`;
  const document = (sha: string) => commitDocument(sha, graph.parentsOf(sha), request);
  return {
    url: `${request.apiUrl}/compare`,
    html_url: url,
    permalink_url: url,
    diff_url: `${url}.diff`,
    patch_url: `${url}.patch`,
    base_commit: document(base),
    merge_base_commit: document(base),
    status: 'ahead',
    ahead_by: commits.length,
    behind_by: 0,
    total_commits: commits.length,
    commits: commits.slice((page - 1) * perPage, page * perPage).map(document),
    files: [],
  };
}

const WHO = { name: 'Octocat', email: 'octocat@github.com', date: '2026-11-14T09:00:00Z' };

function commitDocument(
  sha: string,
  parents: readonly string[],
  { params, apiUrl }: RestRequest,
): Schemas['commit'] {
  const { owner, repo } = params;
  const api = `${apiUrl}/repos/${owner}/${repo}/commits`;
  const page = `https://github.com/${owner}/${repo}/commit`;
  return {
    url: `${api}/${sha}`,
    sha,
    node_id: `C_${sha.slice(0, 7)}`,
    html_url: `${page}/${sha}`,
    comments_url: `${api}/${sha}/comments`,
    commit: {
      url: `${apiUrl}/repos/${owner}/${repo}/git/commits/${sha}`,
      author: WHO,
      committer: WHO,
      message: 'A change',
      comment_count: 0,
      tree: { sha, url: `${apiUrl}/repos/${owner}/${repo}/git/trees/${sha}` },
    },
    author: null,
    committer: null,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/${parent}`,
      html_url: `${page}/${parent}`,
    })),
  };
}
