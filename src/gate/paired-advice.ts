import { formatPercent } from '../lib/format-number.ts';
import type { Comparison } from '../model/comparison.ts';
import type { GatePolicy } from '../model/gate-policy.ts';
import { type AdviceInput, adviceFor, intended, movedMost } from './advice.ts';

export interface PairedAdviceInput extends AdviceInput {
  /** Whether a run of the head against the history went before: it is what could be accepted. */
  readonly hasScreen: boolean;
}

/** What to do now after paired looks, most useful first. */
export function pairedAdvice(input: PairedAdviceInput): readonly string[] {
  switch (input.verdict.kind) {
    case 'improved':
      return input.isDefaultBranch && input.hasScreen ? adviceFor(input) : [];
    case 'regressed':
      return [...movedMost(input), ...(input.hasScreen ? intended(input) : [INTENDED])];
    case 'inconclusive':
      return undecided(input);
    default:
      return adviceFor(input);
  }
}

const INTENDED =
  'Intended: merge it and say why; once it is the base, further pairs are held against the new level.';

function undecided({ judgements, policy }: AdviceInput): string[] {
  const comparison = judgements.find(({ verdict }) => verdict === 'inconclusive')?.comparison ?? null;
  return comparison === null ? [] : settling(comparison, policy);
}

function settling({ candidate, noise }: Comparison, { maxRounds }: GatePolicy): string[] {
  const more =
    candidate.runs === 1 ? ['Allow another look with `--max-rounds`: one pair alone fails nobody.'] : [];
  return [
    ...more,
    `Pairs differ by ${formatPercent(noise)} from one to the next: longer ones (\`--chunk\`), a higher rate or more than ${maxRounds} looks (\`--max-rounds\`) would settle it.`,
  ];
}
