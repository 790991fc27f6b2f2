import { formatNumberOf } from '../../lib/format-number.ts';
import type { Notice } from '../../model/run.ts';
import type { AcceptanceAnswer } from '../../ports/acceptances.ts';
import { commitLine, type LineCommit } from './commit-line.ts';
import type { GithubClient } from './github-client.ts';
import { answerOf, type LabelAcceptancesOptions, NOBODY, notAsked } from './label-answer.ts';
import type { LabelledPull } from './pull-labels.ts';

/** The pull requests that a commit brought. Throws what octokit throws. */
export type PullsOn = (commit: LineCommit, client: GithubClient) => Promise<readonly LabelledPull[]> | [];

/** The newest labelled pull request of several that came together. What cannot be asked accepts nothing. */
export async function byLine(
  options: LabelAcceptancesOptions,
  from: string,
  pullsOn: PullsOn,
): Promise<AcceptanceAnswer> {
  const { client, job, label } = options;
  if (client === null) return NOBODY;
  try {
    const { commits, isWhole } = await commitLine(client, from, job.sha);
    for (const commit of commits) {
      const accepted = (await pullsOn(commit, client)).find(({ labels }) => labels.includes(label));
      if (accepted !== undefined) return await answerOf(options, accepted, job.sha, []);
    }
    return isWhole ? NOBODY : { acceptance: null, notices: [notAllAsked(label, commits.length)] };
  } catch (error) {
    return notAsked(label, error);
  }
}

function notAllAsked(label: string, asked: number): Notice {
  const text = `too much came at once to ask of all of it whether somebody accepted this (${label}): the newest ${formatNumberOf(asked, 'commit')} were looked at. Accept it by a run that is started by hand.`;
  return { code: 'labels-not-read', text };
}
