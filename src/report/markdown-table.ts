import { formatAge, shortCommit } from '../lib/format-number.ts';
import { isPaired, type Report } from '../model/report.ts';
import { type ComparisonRow, comparisonRows } from './comparison-rows.ts';
import { markdownName, markdownText } from './markdown-escape.ts';
import { markdownVerdict } from './markdown-verdict.ts';
import { loadFact } from './report-facts.ts';

/** Latencies side by side, in four columns at most, so that a phone need not scroll. Empty for what is no measurement. */
export function markdownTable(report: Report, maxEndpoints: number): string {
  if (report.verdict.kind === 'invalid') return '';
  const rows = comparisonRows(report, maxEndpoints);
  if (rows.length === 0) return '';
  const compared = rows.some(({ baseline }) => baseline !== null);
  const heading = compared
    ? ['', baselineHeading(report), candidateHeading(report), 'change']
    : ['', candidateHeading(report), ''];
  const alignment = ['---', ...heading.slice(1).map(() => '--:')];
  const cells = rows.map((row) => (compared ? comparedCells(row) : measuredCells(row)));
  const lines = [heading, alignment, ...cells].map((line) => `| ${line.join(' | ')} |`);
  return [...lines, '', markdownText(loadFact(report))].join('\n');
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

function baselineHeading(report: Report): string {
  if (isPaired(report)) return 'base';
  const { baseline } = report;
  const commit = baseline.commit === null ? '' : ` ${markdownName(shortCommit(baseline.commit))}`;
  return `baseline${commit}${baseline.ageDays === null ? '' : ` (${formatAge(baseline.ageDays)})`}`;
}

function candidateHeading({ commit }: Report): string {
  return commit === null ? 'this job' : `this ${markdownName(shortCommit(commit))}`;
}
