import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { renderMarkdownSection } from '../../report/markdown.ts';
import type { ReportLinks } from '../../report/markdown-links.ts';
import { adviceForReviewers } from '../../report/reviewer-advice.ts';
import type { JobSummary } from './job-summary.ts';

export interface JobSummarySinkOptions {
  /** `null` outside GitHub Actions, where there is no such page. */
  readonly summary: JobSummary | null;
  readonly links: ReportLinks;
  /** The label by which a slower level is accepted; `null` where nobody can set one. */
  readonly acceptLabel?: string | null;
}

/** Of UTF-16 in UTF-8: no unit takes more than three bytes. */
const BYTES_PER_UNIT = 3;

/** Writes the report onto the page of the run. */
export function makeJobSummarySink({
  summary,
  links,
  acceptLabel = null,
}: JobSummarySinkOptions): ReportSink {
  return {
    name: 'job summary',
    async deliver(report): Promise<Delivery> {
      if (summary === null) return NO_PAGE;
      try {
        const maxCharacters = Math.floor((await summary.room()) / BYTES_PER_UNIT) - 2;
        const artifact = links.artifact ?? report.artifacts.artifact ?? null;
        const told = { ...report, advice: adviceForReviewers(report, acceptLabel) };
        await summary.append(renderMarkdownSection(told, { links: { ...links, artifact }, maxCharacters }));
        return { kind: 'delivered', what: 'report on the page of the run', artifacts: {}, notices: [] };
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', what: WHAT, cause, hint: 'The verdict stands; the log holds it as well.' };
      }
    },
  };
}

const WHAT = 'could not write the job summary';
const NO_PAGE: Delivery = {
  kind: 'failed',
  what: WHAT,
  cause: 'GITHUB_STEP_SUMMARY names no file',
  hint: 'Run it as a step of GitHub Actions; elsewhere report.md holds the same text.',
};
