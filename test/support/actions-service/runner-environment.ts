import { type CacheScope, makeRuntimeToken } from './runtime-token.ts';
import { runBackendId } from './workflow-runs.ts';

/** The job whose environment is wanted. */
export interface RunnerJob {
  /** `refs/heads/main` by default; `refs/pull/7/merge` for a pull request. */
  readonly ref?: string;
  /** Of a pull request: `main`. */
  readonly baseRef?: string;
  readonly headRef?: string;
  /** `push` by default. */
  readonly event?: string;
  readonly sha?: string;
  readonly runId?: number;
  readonly attempt?: number;
  readonly job?: string;
  /** `read`: a token that may not write caches. `none`: nor read them. */
  readonly cacheAccess?: 'write' | 'read' | 'none';
  /** Services whose address leads nowhere: connections are refused. */
  readonly refused?: readonly ('results' | 'api')[];
}

export interface RunnerService {
  readonly origin: string;
  readonly apiUrl: string;
  /** Where nothing listens. */
  readonly refusedUrl: string;
  readonly repository: string;
  readonly defaultBranch: string;
}

/** The variables of a job, as the runner sets them; files, inputs and tokens of the API are the caller's. */
export function runnerEnvironment(service: RunnerService, job: RunnerJob = {}): Record<string, string> {
  const { ref = 'refs/heads/main', event = 'push', runId = 1, attempt = 1, refused = [] } = job;
  const runtimeToken = makeRuntimeToken({
    runBackendId: runBackendId(runId),
    jobBackendId: `job-${job.job ?? 'perf'}-${attempt}`,
    scopes: scopesOf(service, job),
  });
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: refused.includes('api') ? service.refusedUrl : service.apiUrl,
    GITHUB_REPOSITORY: service.repository,
    GITHUB_REPOSITORY_OWNER: service.repository.split('/')[0] ?? '',
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_BASE_REF: job.baseRef ?? '',
    GITHUB_HEAD_REF: job.headRef ?? '',
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: job.sha ?? 'a'.repeat(40),
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_NUMBER: String(runId),
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_JOB: job.job ?? 'perf',
    GITHUB_WORKFLOW: 'perf',
    GITHUB_WORKFLOW_REF: `${service.repository}/.github/workflows/perf.yml@${ref}`,
    GITHUB_RETENTION_DAYS: '90',
    ACTIONS_RESULTS_URL: refused.includes('results') ? service.refusedUrl : `${service.origin}/`,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
  };
}

/** A ref reads its own caches, its base's and the default branch's, in this order, and writes only its own. */
function scopesOf({ defaultBranch }: RunnerService, job: RunnerJob): readonly CacheScope[] {
  const { ref = 'refs/heads/main', baseRef, cacheAccess = 'write' } = job;
  if (cacheAccess === 'none') return [];
  const base = baseRef === undefined ? [] : [`refs/heads/${baseRef}`];
  const refs = new Set([ref, ...base, `refs/heads/${defaultBranch}`]);
  return [...refs].map((scope) => ({ ref: scope, canWrite: cacheAccess === 'write' && scope === ref }));
}
