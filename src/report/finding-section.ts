import type { FindingReport } from '../model/finding.ts';
import { renderFindingMarkdown } from './finding-markdown.ts';
import { findingRows } from './finding-rows.ts';
import { markdownText } from './markdown-escape.ts';
import { markdownPlaces, type ReportLinks } from './markdown-links.ts';

/** Heaviest steps that a page of a run shows; the file has them all. */
const MAX_ROWS = 20;

/** A finding for the page of a run, which shows no pictures: sentences, the numbers behind them, where the chart is. */
export function renderFindingSection(report: FindingReport, links: ReportLinks): string {
  const text = renderFindingMarkdown({ ...report, artifacts: {} }).trimEnd();
  const parts = [text, table(report), markdownPlaces(links)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function table({ finding }: FindingReport): string {
  const [head, ...rows] = findingRows(finding);
  if (head === undefined) return '';
  const alignment = head.map((_, column) => (column === 0 ? '---' : '--:'));
  const cells = rows.slice(-MAX_ROWS).map((row) => row.map((cell) => markdownText(cell)));
  return [head, alignment, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
