import { formatMs, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import type { BaselineOverview } from '../model/baseline-overview.ts';
import { baselineEntries, type History, type HistoryEntry } from '../model/history.ts';
import { seriesOf } from '../model/run.ts';
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

/** The entries of one key, oldest first. */
export function renderHistory(history: History): string {
  const inBaseline = new Set(baselineEntries(history).map(({ id }) => id));
  const rows = history.entries.map((entry) => [
    entry.id,
    minuteOf(entry.at),
    entry.commit === null ? '-' : shortCommit(entry.commit),
    p95Of(entry),
    entry.verdict,
    standing(entry, inBaseline.has(entry.id), history.pinnedEntry === entry.id),
  ]);
  const counts = `${formatNumberOf(history.entries.length, 'job')}, ${inBaseline.size} in the baseline`;
  const table = renderTable([['entry', 'when (UTC)', 'commit', 'p95', 'verdict', 'standing'], ...rows]);
  const audit = history.entries.flatMap(({ acceptance }) =>
    acceptance === null
      ? []
      : [
          `${acceptance.entry} accepted by ${acceptance.by} at ${minuteOf(acceptance.at)}: ${acceptance.why}\n`,
        ],
  );
  return [
    `${JSON.stringify(history.key)}: ${counts}\n\n`,
    table,
    ...(audit.length > 0 ? ['\n', ...audit] : []),
  ].join('');
}

function standing(entry: HistoryEntry, inBaseline: boolean, pinned: boolean): string {
  if (entry.status === 'withheld') return `withheld: ${entry.statusReason}`;
  const parts = [inBaseline ? 'baseline' : 'earlier epoch'];
  if (entry.opensEpoch) parts.push('opens an epoch');
  if (pinned) parts.push('pinned');
  return parts.join(', ');
}

function p95Of(entry: HistoryEntry): string {
  const series = seriesOf(entry.runs[0], 'http_req_duration', null);
  return series === null ? '-' : formatMs(series.p95);
}

function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
