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
import { type ComparisonRow, comparisonRows } from './comparison-rows.ts';
import { markdownName, markdownText } from './markdown-escape.ts';
import { commitName, NO_LINKS, type ReportLinks } from './markdown-links.ts';
import { markdownVerdict } from './markdown-verdict.ts';
import { measuredFact } from './report-facts.ts';
import { decisiveJudgement } from './verdict-title.ts';

/**
 * Latencies side by side, what the change is held against, errors and requests: four columns at most, so that a phone
 * need not scroll. Empty for what is no measurement.
 */
export function markdownTable(report: Report, maxEndpoints: number, links: ReportLinks = NO_LINKS): string {
  if (report.verdict.kind === 'invalid') return '';
  const rows = comparisonRows(report, maxEndpoints);
  if (rows.length === 0) return '';
  const compared = rows.some(({ baseline }) => baseline !== null);
  const heading = compared
    ? ['', baselineHeading(report, links), candidateHeading(report, links), 'change']
    : ['', candidateHeading(report, links), ''];
  const alignment = ['---', ...heading.slice(1).map(() => '--:')];
  const write = compared ? comparedCells : measuredCells;
  const cells = [
    ...rows.filter(isGated).map(write),
    ...(compared ? limitCells(report) : []),
    ...rows.filter((row) => !isGated(row)).map(write),
    ...countCells(report, heading.length),
  ];
  const lines = [heading, alignment, ...cells].map((line) => `| ${line.join(' | ')} |`);
  return [...lines, '', markdownText(measuredFact(report))].join('\n');
}

function isGated({ verdict }: ComparisonRow): boolean {
  return verdict !== null;
}

function comparedCells(row: ComparisonRow): string[] {
  const { baseline, change, verdict } = row;
  const mark = verdict === null ? '' : markdownVerdict(verdict).toLowerCase();
  const [name = '', candidate = ''] = measuredCells(row);
  return [name, baseline ?? '', candidate, [change ?? '', mark].join(' ').trim()];
}

/** Rows that are gated stand out. */
function measuredCells({ name, isEndpoint, candidate, verdict }: ComparisonRow): string[] {
  const label = isEndpoint ? markdownName(name, 32) : markdownText(name);
  if (verdict === null) return [label, candidate ?? '', ''];
  return [
    `**${label}**`,
    candidate === null ? '' : `**${candidate}**`,
    markdownVerdict(verdict).toLowerCase(),
  ];
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

function countCells({ candidate }: Report, columns: number): string[][] {
  const before = columns === 4 ? [''] : [];
  return [
    ['errors', ...before, formatShare(candidate.errorRate), ''],
    ['requests', ...before, formatCount(candidate.requests), ''],
  ];
}

function baselineHeading(report: Report, links: ReportLinks): string {
  if (isPaired(report)) return 'base';
  const { baseline } = report;
  const commit = baseline.commit === null ? '' : ` ${commitName(baseline.commit, links)}`;
  return `baseline${commit}${baseline.ageDays === null ? '' : ` (${formatAge(baseline.ageDays)})`}`;
}

function candidateHeading({ commit }: Report, links: ReportLinks): string {
  return commit === null ? 'this job' : `this ${commitName(commit, links)}`;
}
