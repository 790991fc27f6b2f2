import type { components } from '@octokit/openapi-types';
import { isRecord } from '../../../../src/lib/json-guard.ts';
import { jsonReply } from '../exchange.ts';
import type { BoardComment, PullRequestBoard } from '../pull-request-board.ts';
import { labelDocument, userDocument } from './documents.ts';
import { pageReply } from './page.ts';
import { problem } from './rest-api.ts';
import type { RestRequest, RestRoute } from './route.ts';

const READS = { scope: 'pull-requests', level: 'read' } as const;
const WRITES = { scope: 'pull-requests', level: 'write' } as const;
const MAX_BODY = 65_536;
const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

/** Comments and labels of pull requests, which GitHub keeps as those of issues, and who the token is. */
export function issueRoutes(board: PullRequestBoard): readonly RestRoute[] {
  return [
    { method: 'GET', path: COMMENTS, needs: READS, answer: (request) => listed(board, request) },
    { method: 'POST', path: COMMENTS, needs: WRITES, answer: (request) => created(board, request) },
    {
      method: 'GET',
      path: COMMENT,
      needs: READS,
      answer: (request) => withComment(board, request, (comment) => answered(comment, request)),
    },
    {
      method: 'PATCH',
      path: COMMENT,
      needs: WRITES,
      answer: (request) =>
        withComment(board, request, (comment) => {
          const refusal = refusedBody(request);
          if (refusal !== null) return refusal;
          comment.body = bodyOf(request);
          return answered(comment, request);
        }),
    },
    {
      method: 'DELETE',
      path: COMMENT,
      needs: WRITES,
      answer: (request) =>
        withComment(board, request, ({ id }) => {
          board.remove(id);
          return { status: 204 };
        }),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
      needs: READS,
      answer(request) {
        const pull = board.pulls.find(({ number }) => String(number) === request.params.issue_number);
        if (pull === undefined) return problem(404, 'Not Found');
        const labels = pull.labels.map((name) => labelDocument(name, request.apiUrl));
        const { owner, repo, issue_number } = request.params;
        return pageReply(labels, request, `/repos/${owner}/${repo}/issues/${issue_number}/labels`);
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/issues/{issue_number}/events',
      needs: READS,
      answer: (request) => labelEvents(board, request),
    },
    {
      method: 'GET',
      path: '/user',
      needs: null,
      answer: ({ apiUrl }) =>
        board.viewer.endsWith('[bot]')
          ? problem(403, 'Resource not accessible by integration')
          : jsonReply(userDocument(board.viewer, apiUrl)),
    },
    {
      method: 'POST',
      path: '/graphql',
      needs: null,
      answer: () => jsonReply({ data: { viewer: { login: board.viewer } } }),
    },
  ];
}

function listed(board: PullRequestBoard, request: RestRequest) {
  const { owner, repo, issue_number = '' } = request.params;
  const documents = board.of(Number(issue_number)).map((comment) => commentDocument(comment, request));
  const reply = pageReply(documents, request, `/repos/${owner}/${repo}/issues/${issue_number}/comments`);
  const after = board.afterNextList;
  board.afterNextList = null;
  after?.();
  return reply;
}

function labelEvents(board: PullRequestBoard, request: RestRequest) {
  const { owner, repo, issue_number } = request.params;
  const events = board.labelEvents.filter(({ issue }) => String(issue) === issue_number);
  const documents = events.map((event, index): components['schemas']['labeled-issue-event'] => ({
    id: index + 1,
    node_id: `LE_${index + 1}`,
    url: `${request.apiUrl}/repos/${owner}/${repo}/issues/events/${index + 1}`,
    actor: userDocument(event.actor, request.apiUrl),
    event: event.event,
    commit_id: null,
    commit_url: null,
    created_at: event.at,
    performed_via_github_app: null,
    label: { name: event.label, color: 'ededed' },
  }));
  return pageReply(documents, request, `/repos/${owner}/${repo}/issues/${issue_number}/events`);
}

function created(board: PullRequestBoard, request: RestRequest) {
  const number = Number(request.params.issue_number);
  const pull = board.pulls.find((one) => one.number === number);
  if (pull === undefined) return problem(404, 'Not Found');
  if (pull.isLocked) return problem(403, 'Unable to create comment because issue is locked.');
  const refusal = refusedBody(request);
  if (refusal !== null) return refusal;
  return jsonReply(commentDocument(board.comment(number, bodyOf(request)), request), 201);
}

function refusedBody(request: RestRequest) {
  const body = bodyOf(request);
  if (body !== '' && [...body].length <= MAX_BODY) return null;
  return problem(
    422,
    body === '' ? 'Body cannot be blank' : 'Body is too long (maximum is 65536 characters)',
  );
}

function bodyOf({ body }: RestRequest): string {
  return isRecord(body) && typeof body.body === 'string' ? body.body : '';
}

function withComment<T>(
  board: PullRequestBoard,
  { params }: RestRequest,
  answer: (comment: BoardComment) => T,
): T | ReturnType<typeof problem> {
  const comment = board.comments.find(({ id }) => String(id) === params.comment_id);
  return comment === undefined ? problem(404, 'Not Found') : answer(comment);
}

function answered(comment: BoardComment, request: RestRequest) {
  return jsonReply(commentDocument(comment, request));
}

const WRITTEN = '2026-11-14T10:00:00Z';

function commentDocument({ id, issue, author, body }: BoardComment, { params, apiUrl }: RestRequest) {
  const { owner, repo } = params;
  const document: components['schemas']['issue-comment'] = {
    id,
    node_id: `IC_${id}`,
    url: `${apiUrl}/repos/${owner}/${repo}/issues/comments/${id}`,
    html_url: `https://github.com/${owner}/${repo}/pull/${issue}#issuecomment-${id}`,
    body,
    user: userDocument(author, apiUrl, author.endsWith('[bot]') ? 'Bot' : 'User'),
    created_at: WRITTEN,
    updated_at: WRITTEN,
    issue_url: `${apiUrl}/repos/${owner}/${repo}/issues/${issue}`,
    author_association: 'NONE',
    performed_via_github_app: null,
  };
  return document;
}
