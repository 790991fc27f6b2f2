import type { Finding, FindingComparison } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import { type StressGoal, stressVerdict } from './stress/stress-verdict.ts';

/** What is asked of the tests. */
export type FindingGoals = StressGoal;

export function findingVerdict(
  finding: Finding,
  sentence: string,
  comparison: FindingComparison | null,
  goals: FindingGoals,
): Verdict {
  return stressVerdict(finding, sentence, comparison, goals);
}
