import type { BoardPull } from './actions-service/pull-request-board.ts';

/** Ids as the double's REST API gives them to repositories. */
export interface EventFacts {
  readonly runId: number;
  readonly pull: BoardPull;
  readonly headRepositoryId: number;
  readonly repository?: string;
  readonly event?: string;
}

/** As much of GitHub's `workflow_run` payload as a companion reads; `pull_requests` is empty for forks. */
export function aWorkflowRunEvent(facts: EventFacts): Record<string, unknown> {
  const { runId, pull, headRepositoryId, repository = 'octo/shop', event = 'pull_request' } = facts;
  const [owner = ''] = (pull.headRepository ?? '').split('/');
  return {
    action: 'completed',
    workflow_run: {
      id: runId,
      html_url: `https://github.com/${repository}/actions/runs/${runId}`,
      event,
      head_sha: pull.headSha,
      head_branch: pull.headBranch,
      head_repository: { id: headRepositoryId, full_name: pull.headRepository, owner: { login: owner } },
      repository: { id: 1, full_name: repository },
      pull_requests: [],
    },
  };
}
