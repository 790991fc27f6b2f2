import type { TrendPoint } from '../model/report.ts';

/** The trend as a table for terminals, oldest first, at most 80 columns. */
export function renderTrendText(key: string, points: readonly TrendPoint[]): string {
  const rows = points.map((point) => [
    point.at.slice(0, 16).replace('T', ' '),
    point.commit?.slice(0, 7) ?? '-',
    `${milliseconds(point.p95)}`,
    `${milliseconds(point.low)} to ${milliseconds(point.high)}`,
    point.baseline === null ? '-' : milliseconds(point.baseline),
    verdictText(point),
  ]);
  const table = [['when (UTC)', 'commit', 'p95', '95 % interval', 'baseline', 'verdict'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return [`p95 of ${JSON.stringify(key)} in ms, ${points.length} job${points.length === 1 ? '' : 's'}`, '', ...lines, ''].join('\n');
}

function verdictText({ verdict, status, opensEpoch }: TrendPoint): string {
  const parts = [verdict, ...(status === 'withheld' ? ['(withheld)'] : []), ...(opensEpoch ? ['| new epoch'] : [])];
  return parts.join(' ');
}

function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
