import type { AuditLine } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { AcceptanceAnswer, Acceptances } from '../../ports/acceptances.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GithubEvent } from '../node/github-event.ts';
import type { GithubClient } from './github-client.ts';
import { githubFault } from './github-fault.ts';
import { type LabelledPull, labelledBy, labelsOfPull, mergedPullsOf } from './pull-labels.ts';

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

/**
 * Acceptance by a label on the pull request (also in a merge queue, where it would be thrown out otherwise), by that of the merged pull request whose merge a push to the default
 * branch is, or by the reason of a run that a person started. GitHub lets only people with triage rights set labels.
 */
export function makeLabelAcceptances(options: LabelAcceptancesOptions): Acceptances {
  return {
    async find() {
      const { eventName, event, ref, defaultBranch } = options.job;
      if (eventName === 'workflow_dispatch') return byReason(options);
      const pull = event.pull?.number ?? queuedPull(options.job);
      if (pull !== null) return byLabelOf(options, pull);
      const isDefaultPush = eventName === 'push' && ref === `refs/heads/${defaultBranch}`;
      return isDefaultPush ? byMerge(options) : NOBODY;
    },
  };
}

/** `gh-readonly-queue/main/pr-7-<base>`: the pull request that a merge group ends with, which GitHub names nowhere else. */
function queuedPull({ eventName, ref }: LabelAcceptancesOptions['job']): number | null {
  const number = eventName === 'merge_group' ? /\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1] : undefined;
  return number === undefined ? null : Number(number);
}

const NOBODY: AcceptanceAnswer = { acceptance: null, notices: [] };

function byReason({ reason, job, clock }: LabelAcceptancesOptions): AcceptanceAnswer {
  if (reason === null) return NOBODY;
  const at = new Date(clock.now()).toISOString();
  return { acceptance: { by: job.actor, at, why: reason, commit: job.sha }, notices: [] };
}

/** The labels as they are now; those of the event are as old as the job, and a re-run has the same ones again. */
async function byLabelOf(options: LabelAcceptancesOptions, number: number): Promise<AcceptanceAnswer> {
  const { client, job } = options;
  const { pull } = job.event;
  const told: LabelledPull = { number, title: pull?.title ?? '', labels: pull?.labels ?? [] };
  const commit = pull?.headSha ?? job.sha;
  if (client === null) return answerOf(options, told, commit, []);
  try {
    return await answerOf(options, await labelsOfPull(client, number), commit, []);
  } catch (error) {
    const { cause, hint } = githubFault(error, ['pull-requests: read']);
    const text = `the labels of #${number} are those of the event, since ${cause}. ${hint}`;
    return answerOf({ ...options, client: null }, told, commit, [{ code: 'labels-not-read', text }]);
  }
}

async function byMerge(options: LabelAcceptancesOptions): Promise<AcceptanceAnswer> {
  const { client, job, label } = options;
  if (client === null) return NOBODY;
  try {
    const pulls = await mergedPullsOf(client, job.sha, job.defaultBranch);
    const accepted = pulls.find(({ labels }) => labels.includes(label));
    return accepted === undefined ? NOBODY : await answerOf(options, accepted, job.sha, []);
  } catch (error) {
    const { cause, hint } = githubFault(error, ['pull-requests: read']);
    const text = `it could not be asked whether somebody accepted this (${label}): ${cause}. ${hint}`;
    return { acceptance: null, notices: [{ code: 'labels-not-read', text }] };
  }
}

async function answerOf(
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
