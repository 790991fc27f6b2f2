import { formatChange, formatMs, formatMsChange, formatNumberOf, shortCommit } from '../lib/format-number.ts';
import type { TrendPoint } from '../model/report.ts';
import { renderTable } from './text-table.ts';

/** Where a trend starts: what the caller called it, and its time in ISO 8601 UTC. */
export interface TrendSince {
  readonly name: string;
  readonly at: string;
}

/** A trend: what the points are of, and of which key. */
export interface TrendTable {
  readonly key: string;
  /** `p95`, or what else is gated. */
  readonly statistic: string;
  readonly points: readonly TrendPoint[];
}

/** The trend as a table for terminals, oldest first, with what it comes to since a release. */
export function renderTrendText(
  { key, statistic, points }: TrendTable,
  since: TrendSince | null = null,
): string {
  const rows = points.map((point) => [
    minute(point.at),
    point.commit === null ? '-' : shortCommit(point.commit),
    formatMs(point.value),
    `${formatMs(point.low)} to ${formatMs(point.high)}`,
    point.baseline === null ? '-' : formatMs(point.baseline),
    verdictText(point),
  ]);
  const table = renderTable([
    ['when (UTC)', 'commit', statistic, '95 % interval', 'baseline', 'verdict'],
    ...rows,
  ]);
  const what = `${statistic} of ${JSON.stringify(key)}`;
  if (since !== null && points.length === 0)
    return `${what}: no job since ${since.name} (${minute(since.at)} UTC)\n`;
  const start = since === null ? '' : ` since ${since.name} (${minute(since.at)} UTC)`;
  const sum = since === null ? '' : `\n${sumText(points)}`;
  return `${what}, ${formatNumberOf(points.length, 'job')}${start}\n${sum}\n${table}`;
}

/** How the baseline moved over these jobs: single jobs are too noisy to say what a release cost. */
function sumText(points: readonly TrendPoint[]): string {
  const regressed = formatNumberOf(
    points.filter(({ verdict }) => verdict === 'regressed').length,
    'regressed job',
  );
  const levels = points.flatMap(({ baseline }) => (baseline === null ? [] : [baseline]));
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined) return `${regressed}\n`;
  return `the baseline went ${formatMsChange(first, last)} (${formatChange(last / first - 1)}); ${regressed}\n`;
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

function verdictText({ verdict, status, opensEpoch }: TrendPoint): string {
  const parts = [
    verdict,
    ...(status === 'withheld' ? ['(withheld)'] : []),
    ...(opensEpoch ? ['| new epoch'] : []),
  ];
  return parts.join(' ');
}
