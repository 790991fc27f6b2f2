import { readWorkflowRunEvent } from '../config/workflow-run-event.ts';
import { parseJson } from '../lib/json-guard.ts';
import type { JudgedRun } from '../model/judged-run.ts';
import type { Report } from '../model/report.ts';
import type { Notice } from '../model/run.ts';
import type { JudgedPullRequests } from '../ports/judged-pull-requests.ts';
import type { Logger } from '../ports/logger.ts';
import type { Delivery } from '../ports/report-sink.ts';
import type { RunArtifact, RunArtifacts } from '../ports/run-artifacts.ts';
import { readReport } from '../report/read-report.ts';

export interface PublishRequest {
  /** The parsed event of the companion workflow. */
  readonly event: unknown;
  /** `owner/name`. */
  readonly repository: string;
  /** How the names of the artifacts start that hold reports. */
  readonly artifactStart: string;
}

export interface PublishDeps {
  readonly pulls: JudgedPullRequests;
  readonly artifacts: RunArtifacts;
  readonly logger: Logger;
}

/** What became of the reports of a run. */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly pull: number; readonly deliveries: readonly Delivery[] }
  /** There is nothing to say, and nothing is wrong. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** What was found is not fit to be published, or not ours. */
  | { readonly kind: 'refused'; readonly why: string; readonly hint: string };

const REPORT_FILE = 'report.json';
const MAX_ARTIFACTS = 30;
/** Packed; charts and histograms of a long run stay well below. */
const MAX_ARTIFACT_BYTES = 50 * 1024 * 1024;
const MAX_REPORT_BYTES = 4 * 1024 * 1024;

/**
 * Publishes the reports of a run that had no right to comment: one of a pull request from a fork. Which pull request is meant, its
 * head and all links come from the event; of the artifacts only the report is read, as data from a stranger.
 */
export async function publishComment(request: PublishRequest, deps: PublishDeps): Promise<PublishOutcome> {
  const reading = readWorkflowRunEvent(request.event, request.repository);
  if (reading.kind !== 'run') return reading;
  const { run } = reading;
  const pulls = await deps.pulls.withHeadOf(run);
  const [pull, ...others] = pulls;
  if (pull === undefined) return { kind: 'nothing', why: NO_PULL };
  if (others.length > 0) return { kind: 'nothing', why: severalPulls(pulls) };
  const found = await deps.artifacts.of(run, request.artifactStart);
  if (found.length === 0) return { kind: 'nothing', why: noArtifact(request.artifactStart) };
  const deliveries: Delivery[] = [];
  for (const artifact of newestAttempts(found).slice(0, MAX_ARTIFACTS)) {
    const report = await reportIn(artifact, deps);
    if (report === null) continue;
    const target = { pull, head: run.head.sha, runUrl: run.url, artifactUrl: artifact.url };
    deliveries.push(await deps.pulls.comment(asJudged(report, run, pull), target));
  }
  return deliveries.length === 0 ? NO_REPORT : { kind: 'published', pull, deliveries };
}

/**
 * A run that is started again leaves its artifacts beside those of the attempt before: with `-attempt-N` where the name was
 * taken. Only the newest of a name is told, oldest first, also where it cannot be read: the one before is out of date.
 */
function newestAttempts(found: readonly RunArtifact[]): readonly RunArtifact[] {
  const newest = new Map<string, RunArtifact>();
  for (const artifact of found) {
    const name = artifact.name.replace(/-attempt-\d+$/, '');
    const known = newest.get(name);
    if (known === undefined || known.id < artifact.id) newest.set(name, artifact);
  }
  return [...newest.values()].toSorted((a, b) => a.id - b.id);
}

const NO_PULL =
  'no open pull request has the head of this run: it was closed, or newer commits were pushed, whose own run will report';
const NO_REPORT: PublishOutcome = {
  kind: 'refused',
  why: 'no artifact of the run holds a report that could be read',
  hint: 'The warnings above say what is wrong with each; a pull request may have changed what its run writes.',
};

function severalPulls(pulls: readonly number[]): string {
  const names = pulls.map((number) => `#${number}`).join(', ');
  return `the same head is in several pull requests (${names}), and nobody can tell which one this run judged`;
}

function noArtifact(start: string): string {
  return `the run has left no artifact whose name starts with ${JSON.stringify(start)}: the gate did not get that far`;
}

async function reportIn(artifact: RunArtifact, { artifacts, logger }: PublishDeps): Promise<Report | null> {
  const name = JSON.stringify(artifact.name.slice(0, 80));
  if (artifact.size > MAX_ARTIFACT_BYTES) {
    logger.warn(`artifact ${name} is larger than ${MAX_ARTIFACT_BYTES} bytes: not read`);
    return null;
  }
  const file = await artifacts.file(artifact, REPORT_FILE, MAX_REPORT_BYTES);
  if (file.kind !== 'text') {
    const why = file.kind === 'absent' ? `it holds no ${REPORT_FILE}` : file.why;
    logger.warn(`artifact ${name} was left out: ${why}`);
    return null;
  }
  const reading = readReport(parseJson(file.text));
  if (reading.kind === 'read') return reading.report;
  logger.warn(`the report in artifact ${name} was left out: ${reading.problems.join('; ')}`);
  return null;
}

const HEARSAY: Notice = {
  code: 'reported-by-pull-request',
  text: 'These figures are what the run of the pull request reported; code of the pull request ran there and could have changed them.',
};

/** What the event knows better than the report, and nothing that only a person with rights could have decided. */
function asJudged(report: Report, { head, url }: JudgedRun, pull: number): Report {
  return {
    ...report,
    commit: head.sha,
    branch: head.branch,
    pullRequest: pull,
    runUrl: url,
    acceptance: null,
    promotion: { kind: 'not-saved', reason: 'a pull request never becomes a baseline' },
    notices: [HEARSAY, ...report.notices],
    artifacts: {},
  };
}
