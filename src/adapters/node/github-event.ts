import { readFile } from 'node:fs/promises';
import { isRecord, parseJson } from '../../lib/json-guard.ts';

/** What an event tells of its pull request. */
export interface PullRequestEvent {
  readonly number: number;
  readonly title: string;
  /** Newest commit of the branch; what is checked out is its merge with the base. */
  readonly headSha: string | null;
  readonly mergeSha: string | null;
  readonly baseSha: string | null;
  readonly baseBranch: string | null;
  /** The head is in another repository, or in one that is gone. */
  readonly isFork: boolean;
  readonly labels: readonly string[];
}

/** What the event that started a workflow tells beside the variables. Events of schedules and the like tell little. */
export interface GithubEvent {
  readonly pull: PullRequestEvent | null;
  readonly defaultBranch: string | null;
  /** The branch that a merge queue merges into. */
  readonly queuedInto: string | null;
  /** The commit that the branch stood at before a push; `null` where it is new, and of other events. */
  readonly pushedFrom: string | null;
  /** The label that was added just now, and by whom. */
  readonly labelled: { readonly label: string; readonly by: string } | null;
  /** Head of the run whose end started this one. */
  readonly workflowRun: { readonly headSha: string | null; readonly isFork: boolean } | null;
}

const NOTHING: GithubEvent = {
  pull: null,
  defaultBranch: null,
  queuedInto: null,
  pushedFrom: null,
  labelled: null,
  workflowRun: null,
};

/** Reads the file that GITHUB_EVENT_PATH names; what cannot be read tells nothing. */
export async function readGithubEvent(path: string | undefined): Promise<GithubEvent> {
  if (path === undefined || path === '') return NOTHING;
  const text = await readFile(path, 'utf8').catch(() => '');
  return githubEventOf(parseJson(text));
}

/** Under `pull_request_target` the ref is the base branch: only the event knows that a pull request is at work. */
export function githubEventOf(event: unknown): GithubEvent {
  if (!isRecord(event)) return NOTHING;
  const repository = field(event, 'repository');
  const own = textAt(repository, 'full_name');
  return {
    pull: pullOf(event.pull_request, own),
    defaultBranch: textAt(repository, 'default_branch'),
    queuedInto: textAt(event.merge_group, 'base_ref')?.replace(/^refs\/heads\//, '') ?? null,
    pushedFrom: pushedFrom(event),
    labelled: labelledOf(event),
    workflowRun: workflowRunOf(event.workflow_run, own),
  };
}

/** A branch that is new was at no commit, which git writes as zeros. */
function pushedFrom(event: Readonly<Record<string, unknown>>): string | null {
  const before = textAt(event, 'before');
  return before !== null && /^[0-9a-f]{7,64}$/.test(before) && /[1-9a-f]/.test(before) ? before : null;
}

function pullOf(pull: unknown, own: string | null): PullRequestEvent | null {
  if (!isRecord(pull) || typeof pull.number !== 'number') return null;
  const [head, base] = [field(pull, 'head'), field(pull, 'base')];
  return {
    number: pull.number,
    title: textAt(pull, 'title') ?? '',
    headSha: textAt(head, 'sha'),
    mergeSha: textAt(pull, 'merge_commit_sha'),
    baseSha: textAt(base, 'sha'),
    baseBranch: textAt(base, 'ref'),
    isFork: head !== null && isForeign(field(head, 'repo'), own),
    labels: Array.isArray(pull.labels) ? pull.labels.flatMap((label) => textAt(label, 'name') ?? []) : [],
  };
}

function workflowRunOf(run: unknown, own: string | null): GithubEvent['workflowRun'] {
  if (!isRecord(run)) return null;
  return { headSha: textAt(run, 'head_sha'), isFork: isForeign(field(run, 'head_repository'), own) };
}

function isForeign(repository: unknown, own: string | null): boolean {
  return textAt(repository, 'full_name') !== own;
}

function labelledOf(event: Readonly<Record<string, unknown>>): GithubEvent['labelled'] {
  const [label, by] = [textAt(event.label, 'name'), textAt(event.sender, 'login')];
  return event.action === 'labeled' && label !== null && by !== null ? { label, by } : null;
}

function field(value: unknown, name: string): Readonly<Record<string, unknown>> | null {
  const found = isRecord(value) ? value[name] : null;
  return isRecord(found) ? found : null;
}

function textAt(value: unknown, name: string): string | null {
  const found = isRecord(value) ? value[name] : null;
  return typeof found === 'string' && found !== '' ? found : null;
}
