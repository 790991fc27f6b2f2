import type { FindingReport } from '../model/finding.ts';
import { findingRemarks } from './finding-remarks.ts';
import { markdownBullets, markdownText } from './markdown-escape.ts';

const TITLES = { stress: 'Stress test', spike: 'Spike test', soak: 'Soak test' } as const;

/** `finding.md`: the sentence, what it compares with, the chart, what a reader should know. */
export function renderFindingMarkdown(report: FindingReport): string {
  const { finding, verdict, notices, artifacts } = report;
  const picture = artifacts[finding.test];
  const parts = [
    `## ${TITLES[finding.test]}: ${verdict.kind}`,
    ...findingRemarks(report).map((text) => markdownText(text)),
    ...(picture === undefined ? [] : [`![${TITLES[finding.test]}](${picture})`]),
    ...(notices.length === 0 ? [] : [markdownBullets(notices.map(({ text }) => text))]),
  ];
  return `${parts.join('\n\n')}\n`;
}
