import path from 'node:path';
import { type GithubEvent, readGithubEvent } from '../adapters/node/github-event.ts';
import { GateError } from '../model/gate-error.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The job that the Action runs in, as the runner tells it. */
export interface RunnerJob {
  /** `push`, `pull_request`, ... */
  readonly eventName: string;
  readonly event: GithubEvent;
  readonly owner: string;
  readonly repo: string;
  /** `https://github.com/octo/shop` */
  readonly repositoryUrl: string;
  readonly apiUrl: string;
  readonly runUrl: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** File name of the workflow: `perf.yml`; empty where it is none of this repository. */
  readonly workflow: string;
  /** `GITHUB_SHA`: of a pull request its merge with the base. */
  readonly sha: string;
  /** Empty where a deployment names a commit alone. */
  readonly ref: string;
  /** Of a pull request or a merge queue; `null` elsewhere. */
  readonly baseBranch: string | null;
  readonly defaultBranch: string;
  readonly actor: string;
  readonly workspace: string;
}

const NEEDED = ['GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_SHA'] as const;

/**
 * Reads what the runner sets. Events without a payload, as of a schedule, tell less and are no error.
 * @throws GateError USAGE outside of GitHub Actions
 */
export async function readRunnerJob(variables: Variables, cwd: string): Promise<RunnerJob> {
  const missing = NEEDED.filter((name) => (variables[name] ?? '') === '');
  if (variables.GITHUB_ACTIONS !== 'true' || missing.length > 0) throw outsideActions(missing);
  const event = await readGithubEvent(variables.GITHUB_EVENT_PATH);
  const { GITHUB_REPOSITORY = '', GITHUB_RUN_ID = '', GITHUB_SERVER_URL = 'https://github.com' } = variables;
  const [owner = '', repo = ''] = GITHUB_REPOSITORY.split('/');
  const repositoryUrl = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  return {
    eventName: variables.GITHUB_EVENT_NAME ?? '',
    event,
    owner,
    repo,
    repositoryUrl,
    apiUrl: variables.GITHUB_API_URL || 'https://api.github.com',
    runUrl: `${repositoryUrl}/actions/runs/${GITHUB_RUN_ID}`,
    runId: Number(GITHUB_RUN_ID),
    runAttempt: Number(variables.GITHUB_RUN_ATTEMPT || '1'),
    workflow: workflowOf(variables),
    sha: variables.GITHUB_SHA ?? '',
    ref: variables.GITHUB_REF ?? '',
    baseBranch: variables.GITHUB_BASE_REF || (event.pull?.baseBranch ?? event.queuedInto),
    defaultBranch: event.defaultBranch ?? scheduledBranch(variables) ?? 'main',
    actor: variables.GITHUB_TRIGGERING_ACTOR || variables.GITHUB_ACTOR || 'somebody',
    workspace: path.resolve(cwd, variables.GITHUB_WORKSPACE || '.'),
  };
}

/** Schedules run on the default branch alone. */
function scheduledBranch({ GITHUB_EVENT_NAME, GITHUB_REF }: Variables): string | null {
  if (GITHUB_EVENT_NAME !== 'schedule') return null;
  return /^refs\/heads\/(.+)$/.exec(GITHUB_REF ?? '')?.[1] ?? null;
}

/** A workflow that an organisation requires lies in another repository; asked for here, there would be no such workflow. */
function workflowOf({ GITHUB_WORKFLOW_REF = '', GITHUB_REPOSITORY = '' }: Variables): string {
  const isOurs = GITHUB_WORKFLOW_REF.toLowerCase().startsWith(`${GITHUB_REPOSITORY.toLowerCase()}/`);
  return isOurs ? (/([^/]+)@/.exec(GITHUB_WORKFLOW_REF)?.[1] ?? '') : '';
}

function outsideActions(missing: readonly string[]): GateError {
  const what = missing.length === 0 ? 'GITHUB_ACTIONS is not "true"' : `${missing.join(', ')} not set`;
  return new GateError(
    'USAGE',
    `dist/action.mjs is started by a runner of GitHub Actions; this is none (${what})`,
    {
      fault: 'user',
      hint: 'Elsewhere use the command line: node dist/cli.mjs run SCRIPT, or node dist/cli.mjs --help.',
    },
  );
}
