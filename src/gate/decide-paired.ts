import type { Judgement } from '../model/comparison.ts';
import { ALL_REQUESTS_P95, type GatePolicy } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Pair } from '../model/pair.ts';
import type { Run } from '../model/run.ts';
import { statisticReader } from '../model/statistic-reader.ts';
import type { Reason } from '../model/verdict.ts';
import { bothSides } from './both-sides.ts';
import type { DecideContext, Decision } from './decide.ts';
import { endpointComparisons } from './endpoint-comparisons.ts';
import { gatedRules } from './gated-rules.ts';
import { headlineOf } from './headline.ts';
import { judgePairRule, type PairRuleInput } from './judge-pair-rule.ts';
import type { RuleJudged } from './judge-rule.ts';
import { loadNotes } from './missing-load.ts';
import { pairedAdvice } from './paired-advice.ts';
import { brokenSlos } from './slo.ts';
import { type SortedPairs, sortPairs } from './sorted-pairs.ts';
import { worstVerdict } from './worst-verdict.ts';

export interface DecidePairedInput {
  /** All paired looks of this job so far, in order. */
  readonly pairs: readonly [Pair, ...Pair[]];
  /** The head's run against the history before them; `null` where there was none. It decides nothing here. */
  readonly screen: Run | null;
  readonly policy: GatePolicy;
  readonly context: DecideContext;
}

/**
 * The verdict on a head after the paired looks so far, or the wish for another one. Pure, like `decide`. The machine
 * is on both sides and cancels out, so no history is needed.
 */
export function decidePaired(input: DecidePairedInput): Decision {
  const { policy, screen } = input;
  const sorted = sortPairs(input.pairs, screen, policy);
  const baseEntries = entryOfBases(sorted.valid);
  const slos = ownSlos(sorted, brokenSlos(sorted.measuredHeads, baseEntries, policy));
  const heads = sorted.valid.map(({ head }) => head);
  const gated = gatedRules(policy, [...sorted.valid.map(({ base }) => base), ...heads]);
  const reader = statisticReader();
  const judged = judgeRules(input, { ...sorted, slos }, { rules: gated.rules, reader });
  if (judged.kind === 'look-again') return judged;
  const { judgements } = judged;
  const notes = [...gated.notGated, ...loadNotes(heads)];
  const invalid = new Map(sorted.valid.length === 0 ? [['pairs', sorted.problems]] : []);
  const verdict = worstVerdict({ slos, judgements, invalid, notes });
  const sides = { history: baseEntries, runs: heads, policy, reader };
  const endpoints = endpointComparisons({ ...sides, gated: gated.rules });
  return {
    kind: 'decided',
    verdict,
    judgements,
    endpoints,
    p95: bothSides(ALL_REQUESTS_P95, sides),
    comparability: { comparable: true, differences: [] },
    headline: headlineOf(verdict),
    advice: pairedAdvice({
      verdict,
      judgements,
      endpoints,
      policy,
      ...input.context,
      hasScreen: screen !== null,
    }),
    invalidRounds: sorted.invalid,
  };
}

/** Errors that both sides answer are not the head's, also where the screen saw them on the head alone. */
function ownSlos({ problems, valid }: SortedPairs, slos: readonly Reason[]): readonly Reason[] {
  const shared = problems.some(({ code }) => code === 'both-sides-failed');
  return shared && valid.length === 0 ? [] : slos;
}

/** The base in the place of a history: one job. */
function entryOfBases(pairs: readonly Pair[]): readonly HistoryEntry[] {
  const [first, ...rest] = pairs.map(({ base }) => base);
  if (first === undefined) return [];
  return [
    {
      id: first.identity.id,
      at: first.identity.startedAt,
      commit: first.identity.commit,
      branch: null,
      verdict: 'passed',
      status: 'promoted',
      statusReason: 'the base, beside the head',
      opensEpoch: false,
      acceptance: null,
      runs: [first, ...rest],
    },
  ];
}

type RulesJudged =
  | { readonly kind: 'look-again'; readonly why: string }
  | { readonly kind: 'judged'; readonly judgements: readonly Judgement[] };

function judgeRules(
  { policy, screen, context }: DecidePairedInput,
  { valid, problems, exhausted, slos }: SortedPairs & { readonly slos: readonly Reason[] },
  { rules, reader }: { readonly rules: readonly PairRuleInput['rule'][] } & Pick<PairRuleInput, 'reader'>,
): RulesJudged {
  const [first, ...rest] = valid;
  if (first === undefined) {
    if (exhausted || slos.length > 0) return { kind: 'judged', judgements: [] };
    return { kind: 'look-again', why: `that was no measurement: ${problems.at(-1)?.text ?? 'nothing came'}` };
  }
  const judgeAll = (spent: boolean): readonly RuleJudged[] =>
    rules.map((rule) =>
      judgePairRule({
        rule,
        policy,
        pairs: [first, ...rest],
        screens: screen === null ? 0 : 1,
        metrics: rules.length,
        exhausted: spent,
        isDefaultBranch: context.isDefaultBranch,
        reader,
      }),
    );
  const judged = judgeAll(exhausted);
  const again = judged.find((one) => one.kind === 'look-again');
  if (again === undefined) return { kind: 'judged', judgements: judgementsOf(judged) };
  const failed = judged.some((one) => one.kind === 'judged' && one.judgement.verdict === 'regressed');
  if (slos.length === 0 && !failed) return again;
  // What has failed already is not looked at again; rules that wanted more looks are told as undecided.
  return { kind: 'judged', judgements: judgementsOf(judgeAll(true)) };
}

function judgementsOf(judged: readonly RuleJudged[]): readonly Judgement[] {
  return judged.flatMap((one) => (one.kind === 'judged' ? [one.judgement] : []));
}
