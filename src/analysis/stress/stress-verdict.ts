import { formatRate } from '../../lib/format-rate.ts';
import type { FindingComparison } from '../../model/finding.ts';
import type { StressFinding } from '../../model/stress-finding.ts';
import type { Reason, Verdict, VerdictKind } from '../../model/verdict.ts';

/** What a stress test has to reach. */
export interface StressGoal {
  /** Requests a second; `null`: nothing was asked for. */
  readonly minCapacity: number | null;
}

/** A breaking point is no failure of itself: one below what was asked for is. */
export function stressVerdict(
  finding: StressFinding,
  sentence: string,
  comparison: FindingComparison | null,
  { minCapacity }: StressGoal,
): Verdict {
  const found: Reason = { code: finding.outcome, text: sentence };
  if (finding.outcome === 'not-measured' || finding.outcome === 'generator-bound')
    return is('invalid', found);
  if (finding.outcome === 'broke-at-once') return is('slo-breached', found);
  const short = shortfall(finding, minCapacity);
  if (short !== null) return { kind: 'slo-breached', reasons: [short, found] };
  return is(kindOf(comparison, minCapacity), found);
}

function is(kind: VerdictKind, reason: Reason): Verdict {
  return { kind, reasons: [reason] };
}

function kindOf(comparison: FindingComparison | null, minCapacity: number | null): VerdictKind {
  if (comparison === null) return minCapacity === null ? 'no-baseline' : 'passed';
  const { outcome } = comparison;
  return outcome === 'inconclusive' || outcome === 'improved' ? outcome : 'passed';
}

/** A ramp that ended below the goal has not shown it either, but that is not the service's fault. */
function shortfall({ breakingPoint }: StressFinding, minCapacity: number | null): Reason | null {
  if (minCapacity === null || breakingPoint === null || breakingPoint.rate >= minCapacity) return null;
  return {
    code: 'capacity-too-small',
    text: `The breaking point is ${formatRate(breakingPoint.rate)} requests/s, under the ${formatRate(minCapacity)} that are asked for.`,
  };
}
