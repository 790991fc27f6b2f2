import { type GithubClient, makeGithubClient } from '../../src/adapters/github/github-client.ts';
import {
  makePullRequestCommentSink,
  type PullRequestCommentOptions,
} from '../../src/adapters/github/pull-request-comment-sink.ts';
import type { Run } from '../../src/model/run.ts';
import { type ActionsService, startActionsService } from './actions-service/actions-service.ts';
import { PullRequestBoard } from './actions-service/pull-request-board.ts';
import { issueRoutes } from './actions-service/rest/issues.ts';
import { pullRoutes } from './actions-service/rest/pulls.ts';
import type { TokenPermissions } from './actions-service/rest/route.ts';
import { aRun } from './run-builder.ts';
import { seededRandom } from './seeded-random.ts';

export const RUNS: readonly [Run, ...Run[]] = [aRun()];
export const REPOSITORY = 'https://github.com/octo/shop';

/** GitHub on loopback with pull requests, and sinks that write there. */
export interface CommentWorld {
  readonly service: ActionsService;
  readonly board: PullRequestBoard;
  /** What a refused comment left for the page of the run. */
  readonly refused: string[];
  /** `timeoutMs`: short where a test waits for it, long where a busy machine must not matter. */
  client(permissions?: TokenPermissions, timeoutMs?: number): GithubClient;
  sink(options?: Partial<PullRequestCommentOptions>): ReturnType<typeof makePullRequestCommentSink>;
}

const WRITES: TokenPermissions = { 'pull-requests': 'write' };

export async function startCommentWorld(): Promise<CommentWorld> {
  const board = new PullRequestBoard();
  const service = await startActionsService({ routes: [...issueRoutes(board), ...pullRoutes(board)] });
  const refused: string[] = [];
  const client = (permissions: TokenPermissions = WRITES, timeoutMs = 10_000) =>
    makeGithubClient({
      owner: 'octo',
      repo: 'shop',
      token: service.issueToken(permissions),
      apiUrl: service.apiUrl,
      bounds: { timeoutMs, attempts: 3, maxWaitMs: 5_000 },
      wait: async () => {},
    });
  const random = seededRandom(1);
  return {
    service,
    board,
    refused,
    client,
    sink: (options = {}) =>
      makePullRequestCommentSink({
        client: client(),
        mode: 'always',
        id: 'perf',
        pull: 7,
        head: null,
        isFork: false,
        links: { repository: REPOSITORY, run: `${REPOSITORY}/actions/runs/42`, artifact: null },
        leg: null,
        legs: 1,
        acceptLabel: 'perf-gate:accept',
        onRefused: async (markdown) => void refused.push(markdown),
        wait: async () => {},
        random,
        ...options,
      }),
  };
}
