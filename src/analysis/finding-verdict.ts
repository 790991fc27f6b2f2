import type { Finding, FindingComparison } from '../model/finding.ts';
import { type Reason, UNCONFIRMED, type Verdict } from '../model/verdict.ts';
import { type SoakGoal, soakVerdict } from './soak/soak-verdict.ts';
import { type SpikeGoal, spikeVerdict } from './spike/spike-verdict.ts';
import { type StressGoal, stressVerdict } from './stress/stress-verdict.ts';

/** What is asked of the tests. */
export interface FindingGoals extends StressGoal, SpikeGoal, SoakGoal {}

/**
 * What was found against what is asked for, and against earlier tests: becoming worse is a regression, also within every limit, and goes
 * before a limit that is crossed.
 */
export function findingVerdict(
  finding: Finding,
  sentence: string,
  comparisons: readonly FindingComparison[],
  goals: FindingGoals,
): Verdict {
  const alone = verdictAlone(finding, sentence, goals, comparisons);
  if (!isMeasured(finding)) return alone;
  const breached = alone.kind === 'slo-breached' ? alone.reasons : [];
  const [worst, ...others] = reasonsOf(comparisons, 'regressed', ({ worse }) => worse);
  if (worst !== undefined) return { kind: 'regressed', reasons: [worst, ...others, ...breached] };
  if (alone.kind === 'slo-breached') return alone;
  const [unconfirmed, ...further] = reasonsOf(comparisons, 'unconfirmed', () => UNCONFIRMED);
  if (unconfirmed === undefined) return alone;
  return { kind: 'inconclusive', reasons: [unconfirmed, ...further, ...alone.reasons] };
}

/** Reasons of a test that broke a promise by itself: nobody accepts that. */
const BROKEN_PROMISES: ReadonlySet<string> = new Set([
  'broke-at-once',
  'capacity-too-small',
  'never-recovered',
  'recovery-too-slow',
  'drifting',
  'leaking',
  'error-rate',
]);

/** Whether a person may accept it: a regression that breaks no promise beside it. */
export function isAcceptable({ kind, reasons }: Verdict): boolean {
  return kind === 'regressed' && !reasons.some(({ code }) => BROKEN_PROMISES.has(code));
}

function verdictAlone(
  finding: Finding,
  sentence: string,
  goals: FindingGoals,
  comparisons: readonly FindingComparison[],
): Verdict {
  switch (finding.test) {
    case 'stress':
      return stressVerdict(finding, sentence, comparisons[0] ?? null, goals);
    case 'spike':
      return spikeVerdict(finding, sentence, goals);
    case 'soak':
      return soakVerdict(finding, sentence, goals);
  }
}

function isMeasured({ outcome }: Finding): boolean {
  return outcome !== 'not-measured' && outcome !== 'generator-bound';
}

function reasonsOf(
  comparisons: readonly FindingComparison[],
  outcome: FindingComparison['outcome'],
  codeOf: (comparison: FindingComparison) => string,
): readonly Reason[] {
  const those = comparisons.filter((comparison) => comparison.outcome === outcome);
  return those.map((comparison) => ({ code: codeOf(comparison), text: comparison.sentence }));
}
