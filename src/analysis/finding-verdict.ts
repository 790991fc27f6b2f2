import type { Finding, FindingComparison } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import { type SoakGoal, soakVerdict } from './soak/soak-verdict.ts';
import { type SpikeGoal, spikeVerdict } from './spike/spike-verdict.ts';
import { type StressGoal, stressVerdict } from './stress/stress-verdict.ts';

/** What is asked of the tests. */
export interface FindingGoals extends StressGoal, SpikeGoal, SoakGoal {}

export function findingVerdict(
  finding: Finding,
  sentence: string,
  comparison: FindingComparison | null,
  goals: FindingGoals,
): Verdict {
  switch (finding.test) {
    case 'stress':
      return stressVerdict(finding, sentence, comparison, goals);
    case 'spike':
      return spikeVerdict(finding, sentence, goals);
    case 'soak':
      return soakVerdict(finding, sentence, goals);
  }
}
