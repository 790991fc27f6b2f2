import type { Comparison, Judgement } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { Run } from '../model/run.ts';
import { type Reason, UNCONFIRMED } from '../model/verdict.ts';
import { baselineModel } from './baseline-model.ts';
import { changeLimits } from './change-limits.ts';
import { comparisonOf } from './comparison-of.ts';
import type { LevelledEntry } from './history-levels.ts';
import { judgeLooks } from './judge-looks.ts';
import { agreeingLooks, comparedVerdict } from './looks-told.ts';
import type { RoundLevel } from './round-level.ts';
import { type ComparedVerdict, isSurelyOver, verdictSentence } from './verdict-sentence.ts';

export interface SequentialInput {
  readonly rule: GateRule;
  readonly policy: GatePolicy;
  /** Valid rounds, in order, and their levels. */
  readonly runs: readonly [Run, ...Run[]];
  readonly rounds: readonly [RoundLevel, ...RoundLevel[]];
  readonly entries: readonly [LevelledEntry, ...LevelledEntry[]];
  readonly otherCpuShare: number;
  readonly metrics: number;
  readonly exhausted: boolean;
  readonly isDefaultBranch: boolean;
  readonly allAtOnce: boolean;
  readonly handsOver: boolean;
}

export type SequentiallyJudged =
  | { readonly kind: 'look-again'; readonly comparison: Comparison }
  | { readonly kind: 'judged'; readonly judgement: Judgement };

/** The default policy: how far the rounds are from the history, held against all noise that is known of. */
export function judgeSequentially(input: SequentialInput): SequentiallyJudged {
  const { rule, policy, runs, rounds, entries } = input;
  const model = baselineModel(entries, input.otherCpuShare);
  const limits = changeLimits(policy);
  const looks = judgeLooks(rounds, model, {
    limits,
    evidence: policy.evidence,
    metrics: input.metrics,
    exhausted: input.exhausted,
    seeksImprovement: input.isDefaultBranch,
    allAtOnce: input.allAtOnce,
    handsOver: input.handsOver,
    minAbsoluteDeltaMs: policy.minAbsoluteDeltaMs,
  });
  const newest = entries[entries.length - 1] ?? entries[0];
  const comparison = comparisonOf({ rule, policy, runs, newest, model, ...looks });
  if (looks.outcome === 'look-again') return { kind: 'look-again', comparison };
  const used = rounds.slice(0, looks.estimate.looks);
  const changes = used.map((round) => round.level - model.mu);
  const outcome = comparedVerdict(looks, limits.warn);
  const agreeing = agreeingLooks(changes, looks.estimate.theta, limits.limit);
  const unconfirmed = outcome === 'inconclusive' && isSurelyOver(comparison, policy);
  const reason = {
    code: unconfirmed ? UNCONFIRMED : outcome,
    text: verdictSentence(outcome, { comparison, policy, agreeing }),
  };
  return { kind: 'judged', judgement: judgementOf(outcome, reason, comparison, runs[0].summaryOnly) };
}

const SUMMARY_ONLY: Reason = {
  code: 'summary-only',
  text: 'A summary has no distribution behind its quantiles, so a change of them cannot be held against noise.',
};

function judgementOf(
  outcome: ComparedVerdict,
  reason: Reason,
  comparison: Comparison,
  summaryOnly: boolean,
): Judgement {
  const { rule } = comparison;
  if (summaryOnly) {
    const told: Reason = { code: 'summary-change', text: reason.text };
    return { rule, verdict: 'inconclusive', reasons: [SUMMARY_ONLY, told], comparison };
  }
  return { rule, verdict: outcome === 'below-floor' ? 'warned' : outcome, reasons: [reason], comparison };
}
