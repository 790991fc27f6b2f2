import type { GateRule } from './gate-policy.ts';
import type { Reason, VerdictKind } from './verdict.ts';

/** An interval of a change, as ratios: 0.15 is 15 % slower. */
export interface ChangeInterval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** Candidate against baseline for one rule. Latencies in milliseconds, changes as ratios. */
export interface Comparison {
  readonly rule: GateRule;
  /** Against the history, or against the base that was loaded at the same time. */
  readonly design: 'history' | 'paired';
  readonly baseline: {
    readonly value: number;
    /** History entries used, after the level-shift cut; of a paired comparison, runs of the base. */
    readonly entries: number;
    /** Entries of the epoch left out by the level-shift cut. */
    readonly cut: number;
    readonly commit: string | null;
    /** ISO 8601 of the newest entry used. */
    readonly at: string;
  };
  readonly candidate: { readonly value: number; readonly runs: number; readonly requests: number };
  readonly change: number;
  readonly interval: ChangeInterval;
  /** Standard deviation of the log statistic from run to run (paired: of the change, from pair to pair), as estimated for this decision. */
  readonly noise: number;
  /** Standard error of the log change. */
  readonly standardError: number;
  readonly minimumDetectableChange: number;
  /** Log-likelihood ratio of the sequential test; `null` where it does not apply. */
  readonly logLikelihoodRatio: number | null;
  /** Looks taken, the screen included. */
  readonly looks: number;
}

/** What the gate says of one rule. */
export interface Judgement {
  readonly rule: GateRule;
  readonly verdict: VerdictKind;
  readonly reasons: readonly [Reason, ...Reason[]];
  /** `null` when there was nothing to compare. */
  readonly comparison: Comparison | null;
}

/** An endpoint's row in the report; endpoints without a rule of their own are told, never decide. */
export interface EndpointComparison {
  readonly endpoint: string;
  readonly requests: number;
  readonly baselineP95: number | null;
  readonly candidateP95: number | null;
  /** `null` when a side is missing. */
  readonly change: number | null;
  readonly gated: boolean;
}

/** How baseline and candidate environments relate. */
export interface Comparability {
  readonly comparable: boolean;
  /** In words, `not comparable` differences first. */
  readonly differences: readonly string[];
}
