import { formatChange, formatChangeInterval } from '../lib/format-number.ts';
import type { Comparison, Judgement } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { Pair } from '../model/pair.ts';
import { ruleName } from '../model/rule-name.ts';
import type { StatisticReader } from '../model/statistic-reader.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import { changeLimits } from './change-limits.ts';
import { judgePairs } from './judge-pairs.ts';
import type { RuleJudged } from './judge-rule.ts';
import { agreeingLooks, comparedVerdict } from './looks-told.ts';
import { pairedComparison } from './paired-comparison.ts';
import { type PairedChunk, pairedChunkError } from './paired-look.ts';
import { verdictSentence } from './verdict-sentence.ts';

export interface PairRuleInput {
  readonly rule: GateRule;
  readonly policy: GatePolicy;
  /** Valid pairs, in order. */
  readonly pairs: readonly [Pair, ...Pair[]];
  /** Looks that were spent against the history before: 1 with a screen, else 0. */
  readonly screens: number;
  /** Gated rules. */
  readonly metrics: number;
  readonly exhausted: boolean;
  readonly isDefaultBranch: boolean;
  readonly reader: StatisticReader;
}

/** A pair that has the rule's statistic on both sides. */
export interface LevelledPair extends PairedChunk {
  readonly pair: Pair;
  /** Of the base, natural logarithm of ms. */
  readonly baseLevel: number;
}

/** What one rule says after the pairs so far. */
export function judgePairRule(input: PairRuleInput): RuleJudged {
  const { rule, policy } = input;
  const [first, ...rest] = input.pairs.flatMap((pair) => levelled(pair, input));
  if (first === undefined) return withoutLatency(rule);
  const pairs = [first, ...rest] as const;
  const mu = robustCentre(pairs.map((pair) => pair.baseLevel));
  const limits = changeLimits(policy);
  const looks = judgePairs(pairs, mu, {
    limits,
    evidence: policy.evidence,
    metrics: input.metrics,
    exhausted: input.exhausted,
    seeksImprovement: input.isDefaultBranch,
    minAbsoluteDeltaMs: policy.minAbsoluteDeltaMs,
  });
  const used = pairs.slice(0, looks.estimate.looks);
  const comparison = pairedComparison({ ...input, ...looks, mu, used });
  if (looks.outcome === 'look-again') return { kind: 'look-again', why: notClear(comparison) };
  const outcome = comparedVerdict(looks, limits.warn);
  const changes = used.map(({ change }) => change);
  const agreeing = agreeingLooks(changes, looks.estimate.theta, limits.limit);
  const text = verdictSentence(outcome, { comparison, policy, agreeing });
  const verdict = outcome === 'below-floor' ? 'warned' : outcome;
  return { kind: 'judged', judgement: { rule, verdict, reasons: [{ code: outcome, text }], comparison } };
}

function levelled(pair: Pair, { rule, reader }: PairRuleInput): LevelledPair[] {
  const [base, head] = [reader.value(pair.base, rule), reader.value(pair.head, rule)];
  if (base === null || head === null) return [];
  const seconds = [reader.seconds(pair.base, rule), reader.seconds(pair.head, rule)] as const;
  const standardError = pairedChunkError(...seconds, rule.quantile);
  return [{ pair, baseLevel: Math.log(base), change: Math.log(head / base), standardError }];
}

function withoutLatency(rule: GateRule): { kind: 'judged'; judgement: Judgement } {
  const text = `no latency above zero on both sides to judge ${ruleName(rule)} by`;
  const reasons = [{ code: 'no-latencies', text }] as const;
  return { kind: 'judged', judgement: { rule, verdict: 'invalid', reasons, comparison: null } };
}

function notClear({ rule, change, interval }: Comparison): string {
  const range = formatChangeInterval(interval.low, interval.high);
  return `beside the base, ${ruleName(rule)} ${formatChange(change)} (${range}) is not clear yet`;
}
