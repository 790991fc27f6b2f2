import type { LookRules, LooksJudged } from './judge-looks.ts';
import { isBelowFloor, isSurelyBelowFloor } from './milliseconds-floor.ts';
import type { PairedChunk } from './paired-look.ts';
import { pairedLooks } from './paired-look.ts';
import { decideSequentially } from './sequential-decision.ts';

/**
 * Takes the paired looks of one rule in order and stops at the first that decides. One pair can pass, since the
 * machine is not in it; it takes two to fail.
 * @param mu level of the base, natural logarithm of ms
 */
export function judgePairs(
  chunks: readonly [PairedChunk, ...PairedChunk[]],
  mu: number,
  rules: LookRules,
): LooksJudged {
  const [first, ...rest] = chunks;
  for (let looks = 1; looks < chunks.length; looks++) {
    const judged = judgeAt([first, ...rest.slice(0, looks - 1)], mu, { ...rules, exhausted: false });
    if (judged.outcome !== 'look-again') return judged;
  }
  return judgeAt(chunks, mu, rules);
}

function judgeAt(
  chunks: readonly [PairedChunk, ...PairedChunk[]],
  mu: number,
  rules: LookRules,
): LooksJudged {
  const estimate = pairedLooks(chunks);
  const { outcome, logLikelihoodRatio } = decideSequentially(estimate, rules);
  const judged = (kind: LooksJudged['outcome']) => ({ outcome: kind, estimate, logLikelihoodRatio });
  if (isSurelyBelowFloor(estimate, mu, rules)) {
    return judged(estimate.theta > rules.limits.limit ? 'below-floor' : 'passed');
  }
  if (outcome === 'regressed')
    return judged(isBelowFloor(estimate.theta, mu, rules) ? 'below-floor' : 'regressed');
  if (outcome === 'improved') return judged(isBelowFloor(estimate.theta, mu, rules) ? 'passed' : 'improved');
  return judged(outcome);
}
