import { plainText, shortenMiddle } from '../../lib/plain-text.ts';
import type { FindingReport } from '../../model/finding.ts';
import type { FindingSink } from '../../ports/finding-sink.ts';
import type { Delivery } from '../../ports/report-sink.ts';
import { renderFindingSection } from '../../report/finding-section.ts';
import type { ReportLinks } from '../../report/markdown-links.ts';
import { VERDICT_WORDS } from '../../report/verdict-title.ts';
import type { JobSummary } from './job-summary.ts';
import type { WorkflowCommands } from './workflow-commands.ts';

const MAX_MESSAGE = 1_000;
const QUIET: ReadonlySet<string> = new Set(['passed', 'improved']);

/** Writes a finding onto the page of the run; `null`: there is no such page. */
export function makeFindingSummarySink(
  summary: JobSummary | null,
  links: Omit<ReportLinks, 'artifact'>,
): FindingSink {
  return {
    name: 'job summary',
    async deliver(report): Promise<Delivery> {
      if (summary === null) return failed('GITHUB_STEP_SUMMARY names no file');
      const artifact = report.artifacts.artifact ?? null;
      try {
        await summary.append(renderFindingSection(report, { ...links, artifact }));
        return { kind: 'delivered', what: 'finding on the page of the run', artifacts: {}, notices: [] };
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/**
 * Puts a finding that is not good beside the job.
 * @param isRed whether the job fails for it: what fails nobody is no error
 */
export function makeFindingAnnotationSink(
  commands: Pick<WorkflowCommands, 'annotate'>,
  isRed: (report: FindingReport) => boolean,
): FindingSink {
  return {
    name: 'annotations',
    async deliver(report): Promise<Delivery> {
      const { verdict, finding, notices } = report;
      const title = `perf-gate: ${finding.test} test: ${VERDICT_WORDS[verdict.kind].toLowerCase()}`;
      const tell = (level: 'notice' | 'warning' | 'error', text: string) =>
        commands.annotate(level, shortenMiddle(plainText(text.replaceAll('`', '')), MAX_MESSAGE), { title });
      const level = isRed(report) ? 'error' : verdict.kind === 'no-baseline' ? 'notice' : 'warning';
      if (!QUIET.has(verdict.kind)) tell(level, verdict.reasons.map(({ text }) => text).join(' '));
      for (const { text } of notices) tell('notice', text);
      return { kind: 'delivered', what: 'annotations', artifacts: {}, notices: [] };
    },
  };
}

function failed(cause: string): Delivery {
  const hint = 'The verdict stands; the log holds it as well.';
  return { kind: 'failed', what: 'could not write the job summary', cause, hint };
}
