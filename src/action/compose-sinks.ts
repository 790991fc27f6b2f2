import path from 'node:path';
import { makeAnnotationsSink } from '../adapters/actions-runner/annotations-sink.ts';
import { makeArtifactSink } from '../adapters/actions-runner/artifact-sink.ts';
import { type JobSummary, makeJobSummary } from '../adapters/actions-runner/job-summary.ts';
import { makeJobSummarySink } from '../adapters/actions-runner/job-summary-sink.ts';
import type { WorkflowCommands } from '../adapters/actions-runner/workflow-commands.ts';
import { makeCanvasChartRenderer } from '../adapters/chart-canvas/canvas-chart-renderer.ts';
import { prometheusSinks } from '../adapters/composition/prometheus-outputs.ts';
import type { GithubClient } from '../adapters/github/github-client.ts';
import { makePullRequestCommentSink } from '../adapters/github/pull-request-comment-sink.ts';
import { makeReportFilesSink } from '../adapters/report-files/report-files-sink.ts';
import type { GateRequest } from '../config/gate-request.ts';
import { exitCodeOfVerdict } from '../model/exit-code.ts';
import type { Report } from '../model/report.ts';
import type { ReportSink } from '../ports/report-sink.ts';
import type { ReportLinks } from '../report/markdown-links.ts';
import type { ActionContext } from './action-context.ts';
import type { ActionSettings } from './read-inputs.ts';
import type { RunnerJob } from './runner-job.ts';

export interface SinkSurroundings {
  readonly settings: ActionSettings;
  readonly request: GateRequest;
  /** Name of the artifact. */
  readonly artifact: string;
  /** Before the artifact is made. */
  readonly before: readonly ReportSink[];
  readonly job: RunnerJob;
  /** `null`: no token. */
  readonly client: GithubClient | null;
  readonly commands: WorkflowCommands;
  readonly context: ActionContext;
}

/** Where the report goes, in order: what is written later can link to what was written before. */
export function composeSinks(around: SinkSurroundings): readonly ReportSink[] {
  const { settings, request, job, client, commands, context } = around;
  const directory = path.resolve(context.cwd, request.out);
  const links = { repository: job.repositoryUrl, run: job.runUrl, artifact: null };
  const summary = summaryOf(context);
  const acceptLabel = job.event.pull === null ? null : settings.acceptLabel;
  return [
    makeReportFilesSink({ directory, shownAs: request.out, charts: makeCanvasChartRenderer() }),
    ...around.before,
    makeArtifactSink({
      directory,
      name: around.artifact,
      retentionDays: settings.retentionDays,
      attempt: job.runAttempt,
      serverUrl: new URL(job.repositoryUrl).origin,
      runUrl: job.runUrl,
    }),
    ...prometheusSinks(request.prometheus, context.variables),
    makeJobSummarySink({ summary, links, acceptLabel }),
    makeAnnotationsSink({ isRed: (report) => isRed(report, request), commands, acceptLabel }),
    ...(client === null ? [] : [commentSink(around, client, links, summary)]),
  ];
}

/** Whether the job fails for this report. */
export function isRed({ verdict, acceptance }: Report, { failure }: Pick<GateRequest, 'failure'>): boolean {
  return exitCodeOfVerdict(verdict.kind, failure, acceptance !== null) !== 0;
}

/** The page of the run; `null` where there is none. */
export function summaryOf({ variables }: ActionContext): JobSummary | null {
  const file = variables.GITHUB_STEP_SUMMARY;
  return file === undefined || file === '' ? null : makeJobSummary(file);
}

function commentSink(
  { settings, job, commands }: SinkSurroundings,
  client: GithubClient,
  links: ReportLinks,
  summary: JobSummary | null,
): ReportSink {
  const { pull } = job.event;
  return makePullRequestCommentSink({
    client,
    mode: settings.commentMode,
    id: settings.commentId,
    pull: pull?.number ?? null,
    head: pull?.headSha ?? null,
    isFork: pull?.isFork ?? false,
    links,
    leg: null,
    legs: settings.matrixJobs,
    acceptLabel: settings.acceptLabel,
    say: (message) => commands.info(message),
    onRefused: async (markdown) => {
      await summary?.append(markdown).catch(() => undefined);
    },
  });
}
