import type { components } from '@octokit/openapi-types';
import { jsonReply } from '../exchange.ts';
import type { WorkflowRun, WorkflowRuns } from '../workflow-runs.ts';
import { repositoryDocument } from './documents.ts';
import { pageReply } from './page.ts';
import { problem } from './rest-api.ts';
import type { RestRequest, RestRoute } from './route.ts';

const READS_ACTIONS = { scope: 'actions', level: 'read' } as const;

/** Runs of workflows, newest first, with the filters that GitHub has. */
export function runRoutes(workflows: WorkflowRuns): readonly RestRoute[] {
  return [
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs',
      needs: READS_ACTIONS,
      answer: (request) => listed(workflows.runs, request, 'runs'),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
      needs: READS_ACTIONS,
      answer(request) {
        const { workflow_id = '' } = request.params;
        const runs = workflows.runs.filter(
          ({ workflowPath }) =>
            workflowPath.endsWith(`/${workflow_id}`) || String(workflowId(workflowPath)) === workflow_id,
        );
        if (runs.length === 0 && workflows.runs.length > 0) return problem(404, 'Not Found');
        return listed(runs, request, `workflows/${workflow_id}/runs`);
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
      needs: READS_ACTIONS,
      answer(request) {
        const run = workflows.runs.findLast(({ id }) => String(id) === request.params.run_id);
        return run === undefined ? problem(404, 'Not Found') : jsonReply(runDocument(run, request));
      },
    },
  ];
}

function listed(runs: readonly WorkflowRun[], request: RestRequest, under: string) {
  const { params, query } = request;
  const wanted = (name: string, ...values: readonly (string | null)[]) =>
    query.get(name) === null || values.includes(query.get(name));
  const found = runs.filter(
    (run) =>
      wanted('branch', run.branch) &&
      wanted('event', run.event) &&
      wanted('head_sha', run.sha) &&
      wanted('status', run.status, run.conclusion),
  );
  const documents = found.toReversed().map((run) => runDocument(run, request));
  const path = `/repos/${params.owner}/${params.repo}/actions/${under}`;
  return pageReply(documents, request, path, 'workflow_runs');
}

function runDocument(run: WorkflowRun, { params, apiUrl }: RestRequest) {
  const { owner = '', repo = '' } = params;
  const url = `${apiUrl}/repos/${owner}/${repo}/actions/runs/${run.id}`;
  const [headOwner = '', headName = ''] = run.headRepository.split('/');
  const document: components['schemas']['workflow-run'] = {
    id: run.id,
    name: 'perf',
    node_id: `WFR_${run.id}`,
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflowPath,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run.workflowPath),
    url,
    html_url: `https://github.com/${owner}/${repo}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${apiUrl}/repos/${owner}/${repo}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${apiUrl}/repos/${owner}/${repo}/actions/workflows/${workflowId(run.workflowPath)}`,
    head_commit: null,
    repository: repositoryDocument(owner, repo, apiUrl),
    head_repository: repositoryDocument(headOwner, headName, apiUrl),
    display_title: 'perf',
  };
  return document;
}

function workflowId(path: string): number {
  return 100 + [...path].reduce((sum, character) => sum + character.charCodeAt(0), 0);
}
