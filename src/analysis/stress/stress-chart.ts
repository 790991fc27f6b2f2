import { formatMs, formatNumberOf, formatPercent } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { ChartSpec } from '../../model/chart-spec.ts';
import type { StressFinding } from '../../model/stress-finding.ts';

type StressChart = Extract<ChartSpec, { kind: 'stress' }>;

/** p95 over the rate with the place where it crosses the objective; `null` without steps. */
export function stressChart(finding: StressFinding, key: string): StressChart | null {
  if (finding.steps.length === 0) return null;
  const { objective, steps } = finding;
  return {
    kind: 'stress',
    title: titleOf(finding),
    subtitle: `${key} · ${formatNumberOf(steps.length, 'step')} of ${Math.round(steps[0]?.seconds ?? 0)} s · objective: p95 within ${formatMs(objective.p95Ms)}, errors within ${formatPercent(objective.errorRate)}`,
    finding,
  };
}

function titleOf({ outcome, breakingPoint, highestRate, lowestRate, brokeFirst }: StressFinding): string {
  switch (outcome) {
    case 'broke':
      return `Breaks at ${formatRate(breakingPoint?.rate ?? 0)} requests/s: ${brokeFirst === 'errors' ? 'errors' : 'latency'} first`;
    case 'not-reached':
      return `Holds at ${formatRate(highestRate)} requests/s, the top of the ramp`;
    case 'broke-at-once':
      return `Broken at ${formatRate(lowestRate)} requests/s already, the lightest load`;
    case 'generator-bound':
      return 'No breaking point: the load generator gave up first';
    case 'not-measured':
      return 'No breaking point: too little load';
  }
}
