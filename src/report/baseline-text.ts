import { formatMs, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import { formatRate } from '../lib/format-rate.ts';
import type { BaselineOverview } from '../model/baseline-overview.ts';
import type { FindingTest } from '../model/finding.ts';
import {
  baselineEntries,
  type FiledJob,
  type FindingEntry,
  type History,
  type HistoryEntry,
  newestEpoch,
} from '../model/history.ts';
import { renderTable } from './text-table.ts';

/** The keys of a store, for terminals. */
export function renderBaselineList(overviews: readonly BaselineOverview[], store: string): string {
  if (overviews.length === 0) return `No baselines in ${store}. perf-gate run files the first one.\n`;
  const rows = overviews.map((one) => [
    one.key,
    one.problem ?? (one.p95 === null ? '-' : formatMs(one.p95)),
    String(one.inBaseline),
    String(one.withheld),
    one.commit === null ? '-' : shortCommit(one.commit),
    one.at === null ? '-' : minuteOf(one.at),
    one.pinned ? 'pinned' : '',
  ]);
  return renderTable([['key', 'p95', 'in baseline', 'withheld', 'commit', 'newest (UTC)', ''], ...rows]);
}

/**
 * The entries of one key, oldest first.
 * @param p95 of the rounds that count, in ms, by entry
 */
export function renderHistory(history: History, p95: ReadonlyMap<string, number>): string {
  const baseline = baselineEntries(history);
  const { key, entries, pinnedEntry } = history;
  const cell = ({ id }: HistoryEntry) => msOf(p95.get(id));
  return renderJobs(JSON.stringify(key), entries, { baseline, pinnedEntry, head: 'p95', cell });
}

/** The stress, spike or soak tests of one key, oldest first. */
export function renderFindingHistory(
  test: FindingTest,
  key: string,
  entries: readonly FindingEntry[],
): string {
  const name = key === test ? `${test} tests` : `${test} tests of ${JSON.stringify(key)}`;
  const told = { baseline: newestEpoch(entries), pinnedEntry: null, head: 'found', cell: foundBy };
  return renderJobs(name, entries, told);
}

interface JobsTold<Job> {
  readonly baseline: readonly Job[];
  readonly pinnedEntry: string | null;
  readonly head: string;
  cell(job: Job): string;
}

function renderJobs<Job extends FiledJob>(
  name: string,
  jobs: readonly Job[],
  { baseline, pinnedEntry, head, cell }: JobsTold<Job>,
): string {
  const inBaseline = new Set(baseline.map(({ id }) => id));
  const rows = jobs.map((job) => [
    job.id,
    minuteOf(job.at),
    job.commit === null ? '-' : shortCommit(job.commit),
    cell(job),
    job.verdict,
    standing(job, inBaseline.has(job.id), pinnedEntry === job.id),
  ]);
  const counts = `${formatNumberOf(jobs.length, 'job')}, ${inBaseline.size} in the baseline`;
  const table = renderTable([['entry', 'when (UTC)', 'commit', head, 'verdict', 'standing'], ...rows]);
  const audit = jobs.flatMap(({ acceptance }) =>
    acceptance === null
      ? []
      : [
          `${acceptance.entry} accepted by ${acceptance.by} at ${minuteOf(acceptance.at)}: ${acceptance.why}\n`,
        ],
  );
  return [`${name}: ${counts}\n\n`, table, ...(audit.length > 0 ? ['\n', ...audit] : [])].join('');
}

function foundBy({ finding }: FindingEntry): string {
  if (finding.test === 'stress' && finding.breakingPoint !== null)
    return `${formatRate(finding.breakingPoint.rate)} requests/s`;
  if (finding.test === 'spike' && finding.recoverySeconds !== null)
    return `${formatRate(finding.recoverySeconds)} s`;
  return finding.outcome;
}

function standing(entry: FiledJob, inBaseline: boolean, pinned: boolean): string {
  if (entry.status === 'withheld') return `withheld: ${entry.statusReason}`;
  const parts = [inBaseline ? 'baseline' : 'earlier epoch'];
  if (entry.opensEpoch) parts.push('opens an epoch');
  if (pinned) parts.push('pinned');
  return parts.join(', ');
}

function msOf(ms: number | undefined): string {
  return ms === undefined ? '-' : formatMs(ms);
}

function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
