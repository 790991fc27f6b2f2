import type { ChangeInterval, Comparability, EndpointComparison, Judgement } from './comparison.ts';
import type { EngineIdentity, Machine } from './environment.ts';
import type { GatePolicy, GateRule } from './gate-policy.ts';
import type { AuditLine } from './history.ts';
import type { Side } from './pair.ts';
import type { GeneratorHealth, LoadFacts, Notice, RunEnd, ThresholdResult } from './run.ts';
import type { Verdict, VerdictKind } from './verdict.ts';

/** One point of the trend: a job, oldest first; the last one is this job. Milliseconds. */
export interface TrendPoint {
  readonly at: string;
  readonly commit: string | null;
  readonly verdict: VerdictKind;
  readonly status: 'promoted' | 'withheld' | 'candidate';
  /** The statistic of the headline rule: p95 unless that says otherwise. */
  readonly value: number;
  /** Its own 95 % interval, from the requests of the job alone. */
  readonly low: number;
  readonly high: number;
  /** The baseline that it was held against, and the limit above it; `null` where there was none yet. */
  readonly baseline: number | null;
  readonly limit: number | null;
  readonly opensEpoch: boolean;
}

/** What the latency chart draws of one side. Milliseconds. */
export interface LatencyProfile {
  readonly label: string;
  /** Median and p95 by second (of runs over 10 minutes: by bin) of the measured window; `null` where there were no requests. */
  readonly perSecond: readonly {
    readonly second: number;
    readonly p50: number | null;
    readonly p95: number | null;
  }[];
  /** Cumulative distribution: share of requests (0 to 1) at or under `ms`, ascending. */
  readonly distribution: readonly { readonly ms: number; readonly share: number }[];
}

/** A round of this job, in short. */
export interface RoundSummary {
  readonly round: number;
  /** Of a paired look, which has a summary for each side; `null` for a run on its own. */
  readonly side: Side | null;
  readonly p95: number | null;
  readonly requests: number;
  readonly end: RunEnd;
  /** Empty when the round was valid. */
  readonly invalidBecause: readonly string[];
}

/** What became of the run in the baseline store. */
export interface Promotion {
  readonly kind: 'promoted' | 'withheld' | 'not-saved';
  readonly reason: string;
}

/** Baseline facts that every report shows. */
export interface BaselineSummary {
  /** The statistic of the headline rule, and p95 of all requests: the same where that is what is gated. */
  readonly value: number | null;
  readonly p95: number | null;
  readonly commit: string | null;
  /** ISO 8601 of the newest entry. */
  readonly at: string | null;
  readonly ageDays: number | null;
  readonly entries: number;
  readonly runs: number;
  /** Where it was read from, in words. */
  readonly source: string;
}

/** The one record that every renderer reads. Times in ISO 8601 UTC, latencies in ms, changes as ratios. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'perf-gate'; readonly version: string };
  readonly createdAt: string;
  readonly key: string;
  readonly script: string;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly pullRequest: number | null;
  readonly runUrl: string | null;
  readonly verdict: Verdict;
  /** One sentence that a reviewer understands. */
  readonly headline: string;
  /** What to do now, most useful first; may be empty when there is nothing to do. */
  readonly advice: readonly string[];
  readonly policy: GatePolicy;
  readonly baseline: BaselineSummary;
  readonly candidate: {
    /** The statistic of the headline rule. */
    readonly value: number | null;
    /** Of all requests, whatever is gated. */
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
    readonly runs: number;
    readonly requests: number;
    readonly errorRate: number;
  };
  /** Of the headline rule; `null` when nothing was compared. */
  readonly change: number | null;
  readonly interval: ChangeInterval | null;
  readonly noise: number | null;
  readonly minimumDetectableChange: number | null;
  /** One per gated rule, headline first. */
  readonly judgements: readonly Judgement[];
  readonly endpoints: readonly EndpointComparison[];
  readonly thresholds: readonly ThresholdResult[];
  readonly load: LoadFacts | null;
  readonly generator: GeneratorHealth | null;
  readonly rounds: readonly RoundSummary[];
  readonly environment: {
    readonly engine: EngineIdentity | null;
    readonly machine: Machine | null;
    readonly comparability: Comparability;
  };
  readonly promotion: Promotion;
  /** Of a regression: who accepted it. The verdict stays what it is, but the job does not fail. */
  readonly acceptance: AuditLine | null;
  readonly notices: readonly Notice[];
  readonly trend: readonly TrendPoint[];
  readonly latency: { readonly baseline: LatencyProfile | null; readonly candidate: LatencyProfile | null };
  /** Files written beside the report, by kind, relative to its folder; filled in as they are written. */
  readonly artifacts: Readonly<Record<string, string>>;
}

/** What the figures at the top of a report are of: the first rule that was judged, else the first of the policy. */
export function headlineRule({ judgements, policy }: Pick<Report, 'judgements' | 'policy'>): GateRule {
  return judgements[0]?.rule ?? policy.rules[0];
}

/** Whether the base was loaded beside the head: a verdict of the history alone is not paired. */
export function isPaired({ rounds }: Pick<Report, 'rounds'>): boolean {
  return rounds.some(({ side }) => side !== null);
}
