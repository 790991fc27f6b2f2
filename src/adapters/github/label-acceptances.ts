import type { AcceptanceAnswer, Acceptances } from '../../ports/acceptances.ts';
import { githubFault } from './github-fault.ts';
import { answerOf, type LabelAcceptancesOptions, NOBODY, notAsked } from './label-answer.ts';
import { byLine } from './line-acceptance.ts';
import { type LabelledPull, labelsOfPull, mergedPullsOf, openPullsOf } from './pull-labels.ts';

/**
 * Acceptance by a label: on the pull request, on one of those in a merge group (which would be thrown out of the queue
 * otherwise), or on one of those whose merges a push brought to the default branch; or by the reason of a run that a
 * person started. GitHub lets only people with triage rights set labels.
 */
export function makeLabelAcceptances(options: LabelAcceptancesOptions): Acceptances {
  return {
    async find() {
      const { eventName, event, ref, defaultBranch } = options.job;
      if (eventName === 'workflow_dispatch') return byReason(options);
      if (event.pull !== null) return byLabelOf(options, event.pull.number);
      if (eventName === 'merge_group') return byQueue(options);
      const isDefaultPush = eventName === 'push' && ref === `refs/heads/${defaultBranch}`;
      return isDefaultPush ? byMerge(options) : NOBODY;
    },
  };
}

/** `gh-readonly-queue/main/pr-7-<base>`: the pull request that a merge group ends with, which GitHub names nowhere else. */
function queuedPull({ ref }: LabelAcceptancesOptions['job']): number | null {
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1];
  return number === undefined ? null : Number(number);
}

/**
 * A group holds the pull requests that wait before its own, too, and is as slow as any of them made it. Which they are,
 * only merge commits tell: a second parent is the head of a pull request. Those that are squashed or rebased are not seen.
 */
async function byQueue(options: LabelAcceptancesOptions): Promise<AcceptanceAnswer> {
  const { job } = options;
  const number = queuedPull(job);
  const own = number === null ? NOBODY : await byLabelOf(options, number);
  const branch = job.event.queuedInto;
  if (own.acceptance !== null || own.notices.length > 0 || branch === null) return own;
  return byLine(options, branch, ({ mergedHead }, client) =>
    mergedHead === null ? [] : openPullsOf(client, mergedHead, branch),
  );
}

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
    if (accepted !== undefined) return await answerOf(options, accepted, job.sha, []);
  } catch (error) {
    return notAsked(label, error);
  }
  const { pushedFrom } = job.event;
  if (pushedFrom === null) return NOBODY;
  return byLine(options, pushedFrom, ({ sha }, asked) =>
    sha === job.sha ? [] : mergedPullsOf(asked, sha, job.defaultBranch),
  );
}
