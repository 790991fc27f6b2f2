import { plainText } from '../lib/plain-text.ts';
import type { Finding, FindingReport } from '../model/finding.ts';
import { findingRemarks } from './finding-remarks.ts';
import { findingRows } from './finding-rows.ts';
import { renderTable } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

const WIDTH = 100;

/** A finding for terminals: verdict, sentence, comparison and the numbers behind it. */
export function renderFindingText(report: FindingReport): string {
  const { finding, verdict, notices } = report;
  const paragraphs = [
    `${finding.test} test: ${verdict.kind}`,
    ...findingRemarks(report).map((text) => wrapText(plainText(text), WIDTH).join('\n')),
    tableOf(finding),
    ...notices.map(({ text }) => wrapText(`Note: ${plainText(text)}`, WIDTH).join('\n')),
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function tableOf(finding: Finding): string {
  const rows = findingRows(finding);
  return rows.length === 0 ? '' : renderTable(rows).trimEnd();
}
