import {
  formatAge,
  formatChange,
  formatChangeInterval,
  formatCount,
  formatMs,
  formatPercent,
  formatShare,
} from '../lib/format-number.ts';
import { isPaired, type Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { type ComparisonRow, comparisonRows } from './comparison-rows.ts';
import { markdownName, markdownText } from './markdown-escape.ts';
import { commitName, NO_LINKS, type ReportLinks } from './markdown-links.ts';
import { markdownVerdict } from './markdown-verdict.ts';
import { measuredFact } from './report-facts.ts';
import { decisiveJudgement } from './verdict-title.ts';

/**
 * Latencies side by side, what the change is held against, errors and requests: four narrow columns at most, so that a
 * phone need not scroll. Empty for what is no measurement.
 */
export function markdownTable(report: Report, maxEndpoints: number, links: ReportLinks = NO_LINKS): string {
  if (report.verdict.kind === 'invalid') return '';
  const rows = comparisonRows(report, maxEndpoints);
  if (rows.length === 0) return '';
  const compared = rows.some(({ baseline }) => baseline !== null);
  const [before, after] = isPaired(report) ? ['base', 'head'] : ['was', 'now'];
  const heading = compared ? ['', before, after, 'change'] : ['', 'now'];
  const alignment = ['---', ...heading.slice(1).map(() => '--:')];
  const titled = rows.filter(isGated).length === 1 ? report.verdict.kind : null;
  const write = (row: ComparisonRow) => (compared ? comparedCells(row, titled) : measuredCells(row, titled));
  const cells = [
    ...rows.filter(isGated).map(write),
    ...(compared ? limitCells(report) : []),
    ...rows.filter((row) => !isGated(row)).map(write),
    ...countCells(report, compared),
  ];
  const lines = [heading, alignment, ...cells].map((line) => `| ${line.join(' | ')} |`);
  const what = [comparedCommits(report, links), markdownText(measuredFact(report))];
  return [...lines, '', what.filter((part) => part !== '').join(' ')].join('\n');
}

function isGated({ verdict }: ComparisonRow): boolean {
  return verdict !== null;
}

function comparedCells(row: ComparisonRow, titled: VerdictKind | null): string[] {
  const [name = '', candidate = ''] = measuredCells(row, titled);
  return [name, row.baseline ?? '', candidate, row.change ?? ''];
}

/** Rows that are gated stand out. What the title says of a sole one is not said again; else the mark is beside the name, where it can wrap. */
function measuredCells(
  { name, isEndpoint, candidate, verdict }: ComparisonRow,
  titled: VerdictKind | null,
): string[] {
  const label = isEndpoint ? markdownName(name, 32) : markdownText(name);
  if (verdict === null) return [label, candidate ?? ''];
  const mark = verdict === titled ? '' : ` ${markdownVerdict(verdict).toLowerCase()}`;
  return [`**${label}**${mark}`, candidate === null ? '' : `**${candidate}**`];
}

/** How sure the change is and how large it may be, of the rule that decided. */
function limitCells(report: Report): string[][] {
  const comparison = decisiveJudgement(report)?.comparison ?? null;
  if (comparison === null) return [];
  const { interval, baseline } = comparison;
  const { failThreshold } = report.policy;
  return [
    [
      `${formatPercent(interval.confidence)} interval`,
      '',
      '',
      formatChangeInterval(interval.low, interval.high),
    ],
    ['limit', '', formatMs(baseline.value * (1 + failThreshold)), formatChange(failThreshold)],
  ];
}

function countCells({ candidate }: Report, compared: boolean): string[][] {
  const { errorRate, requests } = candidate;
  const row = (name: string, value: string) => (compared ? [name, '', value, ''] : [name, value]);
  return [row('errors', formatShare(errorRate)), row('requests', formatCount(requests))];
}

/** `Baseline a1b2c3d (2 days old), this d4e5f6a.` */
function comparedCommits(report: Report, links: ReportLinks): string {
  const { baseline, commit } = report;
  const age = baseline.ageDays === null ? '' : ` (${formatAge(baseline.ageDays)})`;
  const judged = commit === null ? '' : commitName(commit, links);
  if (baseline.commit === null || isPaired(report)) return judged === '' ? '' : `Commit ${judged}.`;
  const against = `Baseline ${commitName(baseline.commit, links)}${age}`;
  return judged === '' ? `${against}.` : `${against}, this ${judged}.`;
}
