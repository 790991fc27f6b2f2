import { formatChange, formatChangeInterval } from '../lib/format-number.ts';
import type { Comparison, Judgement } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import { ruleName } from '../model/rule-name.ts';
import type { Run } from '../model/run.ts';
import type { StatisticReader } from '../model/statistic-reader.ts';
import { ANOTHER_SCRIPT, type Reason, type VerdictKind } from '../model/verdict.ts';
import type { ComparableHistory } from './comparable-history.ts';
import { historyLevels } from './history-levels.ts';
import { judgeSequentially } from './judge-sequentially.ts';
import type { RoundLevel } from './round-level.ts';
import { judgeStrictly } from './strict-policy.ts';
import { noBaselineSentence } from './verdict-sentence.ts';

export interface RuleInput {
  readonly rule: GateRule;
  readonly policy: GatePolicy;
  readonly history: ComparableHistory;
  /** Whether the history had entries at all, comparable or not. */
  readonly hasHistory: boolean;
  /** Valid rounds, in order. */
  readonly runs: readonly [Run, ...Run[]];
  /** Gated rules. */
  readonly metrics: number;
  readonly exhausted: boolean;
  readonly isDefaultBranch: boolean;
  readonly allAtOnce: boolean;
  readonly handsOver: boolean;
  readonly reader: StatisticReader;
}

export type RuleJudged =
  | { readonly kind: 'look-again'; readonly why: string }
  | { readonly kind: 'judged'; readonly judgement: Judgement };

/** What one rule says after the rounds so far. */
export function judgeRule(input: RuleInput): RuleJudged {
  const { rule, policy, runs, history, hasHistory, reader } = input;
  const [first, ...rest] = roundLevels(input);
  if (first === undefined) return withoutComparison(rule, 'invalid', noLatency(rule));
  if (hasHistory && !history.comparability.comparable) {
    return withoutComparison(rule, 'not-comparable', notComparable(history));
  }
  const [oldest, ...newer] = historyLevels(history.entries, rule, policy, reader);
  if (oldest === undefined) return withoutComparison(rule, 'no-baseline', noBaseline(input, first));
  const known = {
    rule,
    policy,
    runs,
    entries: [oldest, ...newer],
    otherCpuShare: history.otherCpuShare,
  } as const;
  if (policy.kind === 'strict')
    return { kind: 'judged', judgement: judgeStrictly({ ...known, round: first }) };
  const judged = judgeSequentially({ ...input, ...known, rounds: [first, ...rest] });
  if (judged.kind === 'judged') return judged;
  return { kind: 'look-again', why: notClear(judged.comparison) };
}

function withoutComparison(rule: GateRule, verdict: VerdictKind, reason: Reason): RuleJudged {
  return { kind: 'judged', judgement: { rule, verdict, reasons: [reason], comparison: null } };
}

function roundLevels({ runs, rule, reader }: RuleInput): RoundLevel[] {
  return runs.flatMap((run) => {
    const value = reader.value(run, rule);
    if (value === null) return [];
    return [{ level: Math.log(value), withinError: reader.withinError(run, rule), job: run.identity.job }];
  });
}

function noLatency(rule: GateRule): Reason {
  return { code: 'no-latencies', text: `no latency above zero to judge ${ruleName(rule)} by` };
}

function notComparable({ comparability, scripts }: ComparableHistory): Reason {
  if (scripts !== null) {
    const text = `The baseline of this key was measured with the script ${scripts.baseline}, this run with ${scripts.candidate}.`;
    return { code: ANOTHER_SCRIPT, text };
  }
  const [first = 'environments differ'] = comparability.differences;
  return { code: 'not-comparable', text: `The baseline cannot be compared with this run: ${first}.` };
}

function noBaseline({ rule, hasHistory }: RuleInput, round: RoundLevel): Reason {
  const code = hasHistory ? 'not-in-baseline' : 'no-baseline';
  return { code, text: noBaselineSentence(rule, Math.exp(round.level), hasHistory) };
}

function notClear({ rule, change, interval }: Comparison): string {
  const range = formatChangeInterval(interval.low, interval.high);
  return `${ruleName(rule)} ${formatChange(change)} (${range}) is not clear yet`;
}
