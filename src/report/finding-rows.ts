import { formatChange, formatMs, formatShare } from '../lib/format-number.ts';
import { formatRate } from '../lib/format-rate.ts';
import { amountOf } from '../model/drift-amount.ts';
import type { Finding } from '../model/finding.ts';
import type { SoakFinding } from '../model/soak-finding.ts';
import type { StressStep } from '../model/stress-finding.ts';

type Rows = readonly (readonly string[])[];

/** The numbers behind a finding, the head first; empty where the sentence says them all. */
export function findingRows(finding: Finding): Rows {
  if (finding.test === 'stress') return stepRows(finding.steps);
  return finding.test === 'soak' ? driftRows(finding) : [];
}

function driftRows({ latency, resources }: SoakFinding): Rows {
  const drifts = [...(latency === null ? [] : [latency]), ...resources];
  if (drifts.length === 0) return [];
  const rows = drifts.map(({ name, kind, from, to, change, changeAtLeast, rises }) => [
    name,
    amountOf(kind, from),
    amountOf(kind, to),
    formatChange(change),
    formatChange(changeAtLeast),
    rises ? 'rises' : 'steady',
  ]);
  return [['', 'beginning', 'end', 'change', 'at least', ''], ...rows];
}

function stepRows(steps: readonly StressStep[]): Rows {
  if (steps.length === 0) return [];
  const rows = steps.map((step) => [
    formatRate(step.rate),
    step.p50Ms === null ? '-' : formatMs(step.p50Ms),
    step.p95Ms === null ? '-' : formatMs(step.p95Ms),
    formatShare(step.errorRate),
    formatShare(step.droppedShare),
  ]);
  return [['requests/s', 'p50', 'p95', 'errors', 'not sent'], ...rows];
}
