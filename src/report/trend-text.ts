import { formatMs, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import type { TrendPoint } from '../model/report.ts';
import { renderTable } from './text-table.ts';

/** The trend as a table for terminals, oldest first. */
export function renderTrendText(key: string, points: readonly TrendPoint[]): string {
  const rows = points.map((point) => [
    point.at.slice(0, 16).replace('T', ' '),
    point.commit === null ? '-' : shortCommit(point.commit),
    formatMs(point.p95),
    `${formatMs(point.low)} to ${formatMs(point.high)}`,
    point.baseline === null ? '-' : formatMs(point.baseline),
    verdictText(point),
  ]);
  const table = renderTable([
    ['when (UTC)', 'commit', 'p95', '95 % interval', 'baseline', 'verdict'],
    ...rows,
  ]);
  return `p95 of ${JSON.stringify(key)}, ${formatNumberOf(points.length, 'job')}\n\n${table}`;
}

function verdictText({ verdict, status, opensEpoch }: TrendPoint): string {
  const parts = [
    verdict,
    ...(status === 'withheld' ? ['(withheld)'] : []),
    ...(opensEpoch ? ['| new epoch'] : []),
  ];
  return parts.join(' ');
}
