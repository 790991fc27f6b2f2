import { isRecord } from '../lib/json-guard.ts';
import type { JudgedRun } from '../model/judged-run.ts';

/** What a `workflow_run` event says, or why there is nothing to publish. */
export type WorkflowRunReading =
  | { readonly kind: 'run'; readonly run: JudgedRun }
  /** A run of another kind: nothing is wrong. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** No event that this can work with. */
  | { readonly kind: 'refused'; readonly why: string; readonly hint: string };

const COMMIT = /^[0-9a-f]{40,64}$/;
const ON_WORKFLOW_RUN =
  'Use `mode: comment` in a workflow that starts `on: workflow_run` with `types: [completed]`; see examples/fork-safe-comment.';

/**
 * Reads the event of a companion workflow. The event is GitHub's word; only it may say which pull request is meant.
 * @param repository `owner/name` where the companion runs
 */
export function readWorkflowRunEvent(event: unknown, repository: string): WorkflowRunReading {
  const run = isRecord(event) ? event.workflow_run : null;
  if (!isRecord(run)) return { kind: 'refused', why: 'the event has no workflow_run', hint: ON_WORKFLOW_RUN };
  if (nameOf(run.repository) !== repository.toLowerCase())
    return { kind: 'refused', why: 'the run is of another repository', hint: ON_WORKFLOW_RUN };
  if (run.event !== 'pull_request')
    return { kind: 'nothing', why: `the run was started by ${shortText(run.event)}, not by a pull request` };
  const judged = judgedRun(run);
  if (judged === null)
    return { kind: 'nothing', why: 'the branch of the pull request or its repository is gone' };
  return { kind: 'run', run: judged };
}

function judgedRun(run: Readonly<Record<string, unknown>>): JudgedRun | null {
  const { id, html_url: url, head_sha: sha, head_branch: branch, head_repository: from } = run;
  const owner = isRecord(from) && isRecord(from.owner) ? from.owner.login : null;
  const repositoryId = isRecord(from) ? from.id : null;
  if (!isId(id) || !isId(repositoryId) || typeof url !== 'string') return null;
  if (typeof sha !== 'string' || !COMMIT.test(sha)) return null;
  if (typeof branch !== 'string' || typeof owner !== 'string') return null;
  return { id, url, head: { sha, branch, owner, repositoryId } };
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function nameOf(repository: unknown): string | null {
  return isRecord(repository) && typeof repository.full_name === 'string'
    ? repository.full_name.toLowerCase()
    : null;
}

function shortText(value: unknown): string {
  return typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : 'something else';
}
