import { ciJobOf, type FindingEntry, type HistoryEntry } from '../model/history.ts';

/** A job of GitHub Actions: its run, whose numbers grow, and which attempt of it. */
const GITHUB_JOB = /^github-(\d+)-(\d+)-/;

/**
 * Whether a job is a further attempt of a run that runs of other commits have followed into the baseline. An old commit that is
 * measured again must not become the newest level: it would seem to be an improvement, and main slow from then on.
 */
export function isOvertaken(
  { job, commit }: { readonly job: string | null; readonly commit: string | null },
  entries: readonly (HistoryEntry | FindingEntry)[],
): boolean {
  const [, run = '', attempt = '1'] = GITHUB_JOB.exec(job ?? '') ?? [];
  if (attempt === '1') return false;
  return entries.some((entry) => {
    if (entry.status !== 'promoted' || entry.commit === commit) return false;
    const [, later = ''] = GITHUB_JOB.exec(ciJobOf(entry) ?? '') ?? [];
    return Number(later) > Number(run);
  });
}
