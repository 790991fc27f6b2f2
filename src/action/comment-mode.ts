import { readFile } from 'node:fs/promises';
import { makeJobSummary } from '../adapters/actions-runner/job-summary.ts';
import type { WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { makeGithubRunArtifacts } from '../adapters/github/github-run-artifacts.ts';
import { makeJudgedPullRequests } from '../adapters/github/judged-pull-requests.ts';
import { type PublishDeps, type PublishOutcome, publishComment } from '../app/publish-comment.ts';
import { parseJson } from '../lib/json-guard.ts';
import { EXIT_CODES } from '../model/exit-code.ts';
import { GateError } from '../model/gate-error.ts';
import type { ActionContext, ActionOutcome } from './action-context.ts';
import { clientOf } from './compose-client.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';
import { writeOutputsOf } from './write-outputs.ts';

const MAX_DOWNLOAD_BYTES = 50 * 1024 * 1024;

/**
 * Writes the comment for a run that had no right to. A stranger's artifact can make it say nothing, never anything red:
 * the check of the pull request is that of the run itself.
 */
export async function runCommentMode(
  settings: ActionSettings,
  job: RunnerJob,
  context: ActionContext,
  commands: WorkflowCommands,
): Promise<ActionOutcome> {
  const request = {
    event: parseJson(await readFile(context.variables.GITHUB_EVENT_PATH ?? '', 'utf8').catch(() => '')),
    repository: `${job.owner}/${job.repo}`,
    artifactStart: settings.artifactName ?? 'perf-gate-',
  };
  const outcome = await publishComment(request, composePublish(settings, job, context, commands));
  const { headline, url } = tell(outcome, commands);
  await writeOutputsOf({ 'comment-url': url }, context, commands);
  return { exitCode: EXIT_CODES.ok, headline };
}

function composePublish(
  settings: ActionSettings,
  job: RunnerJob,
  { variables }: ActionContext,
  commands: WorkflowCommands,
): PublishDeps {
  const client = clientOf(settings, job);
  if (client === null) throw noToken();
  const file = variables.GITHUB_STEP_SUMMARY ?? '';
  const summary = file === '' ? null : makeJobSummary(file);
  return {
    artifacts: makeGithubRunArtifacts(client, MAX_DOWNLOAD_BYTES),
    pulls: makeJudgedPullRequests({
      client,
      mode: settings.commentMode,
      commentId: settings.commentId,
      repositoryUrl: job.repositoryUrl,
      acceptLabel: settings.acceptLabel,
      onRefused: async (markdown) => {
        await summary?.append(markdown).catch(() => undefined);
      },
    }),
    logger: commands,
  };
}

function tell(outcome: PublishOutcome, commands: WorkflowCommands): { headline: string; url: string } {
  if (outcome.kind === 'nothing') commands.info(`No comment: ${outcome.why}.`);
  if (outcome.kind === 'refused') commands.warn(`No comment: ${outcome.why}. ${outcome.hint}`);
  if (outcome.kind !== 'published') return { headline: outcome.why, url: '' };
  let url = '';
  for (const delivery of outcome.deliveries) {
    if (delivery.kind === 'failed') commands.warn(`${delivery.what}: ${delivery.cause}. ${delivery.hint}`);
    else commands.info(`#${outcome.pull}: ${delivery.what}`);
    if (delivery.kind === 'delivered') url = delivery.artifacts.comment ?? url;
  }
  return { headline: `reports of #${outcome.pull}`, url };
}

function noToken(): GateError {
  return new GateError(
    'CONFIG_INVALID',
    'input github-token: expected a token beside mode: comment, got none',
    {
      fault: 'user',
      hint: 'Leave the input out: the token of the job is its default. The job needs pull-requests: write and actions: read.',
    },
  );
}
