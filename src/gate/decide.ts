import type { Comparability, EndpointComparison, Judgement } from '../model/comparison.ts';
import { ALL_REQUESTS_P95, type GatePolicy } from '../model/gate-policy.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { statisticReader } from '../model/statistic-reader.ts';
import { validityOf } from '../model/validity.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import { adviceFor } from './advice.ts';
import { type BothSides, bothSides } from './both-sides.ts';
import { comparableHistory } from './comparable-history.ts';
import { usualLoad } from './cut-short.ts';
import { endpointComparisons } from './endpoint-comparisons.ts';
import { gatedRules } from './gated-rules.ts';
import { headlineOf } from './headline.ts';
import { judgeRule, type RuleInput, type RuleJudged } from './judge-rule.ts';
import { loadNotes } from './missing-load.ts';
import { brokenSlos } from './slo.ts';
import { type SortedRounds, sortRounds } from './sorted-rounds.ts';
import { worstVerdict } from './worst-verdict.ts';

export interface DecideInput {
  /** Promoted entries of the newest epoch (`baselineEntries`), oldest first. */
  readonly history: readonly HistoryEntry[];
  /** All rounds of this job so far, in order. */
  readonly runs: readonly [Run, ...Run[]];
  readonly policy: GatePolicy;
  readonly context: DecideContext;
}

export interface DecideContext {
  /** Runs of the default branch may find an improvement, which opens an epoch. */
  readonly isDefaultBranch: boolean;
  /** All runs were there before the first was looked at, as with files: none of them is left out. */
  readonly allAtOnce?: boolean;
  /** Another job looks again where this one is not sure, so that no look of this one is the last. */
  readonly handsOver?: boolean;
  /** Words for advice: by what a person accepts a slower level of this job; `null` or absent where nobody can. */
  readonly toAccept?: string | null;
}

export type Decision =
  | { readonly kind: 'look-again'; readonly why: string }
  | {
      readonly kind: 'decided';
      readonly verdict: Verdict;
      /** One for each gated rule, headline first; empty when no round was valid. */
      readonly judgements: readonly Judgement[];
      readonly endpoints: readonly EndpointComparison[];
      /** p95 of all requests in ms, also where other statistics are judged. */
      readonly p95: BothSides;
      readonly comparability: Comparability;
      /** One sentence that a reviewer understands. */
      readonly headline: string;
      /** What to do now, most useful first. */
      readonly advice: readonly string[];
      /** Why rounds were no measurement, by run id. */
      readonly invalidRounds: ReadonlyMap<string, readonly Reason[]>;
    };

/**
 * The verdict on a candidate after the rounds so far, or the wish for another round. Pure: the same rounds and history
 * give the same answer. Several rules make one verdict, the worst of them.
 */
export function decide(input: DecideInput): Decision {
  const candidate = input.runs.find((run) => validityOf(run, input.policy).valid) ?? input.runs[0];
  const history = comparableHistory(input.history, candidate);
  const rounds = sortRounds(input.runs, input.policy, usualLoad(history.entries, input.policy));
  const slos = brokenSlos(rounds.measured, history.entries, input.policy);
  const reader = statisticReader();
  const gated = gatedRules(input.policy, rounds.valid);
  const judged = judgeRules(
    { ...input, hasHistory: input.history.length > 0, history, reader },
    gated.rules,
    rounds,
    slos,
  );
  if (judged.kind === 'look-again') return judged;
  const { judgements } = judged;
  const notes = [...gated.notGated, ...loadNotes(rounds.valid)];
  const verdict = worstVerdict({
    slos,
    judgements,
    invalid: rounds.valid.length === 0 || wasInterrupted(rounds) ? rounds.invalid : new Map(),
    notes,
  });
  const sides = { history: history.entries, runs: rounds.valid, policy: input.policy, reader };
  const endpoints = endpointComparisons({ ...sides, gated: gated.rules });
  return {
    kind: 'decided',
    verdict,
    judgements,
    endpoints,
    p95: bothSides(ALL_REQUESTS_P95, sides),
    comparability: history.comparability,
    headline: headlineOf(verdict),
    advice: adviceFor({ verdict, judgements, endpoints, policy: input.policy, ...input.context }),
    invalidRounds: rounds.invalid,
  };
}

type RulesJudged =
  | { readonly kind: 'look-again'; readonly why: string }
  | { readonly kind: 'judged'; readonly judgements: readonly Judgement[] };

type SharedInput = Omit<
  RuleInput,
  'rule' | 'runs' | 'metrics' | 'exhausted' | 'isDefaultBranch' | 'allAtOnce' | 'handsOver'
> &
  Pick<DecideInput, 'context'>;

function judgeRules(
  input: SharedInput,
  rules: readonly RuleInput['rule'][],
  rounds: SortedRounds,
  slos: readonly Reason[],
): RulesJudged {
  const [first, ...rest] = rounds.valid;
  if (wasInterrupted(rounds)) return { kind: 'judged', judgements: [] };
  if (first === undefined) return withoutValidRound(rounds, slos);
  const judgeAll = (exhausted: boolean): readonly RuleJudged[] =>
    rules.map((rule) =>
      judgeRule({
        ...input,
        rule,
        runs: [first, ...rest],
        metrics: rules.length,
        exhausted,
        isDefaultBranch: input.context.isDefaultBranch,
        allAtOnce: input.context.allAtOnce ?? false,
        handsOver: input.context.handsOver ?? false,
      }),
    );
  const judged = judgeAll(rounds.exhausted);
  const again = judged.find((one) => one.kind === 'look-again');
  if (again === undefined) return { kind: 'judged', judgements: judgementsOf(judged) };
  if (slos.length === 0 && !judged.some(isRegressed)) return again;
  // What has failed already is not looked at again; rules that wanted more looks are told as undecided.
  return { kind: 'judged', judgements: judgementsOf(judgeAll(true)) };
}

function withoutValidRound({ invalid, exhausted }: SortedRounds, slos: readonly Reason[]): RulesJudged {
  if (exhausted || slos.length > 0) return { kind: 'judged', judgements: [] };
  const [[reason] = []] = invalid.values();
  return { kind: 'look-again', why: `that was no measurement: ${reason?.text ?? 'nothing came'}` };
}

/** Somebody stopped the job before it was sure: what it had measured until then is neither a pass nor a fail. */
function wasInterrupted({ invalid }: SortedRounds): boolean {
  return [...invalid.values()].some((reasons) => reasons.some(({ code }) => code === 'interrupted'));
}

function isRegressed(judged: RuleJudged): boolean {
  return judged.kind === 'judged' && judged.judgement.verdict === 'regressed';
}

function judgementsOf(judged: readonly RuleJudged[]): readonly Judgement[] {
  return judged.flatMap((one) => (one.kind === 'judged' ? [one.judgement] : []));
}
