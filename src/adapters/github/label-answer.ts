import type { AuditLine } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { AcceptanceAnswer } from '../../ports/acceptances.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GithubEvent } from '../node/github-event.ts';
import type { GithubClient } from './github-client.ts';
import { githubFault } from './github-fault.ts';
import { type LabelledPull, labelledBy } from './pull-labels.ts';

export interface LabelAcceptancesOptions {
  /** `null`: no token, so that the event alone tells. */
  readonly client: GithubClient | null;
  readonly job: {
    readonly eventName: string;
    readonly event: GithubEvent;
    /** `GITHUB_SHA`. */
    readonly sha: string;
    readonly ref: string;
    readonly defaultBranch: string;
    readonly actor: string;
  };
  readonly label: string;
  /** Of a run that somebody started by hand, for other events it says nothing. */
  readonly reason: string | null;
  readonly clock: Clock;
}

export const NOBODY: AcceptanceAnswer = { acceptance: null, notices: [] };

/** That a pull request is accepted, by whom and when; that nobody did where it has no such label. */
export async function answerOf(
  options: LabelAcceptancesOptions,
  pull: LabelledPull,
  commit: string,
  notices: readonly Notice[],
): Promise<AcceptanceAnswer> {
  const { label } = options;
  if (!pull.labels.includes(label)) return { acceptance: null, notices };
  const title = pull.title === '' ? '' : ` (${pull.title.slice(0, MAX_TITLE)})`;
  const why = `label ${label} on #${pull.number}${title}`;
  const who = await whoLabelled(options, pull.number);
  const acceptance: AuditLine = { ...who, why, commit };
  return { acceptance, notices };
}

const MAX_TITLE = 120;

/** The label counts, whether or not it can be found out who set it. */
async function whoLabelled(
  { client, job, label, clock }: LabelAcceptancesOptions,
  number: number,
): Promise<Pick<AuditLine, 'by' | 'at'>> {
  const found = client === null ? null : await labelledBy(client, number, label).catch(() => null);
  if (found !== null) return found;
  const { labelled } = job.event;
  const by = labelled?.label === label ? labelled.by : 'somebody who may set labels';
  return { by, at: new Date(clock.now()).toISOString() };
}

/** What cannot be asked accepts nothing. */
export function notAsked(label: string, error: unknown): AcceptanceAnswer {
  const { cause, hint } = githubFault(error, ['pull-requests: read']);
  const text = `it could not be asked whether somebody accepted this (${label}): ${cause}. ${hint}`;
  return { acceptance: null, notices: [{ code: 'labels-not-read', text }] };
}
