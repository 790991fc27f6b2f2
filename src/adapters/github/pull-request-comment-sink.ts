import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../model/report.ts';
import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { MAX_LEG_NAME } from '../../report/comment-leg.ts';
import { markdownText } from '../../report/markdown-escape.ts';
import type { ReportLinks } from '../../report/markdown-links.ts';
import { adviceForReviewers } from '../../report/reviewer-advice.ts';
import type { Wait } from './bounded-fetch.ts';
import { tokenOwner } from './comment-author.ts';
import type { GithubClient } from './github-client.ts';
import { type GithubFault, githubFault, permissionLines } from './github-fault.ts';
import { issueComments } from './issue-comments.ts';
import { type MergeOptions, type MergeResult, mergeLeg } from './merge-leg.ts';
import { type PullRequestFacts, pullRequest, pullRequestsOfCommit } from './pull-requests.ts';

export type CommentMode = 'always' | 'on-change' | 'never';

export interface PullRequestCommentOptions {
  readonly client: GithubClient;
  readonly mode: CommentMode;
  /** Jobs with the same id share one comment. */
  readonly id: string;
  /** Of the event; `null` (a push) looks for the open pull request whose head is the report's commit. */
  readonly pull: number | null;
  /** Head of the pull request that was judged, of the event: under `pull_request` the checked-out commit is a merge. */
  readonly head: string | null;
  /** The pull request is from a fork: its token can never write. */
  readonly isFork: boolean;
  readonly links: ReportLinks;
  /** Tells this job's part of the comment apart; the report's key otherwise. */
  readonly leg: string | null;
  /** Jobs of the matrix (`strategy.job-total`); one where nobody knows; none: nobody else ever writes here. */
  readonly legs: number;
  readonly acceptLabel: string | null;
  /** Takes what could not be put into the comment: the page of the run. Never throws. */
  readonly onRefused: (markdown: string) => Promise<void>;
  /** Hears what became of the comment where that is as it should be. */
  readonly say?: (message: string) => void;
  readonly wait?: Wait;
  readonly random?: () => number;
}

const WHAT = 'could not write the comment on the pull request';
const NEEDED = ['pull-requests: write'] as const;

/** Keeps one comment on the pull request up to date. Quiet where there is nothing to say. */
export function makePullRequestCommentSink(options: PullRequestCommentOptions): ReportSink {
  return { name: 'comment', deliver: (report) => deliverComment(report, options) };
}

/** The same for a report without its runs. Never throws. */
export async function deliverComment(report: Report, options: PullRequestCommentOptions): Promise<Delivery> {
  if (options.mode === 'never') return told('no comment (comment-mode: never)');
  try {
    const pull = await pullOf(options, report);
    const delivery =
      pull === null ? told(`no comment: ${NO_PULL}`) : deliveryOf(await merge(report, pull, options), pull);
    if (delivery.kind === 'delivered') options.say?.(delivery.what);
    return delivery;
  } catch (error) {
    const fault = githubFault(error, NEEDED);
    // A push has no pull request of its own: a token that may not look for one is no reason to warn.
    if (options.pull === null && fault.isForbidden) return told(`no comment: ${NO_RIGHT_TO_LOOK}`);
    return refused(fault, options);
  }
}

const NO_PULL = 'no open pull request has this commit as its head; the job summary holds the report';

const NO_RIGHT_TO_LOOK =
  'the token may not look for the pull request of a push; the job summary has the report';

type FoundPull = Pick<PullRequestFacts, 'number'> & { readonly headSha: string | null };

async function pullOf(options: PullRequestCommentOptions, { commit }: Report): Promise<FoundPull | null> {
  const { client, pull, head } = options;
  if (pull === null)
    return commit === null ? null : ((await pullRequestsOfCommit(client, commit))[0] ?? null);
  try {
    return await pullRequest(client, pull);
  } catch {
    // It only tells which commit is the newest: the event knows that well enough.
    return { number: pull, headSha: head };
  }
}

async function merge(
  report: Report,
  pull: FoundPull,
  options: PullRequestCommentOptions,
): Promise<MergeResult> {
  const { client, links, wait = sleep, random = Math.random } = options;
  const head = options.head ?? report.commit;
  const artifact = links.artifact ?? report.artifacts.artifact ?? null;
  const leg = {
    name: (options.leg ?? report.key).slice(0, MAX_LEG_NAME),
    head,
    links: { run: links.run, artifact },
    brief: options.mode === 'on-change' && report.verdict.kind === 'passed',
    report: { ...report, commit: head, advice: adviceForReviewers(report, options.acceptLabel) },
  };
  return mergeLeg(leg, {
    comments: issueComments(client, pull.number),
    place: { id: options.id, repository: links.repository, head: pull.headSha },
    owner: () => tokenOwner(client),
    writers: writersOf(options.legs),
    wait,
    random,
  });
}

function writersOf(legs: number): MergeOptions['writers'] {
  if (legs === 0) return 'one';
  return legs > 1 ? 'several' : 'perhaps several';
}

function deliveryOf(result: MergeResult, { number }: FoundPull): Delivery {
  switch (result.kind) {
    case 'written':
      return told(`comment on #${number}`, { comment: result.url });
    case 'quiet':
      return told(`no comment on #${number}: it passed, and comment-mode is on-change`);
    case 'superseded':
      return told(`no comment: that of #${number} tells of a newer run already`, { comment: result.url });
    case 'contended':
      return {
        kind: 'failed',
        what: WHAT,
        cause: `other jobs kept writing into the comment of #${number} at the same time`,
        hint: 'Give these jobs a comment-id each, or run this one again.',
      };
  }
}

function told(what: string, artifacts: Readonly<Record<string, string>> = {}): Delivery {
  return { kind: 'delivered', what, artifacts, notices: [] };
}

/** What the comment would have said stands on the page of the run already; it gets the way to the comment. */
async function refused(fault: GithubFault, options: PullRequestCommentOptions): Promise<Delivery> {
  const isForksToken = fault.isForbidden && options.isFork;
  const hint = isForksToken ? FORK_HINT : fault.hint;
  const lines =
    fault.isForbidden && !isForksToken ? `\n\n\`\`\`yaml\n${permissionLines(NEEDED)}\n\`\`\`` : '';
  await options.onRefused(
    `**No comment on the pull request:** ${markdownText(fault.cause)}. ${hint}${lines}`,
  );
  return { kind: 'failed', what: WHAT, cause: fault.cause, hint };
}

const FORK_HINT =
  'A pull request from a fork runs with a token that only reads. The verdict and the check stand; for the comment add the workflow of examples/fork-safe-comment (`mode: comment`).';
