import { formatChange, formatMs, formatShare } from '../lib/format-number.ts';
import { formatRate } from '../lib/format-rate.ts';
import { plainText } from '../lib/plain-text.ts';
import { amountOf } from '../model/drift-amount.ts';
import type { Finding, FindingReport } from '../model/finding.ts';
import type { SoakFinding } from '../model/soak-finding.ts';
import type { StressStep } from '../model/stress-finding.ts';
import { renderTable } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

const WIDTH = 100;

/** A finding for terminals: verdict, sentence, comparison and the numbers behind it. */
export function renderFindingText(report: FindingReport): string {
  const { finding, verdict, comparison, notices, sentence } = report;
  const sentences = new Set([
    sentence,
    ...verdict.reasons.map(({ text }) => text),
    ...(comparison === null ? [] : [comparison.sentence]),
  ]);
  const paragraphs = [
    `${finding.test} test: ${verdict.kind}`,
    ...[...sentences].map((text) => wrapText(plainText(text), WIDTH).join('\n')),
    tableOf(finding),
    ...notices.map(({ text }) => wrapText(`Note: ${plainText(text)}`, WIDTH).join('\n')),
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

function tableOf(finding: Finding): string {
  if (finding.test === 'stress') return stepsTable(finding.steps);
  return finding.test === 'soak' ? driftTable(finding) : '';
}

function driftTable({ latency, resources }: SoakFinding): string {
  const drifts = [...(latency === null ? [] : [latency]), ...resources];
  if (drifts.length === 0) return '';
  const rows = drifts.map(({ name, kind, from, to, change, changeAtLeast, rises }) => [
    name,
    amountOf(kind, from),
    amountOf(kind, to),
    formatChange(change),
    formatChange(changeAtLeast),
    rises ? 'rises' : 'steady',
  ]);
  return renderTable([['', 'beginning', 'end', 'change', 'at least', ''], ...rows]).trimEnd();
}

function stepsTable(steps: readonly StressStep[]): string {
  if (steps.length === 0) return '';
  const rows = steps.map((step) => [
    formatRate(step.rate),
    step.p50Ms === null ? '-' : formatMs(step.p50Ms),
    step.p95Ms === null ? '-' : formatMs(step.p95Ms),
    formatShare(step.errorRate),
    formatShare(step.droppedShare),
  ]);
  return renderTable([['requests/s', 'p50', 'p95', 'errors', 'not sent'], ...rows]).trimEnd();
}
