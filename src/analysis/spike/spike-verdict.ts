import { formatNumberOf } from '../../lib/format-number.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import type { Verdict } from '../../model/verdict.ts';

/** What a spike test has to reach. */
export interface SpikeGoal {
  /** Seconds after a spike within which p95 must be back. */
  readonly maxRecoverySeconds: number;
}

/** A service that does not come back, or not in time, breaks its objective. */
export function spikeVerdict(
  finding: SpikeFinding,
  sentence: string,
  { maxRecoverySeconds }: SpikeGoal,
): Verdict {
  const found = { code: finding.outcome, text: sentence };
  if (finding.outcome === 'not-measured') return { kind: 'invalid', reasons: [found] };
  if (finding.outcome === 'never-recovered') return { kind: 'slo-breached', reasons: [found] };
  if ((finding.recoverySeconds ?? 0) <= maxRecoverySeconds) return { kind: 'passed', reasons: [found] };
  const text = `Recovery took ${formatNumberOf(Math.round(finding.recoverySeconds ?? 0), 'second')}, ${formatNumberOf(maxRecoverySeconds, 'second')} are allowed.`;
  return { kind: 'slo-breached', reasons: [{ code: 'recovery-too-slow', text }, found] };
}
