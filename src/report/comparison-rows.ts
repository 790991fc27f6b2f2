import { formatChange, formatMsColumn } from '../lib/format-number.ts';
import type { Report } from '../model/report.ts';
import { ruleName } from '../model/rule-name.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** A line of the table of latencies, ready but for the escaping of its name. */
export interface ComparisonRow {
  readonly name: string;
  /** `true`: the name is one that a script gave. */
  readonly isEndpoint: boolean;
  readonly baseline: string | null;
  readonly candidate: string | null;
  readonly change: string | null;
  /** Only of rows that are gated. */
  readonly verdict: VerdictKind | null;
}

/** Gated rules first, then at most `maxEndpoints` others, those that moved most first. */
export function comparisonRows(report: Report, maxEndpoints: number): readonly ComparisonRow[] {
  const rows = [...ruleRows(report), ...endpointRows(report, maxEndpoints)];
  const baselines = formatMsColumn(rows.map((row) => row.baseline));
  const candidates = formatMsColumn(rows.map((row) => row.candidate));
  return rows.map((row, index) => ({
    ...row,
    baseline: baselines[index] ?? null,
    candidate: candidates[index] ?? null,
    change: row.change === null ? null : formatChange(row.change),
  }));
}

type Figures = Pick<ComparisonRow, 'name' | 'isEndpoint' | 'verdict'> & {
  readonly baseline: number | null;
  readonly candidate: number | null;
  readonly change: number | null;
};

function ruleRows({ judgements, candidate }: Report): Figures[] {
  return judgements.map(({ rule, verdict, comparison }, index) => ({
    name: rule.endpoint === null ? `${ruleName(rule)}, all requests` : ruleName(rule),
    isEndpoint: rule.endpoint !== null,
    verdict,
    baseline: comparison?.baseline.value ?? null,
    candidate: comparison?.candidate.value ?? (index === 0 ? candidate.value : null),
    change: comparison?.change ?? null,
  }));
}

function endpointRows({ endpoints }: Report, max: number): Figures[] {
  const moved = ({ change }: Report['endpoints'][number]) => Math.abs(change ?? 0);
  return endpoints
    .filter((one) => !one.gated)
    .toSorted((a, b) => moved(b) - moved(a))
    .slice(0, max)
    .map(({ endpoint, baselineP95, candidateP95, change }) => ({
      name: endpoint,
      isEndpoint: true,
      verdict: null,
      baseline: baselineP95,
      candidate: candidateP95,
      change,
    }));
}
