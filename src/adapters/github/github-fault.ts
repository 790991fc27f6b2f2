import { isRecord } from '../../lib/json-guard.ts';
import { plainText, shortenMiddle } from '../../lib/plain-text.ts';

/** Why GitHub did not do what it was asked, and what to do about it. */
export interface GithubFault {
  /** Of the answer; `null` when there was none. */
  readonly status: number | null;
  readonly cause: string;
  readonly hint: string;
  /** The token may not do this: `permissionLines` are what to add. */
  readonly isForbidden: boolean;
}

/** What the token needs for what was asked, as a workflow writes it: `pull-requests: write`. */
export type Permission = `${string}: ${'read' | 'write'}`;

/** Translates what octokit throws. `needed` is what the token must be allowed to do. */
export function githubFault(error: unknown, needed: readonly [Permission, ...Permission[]]): GithubFault {
  const status = isRecord(error) && typeof error.status === 'number' ? error.status : null;
  const said = saidBy(error);
  if (isTimeOut(error)) return { status: null, isForbidden: false, ...TIME_OUT };
  if (status === null || !hasAnswer(error)) return { status: null, isForbidden: false, ...unreachable(said) };
  const isForbidden = (status === 403 || status === 404) && !OTHER_REASON.test(said);
  return { status, isForbidden, ...answered(status, said, needed) };
}

type Told = Pick<GithubFault, 'cause' | 'hint'>;

const LATER = 'Run the job again in a few minutes; githubstatus.com says whether GitHub has trouble.';
const TIME_OUT: Told = { cause: 'GitHub did not answer in time', hint: LATER };

function unreachable(said: string): Told {
  return {
    cause: `GitHub could not be reached (${said})`,
    hint: 'Look at the network and the proxy settings (https_proxy, no_proxy) of the runner.',
  };
}

const OTHER_REASON = /rate limit|locked/i;

function answered(status: number, said: string, needed: readonly Permission[]): Told {
  const cause = `GitHub answered ${status} (${said})`;
  if (status >= 500) return { cause, hint: LATER };
  if (status === 429 || /rate limit/i.test(said)) return { cause, hint: RATE_LIMIT };
  if (status === 403 && /locked/i.test(said)) return { cause, hint: LOCKED };
  switch (status) {
    case 401:
      return { cause, hint: 'Give github-token a token that is valid; the default is the one of the job.' };
    case 403:
      return { cause, hint: permissionHint(needed) };
    case 404:
      return {
        cause,
        hint: `It is gone, or the token may not see it. If it exists, ${permissionHint(needed, 'add')}`,
      };
    case 409:
      return { cause, hint: 'Another job changed it at the same time: run this one again.' };
    case 410:
      return { cause, hint: 'It has expired or was deleted: run the job that makes it again.' };
    case 422:
      return { cause, hint: 'GitHub refused the content. Please report this with the message above.' };
    default:
      return { cause, hint: LATER };
  }
}

const RATE_LIMIT =
  'The token has used up its requests for now: run the job again later, or give jobs their own token.';

const LOCKED =
  'The conversation is locked: unlock it, or switch comments off with comment-mode: never. The job summary has the report.';

/** The lines to paste into the job. */
export function permissionLines(needed: readonly Permission[]): string {
  return ['permissions:', '  contents: read', ...needed.map((line) => `  ${line}`)].join('\n');
}

function permissionHint(needed: readonly Permission[], verb = 'Add'): string {
  const lines = ['contents: read', ...needed].map((line) => `\`${line}\``).join(', ');
  return `${verb} to the job under \`permissions:\` the lines ${lines}.`;
}

function hasAnswer(error: unknown): boolean {
  return isRecord(error) && isRecord(error.response);
}

/** Of an aborted request octokit makes an error with status 500; only the cause tells. */
function isTimeOut(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; isRecord(at) && depth < 5; at = at.cause, depth++)
    if (at.name === 'TimeoutError' || /aborted due to timeout/i.test(String(at.message))) return true;
  return false;
}

/** What GitHub said, on one line: it goes into logs and messages. */
function saidBy(error: unknown): string {
  const data = isRecord(error) && isRecord(error.response) ? error.response.data : null;
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  const message = isRecord(data) && typeof data.message === 'string' ? data.message : '';
  const text = message || inner || (error instanceof Error ? error.message : String(error));
  return shortenMiddle(plainText(text), 200) || 'no reason given';
}
