import type { Judgement } from '../model/comparison.ts';
import type { GatePolicy, GateRule } from '../model/gate-policy.ts';
import type { Run } from '../model/run.ts';
import { normalCdf } from '../stats/normal-distribution.ts';
import { baselineModel } from './baseline-model.ts';
import { comparisonOf, deltaMs } from './comparison-of.ts';
import type { LevelledEntry } from './history-levels.ts';
import type { RoundLevel } from './round-level.ts';
import { strictSentence } from './verdict-sentence.ts';

export interface StrictInput {
  readonly rule: GateRule;
  readonly policy: GatePolicy;
  readonly runs: readonly Run[];
  readonly entries: readonly [LevelledEntry, ...LevelledEntry[]];
  readonly otherCpuShare: number;
  readonly round: RoundLevel;
}

/** `policy: strict`: the plain ratio of one run to the last baseline, with the price of that said beside it. */
export function judgeStrictly({ rule, policy, runs, entries, otherCpuShare, round }: StrictInput): Judgement {
  const noise = baselineModel(entries, otherCpuShare);
  const newest = entries[entries.length - 1] ?? entries[0];
  const comparison = comparisonOf({
    rule,
    policy,
    runs,
    newest,
    model: { ...noise, mu: newest.level, cut: 0, entries: 1 },
    estimate: {
      theta: round.level - newest.level,
      standardError: Math.SQRT2 * Math.max(noise.sigma, round.withinError),
      df: noise.df,
      looks: 1,
    },
    logLikelihoodRatio: null,
  });
  const outcome = strictOutcome(comparison.change, deltaMs(comparison), policy);
  const text = strictSentence(comparison, policy, strictFalseAlarmRate(policy.failThreshold, noise.sigma));
  const verdict = outcome === 'below-floor' ? 'warned' : outcome;
  return { rule, verdict, reasons: [{ code: `strict-${outcome}`, text }], comparison };
}

function strictOutcome(
  change: number,
  delta: number,
  policy: Pick<GatePolicy, 'failThreshold' | 'warnThreshold' | 'minAbsoluteDeltaMs'>,
): 'regressed' | 'below-floor' | 'warned' | 'passed' {
  if (change > policy.failThreshold) return delta < policy.minAbsoluteDeltaMs ? 'below-floor' : 'regressed';
  return change > policy.warnThreshold ? 'warned' : 'passed';
}

/** How often the plain ratio of two runs of unchanged code is over the limit, for normal noise from run to run. */
export function strictFalseAlarmRate(failThreshold: number, noise: number): number {
  return normalCdf(-Math.log1p(failThreshold) / (Math.SQRT2 * noise));
}
