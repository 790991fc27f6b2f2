import { plainText, shortenMiddle } from '../../lib/plain-text.ts';

/** Whether a job of this run has uploaded under this name already: names are used once. */
export function isNameTaken(error: unknown): boolean {
  return /\b409\b|already exists/i.test(messageOf(error));
}

/** Why an artifact could not be uploaded, and what to do. */
export function artifactFault(error: unknown): { readonly cause: string; readonly hint: string } {
  const message = messageOf(error);
  const cause = shortenMiddle(plainText(message.split('\n')[0] ?? ''), 240);
  return { cause, hint: HINTS.find(([pattern]) => pattern.test(message))?.[1] ?? LATER };
}

const LATER = 'The verdict stands; githubstatus.com says whether artifacts have trouble.';
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/ENOENT|No files were found/i, 'There are no report files: the warning before this one says why.'],
  [/\b409\b|already exists/i, 'Give every job of the workflow an artifact-name of its own.'],
  [
    /quota|insufficient usage/i,
    'The artifact storage of the account is full: delete artifacts or shorten retention-days.',
  ],
  [
    /ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL/,
    'Run it as an action: a plain `run:` step has no access to artifacts.',
  ],
  [/\b40[13]\b/, 'The token of the job may not write artifacts: re-run the whole job, not a part of it.'],
  [
    /ECONN|ENOTFOUND|ETIMEDOUT|EHOST/,
    'Let the runner reach *.actions.githubusercontent.com and *.blob.core.windows.net.',
  ],
];

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
