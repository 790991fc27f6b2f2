import { formatNumberOf, formatShare } from '../../lib/format-number.ts';
import type { SoakFinding } from '../../model/soak-finding.ts';
import type { Reason, Verdict } from '../../model/verdict.ts';

/** What a soak test has to reach. */
export interface SoakGoal {
  /** Share of requests that may fail. */
  readonly maxErrorRate: number;
}

/** A drift or a leak is a breach; restarts are warned of, as a test without them is not what was seen. */
export function soakVerdict(finding: SoakFinding, sentence: string, { maxErrorRate }: SoakGoal): Verdict {
  const found = { code: finding.outcome, text: sentence };
  if (finding.outcome === 'not-measured') return { kind: notMeasured(finding), reasons: [found] };
  const failing = failures(finding, maxErrorRate);
  if (finding.outcome !== 'steady') return { kind: 'slo-breached', reasons: [found, ...failing] };
  if (failing[0] !== undefined) return { kind: 'slo-breached', reasons: [failing[0], found] };
  if (finding.restarts.length === 0) return { kind: 'passed', reasons: [found] };
  const text = `The service was restarted ${formatNumberOf(finding.restarts.length, 'time')}: what it held before is not part of the line.`;
  return { kind: 'warned', reasons: [{ code: 'restarted', text }, found] };
}

/** A target that answered nothing was not soaked at all; a soak that was short, or was not scraped, may be all there is. */
function notMeasured({ errorRate }: SoakFinding): 'invalid' | 'inconclusive' {
  return errorRate === 1 ? 'invalid' : 'inconclusive';
}

function failures({ errorRate }: SoakFinding, maxErrorRate: number): Reason[] {
  if (errorRate <= maxErrorRate) return [];
  const text = `${formatShare(errorRate)} of the requests failed, ${formatShare(maxErrorRate)} are allowed.`;
  return [{ code: 'error-rate', text }];
}
