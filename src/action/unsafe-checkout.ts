import { GateError } from '../model/gate-error.ts';
import type { RunnerJob } from './runner-job.ts';

const PRIVILEGED: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  // A comment "/perf" on a pull request runs as the default branch, so that what is measured would join its baseline.
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
]);

/** Which commit is checked out in a folder; `null` where nobody can tell. */
export type CheckedOut = (folder: string) => Promise<string | null>;

/**
 * Events of the base repository come with its rights: a token that writes, secrets, the caches of the default branch.
 * Code of a pull request must not run beside them, and running it is what a load test does. So nothing but the base's
 * own commit may be checked out there.
 * @throws GateError USAGE
 */
export async function refuseUnsafeCheckout(
  job: Pick<RunnerJob, 'eventName' | 'sha'>,
  folders: readonly string[],
  checkedOut: CheckedOut,
): Promise<void> {
  if (!PRIVILEGED.has(job.eventName)) return;
  for (const folder of new Set(folders)) {
    const commit = await checkedOut(folder);
    if (commit !== job.sha) throw unsafe(job.eventName, folder, commit, job.sha);
  }
}

function unsafe(eventName: string, folder: string, commit: string | null, sha: string): GateError {
  const found = commit === null ? 'it cannot be told what is checked out' : `${commit} is checked out`;
  return new GateError(
    'USAGE',
    `${eventName} runs with a token that writes and with the repository's secrets, so only its own commit ${sha} may be measured there; in ${folder} ${found}`,
    {
      fault: 'user',
      hint: 'Run the gate on pull_request, which needs no rights, and let a second workflow with mode: comment write the comment (docs/how-to/forks.md).',
    },
  );
}
