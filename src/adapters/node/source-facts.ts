import { execFile } from 'node:child_process';
import type { SourceFacts } from '../../ports/environment.ts';
import { type GithubEvent, readGithubEvent } from './github-event.ts';

type Variables = Readonly<Record<string, string | undefined>>;
type Git = (...args: readonly string[]) => Promise<string | null>;

const GIT_TIMEOUT_MS = 5_000;

/** Asks git in a folder; `null` when there is no git, no repository or no answer. */
export function gitIn(cwd: string): Git {
  return (...args) =>
    new Promise((resolve) => {
      execFile('git', args, { cwd, timeout: GIT_TIMEOUT_MS, windowsHide: true }, (error, stdout) => {
        const text = String(stdout).trim();
        resolve(error === null && text !== '' ? text : null);
      });
    });
}

/** What CI says of the code under test, completed by git; facts that nobody knows are `null`. */
export async function sourceFacts(variables: Variables, git: Git): Promise<SourceFacts> {
  const ci = await ciFacts(variables, git);
  const commit = ci.commit ?? (await git('rev-parse', 'HEAD'));
  return {
    commit,
    parentCommit: ci.parentCommit ?? (await parentOf(commit, git)),
    branch: ci.isUnnamed === true ? null : (ci.branch ?? (await currentBranch(git))),
    defaultBranch: ci.defaultBranch ?? (await defaultBranch(git)),
    pullRequest: ci.pullRequest ?? null,
    runUrl: ci.runUrl ?? null,
    job: ci.job ?? null,
    actor: ci.actor ?? loginOf(variables) ?? (await git('config', '--get', 'user.name')),
  };
}

/** Who is logged in; containers and services often set none of these. */
function loginOf({ USER, LOGNAME, USERNAME }: Variables): string | null {
  return text(USER) ?? text(LOGNAME) ?? text(USERNAME);
}

/** Shallow clones do not know it. */
async function parentOf(commit: string | null, git: Git): Promise<string | null> {
  return commit === null ? null : git('rev-parse', '--verify', '--quiet', `${commit}^`);
}

async function currentBranch(git: Git): Promise<string | null> {
  const name = await git('rev-parse', '--abbrev-ref', 'HEAD');
  return name === 'HEAD' ? null : (name ?? (await git('symbolic-ref', '--short', 'HEAD')));
}

/** The remote's default branch when it is known, else a local `main` or `master`. */
async function defaultBranch(git: Git): Promise<string | null> {
  const remote = await git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  if (remote !== null) return remote.replace(/^origin\//, '');
  for (const name of ['main', 'master'])
    if ((await git('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) !== null) return name;
  return null;
}

interface CiFacts extends Partial<SourceFacts> {
  /** The branch is not known, whatever git calls it. */
  readonly isUnnamed?: boolean;
}

async function ciFacts(variables: Variables, git: Git): Promise<CiFacts> {
  if (variables.GITHUB_ACTIONS === 'true') {
    const facts = githubFacts(variables, await readGithubEvent(variables.GITHUB_EVENT_PATH));
    return facts.pullRequest === null ? { ...facts, ...(await otherCheckout(variables, git)) } : facts;
  }
  if (variables.GITLAB_CI === 'true') return gitlabFacts(variables);
  if (variables.JENKINS_URL !== undefined) return jenkinsFacts(variables);
  return {};
}

/**
 * Of a pull request GITHUB_SHA is a merge that nobody has seen: its head is the commit that people know, and the base
 * that it was merged with is its parent. Under `pull_request_target` the base itself is checked out.
 */
function githubFacts(variables: Variables, event: GithubEvent): Partial<SourceFacts> {
  const pull = /^refs\/pull\/(\d+)\//.exec(variables.GITHUB_REF ?? '');
  const merged = pull === null ? null : event.pull;
  const repository = `${variables.GITHUB_SERVER_URL}/${variables.GITHUB_REPOSITORY}`;
  const run = variables.GITHUB_RUN_ID;
  return {
    commit: merged?.headSha ?? text(variables.GITHUB_SHA),
    parentCommit: merged?.baseSha ?? null,
    branch: text(variables.GITHUB_HEAD_REF) ?? branchOfRef(variables),
    // Schedules run on it alone, and may come without a payload.
    defaultBranch:
      event.defaultBranch ?? (variables.GITHUB_EVENT_NAME === 'schedule' ? branchOfRef(variables) : null),
    pullRequest: pull === null ? (event.pull?.number ?? null) : Number(pull[1]),
    runUrl: run === undefined ? null : `${repository}/actions/runs/${run}`,
    job:
      run === undefined
        ? null
        : `github-${run}-${variables.GITHUB_RUN_ATTEMPT ?? '1'}-${variables.GITHUB_JOB ?? ''}`,
    actor: text(variables.GITHUB_ACTOR),
  };
}

const STARTED_BY_HAND: ReadonlySet<string> = new Set(['workflow_dispatch', 'repository_dispatch']);

/**
 * A run of main that somebody started may have checked out another commit of the repository (`ref:` of actions/checkout).
 * What is measured then is that commit, which must not join main's baseline. Whoever starts a run by hand may name any
 * commit of any repository, and a branch of a fork may be called main, too: then no branch is believed. On other events
 * the workflow alone says what is checked out, and one of another repository is what it always measures.
 */
async function otherCheckout(variables: Variables, git: Git): Promise<CiFacts> {
  const head = await git('rev-parse', 'HEAD');
  if (head === null || head === variables.GITHUB_SHA) return {};
  if (STARTED_BY_HAND.has(variables.GITHUB_EVENT_NAME ?? '')) return { commit: head, isUnnamed: true };
  const origin = await git('config', '--get', 'remote.origin.url');
  const isOurs = origin?.replace(/\.git$/, '').endsWith(`/${variables.GITHUB_REPOSITORY}`) === true;
  return isOurs ? { commit: head, branch: await currentBranch(git) } : {};
}

/** A tag that is called like a branch is none. */
function branchOfRef({ GITHUB_REF_TYPE, GITHUB_REF_NAME }: Variables): string | null {
  return GITHUB_REF_TYPE === 'tag' ? null : text(GITHUB_REF_NAME);
}

function gitlabFacts(variables: Variables): Partial<SourceFacts> {
  const merge = text(variables.CI_MERGE_REQUEST_IID);
  return {
    commit: text(variables.CI_COMMIT_SHA),
    branch: text(variables.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME) ?? text(variables.CI_COMMIT_REF_NAME),
    defaultBranch: text(variables.CI_DEFAULT_BRANCH),
    pullRequest: merge === null ? null : Number(merge),
    runUrl: text(variables.CI_JOB_URL),
    job: prefixed('gitlab-', variables.CI_JOB_ID),
    actor: text(variables.GITLAB_USER_LOGIN),
  };
}

function jenkinsFacts(variables: Variables): Partial<SourceFacts> {
  const change = text(variables.CHANGE_ID);
  return {
    commit: text(variables.GIT_COMMIT),
    branch:
      text(variables.CHANGE_BRANCH) ?? text(variables.BRANCH_NAME) ?? remoteBranch(variables.GIT_BRANCH),
    pullRequest: change !== null && /^\d+$/.test(change) ? Number(change) : null,
    runUrl: text(variables.BUILD_URL),
    job: prefixed('jenkins-', variables.BUILD_TAG),
    actor: text(variables.BUILD_USER_ID),
  };
}

/** Jobs of one branch have no BRANCH_NAME, but the git plugin's `origin/main`; `detached` names none. */
function remoteBranch(value: string | undefined): string | null {
  const name = text(value);
  return name === null || name === 'detached' ? null : name.replace(/^origin\//, '');
}

function text(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function prefixed(prefix: string, value: string | undefined): string | null {
  const found = text(value);
  return found === null ? null : `${prefix}${found}`;
}
