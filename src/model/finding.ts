import type { AuditLine } from './history.ts';
import type { Promotion } from './report.ts';
import type { Notice } from './run.ts';
import type { SoakFinding } from './soak-finding.ts';
import type { SpikeFinding } from './spike-finding.ts';
import type { StressFinding } from './stress-finding.ts';
import type { Verdict } from './verdict.ts';

/** The tests beside the baseline test. */
export const FINDING_TESTS = ['stress', 'spike', 'soak'] as const;
export type FindingTest = (typeof FINDING_TESTS)[number];

export type Finding = StressFinding | SpikeFinding | SoakFinding;

/** How what was found compares with earlier tests of the same kind. */
export interface FindingComparison {
  /** What is compared, with its unit: `breaking point (requests/s)`. */
  readonly what: string;
  readonly now: number;
  /** The level of the earlier tests. */
  readonly before: number;
  /**
   * now / before - 1; `null` where there was nothing before. Of a rise (soak): how much more it is over this test, as a share of where it began.
   */
  readonly change: number | null;
  /** Of the change. */
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number } | null;
  /** Earlier tests that were used. */
  readonly tests: number;
  /** Of the newest of them. */
  readonly commit: string | null;
  readonly at: string;
  /** Code of the reason when it became worse: `recovery-longer`. */
  readonly worse: string;
  /**
   * By the sequential rule. `unconfirmed`: worse than is allowed, but one test alone fails nobody; `told`: too few earlier tests to judge.
   */
  readonly outcome: 'regressed' | 'unconfirmed' | 'improved' | 'passed' | 'inconclusive' | 'told';
  readonly sentence: string;
}

/** Everything that a reader may learn of one stress, spike or soak test. */
export interface FindingReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'perf-gate'; readonly version: string };
  /** Unique; sorts by time. */
  readonly id: string;
  readonly createdAt: string;
  readonly key: string;
  /** Where the samples came from: a file, or the script that was run. */
  readonly source: string;
  /** ISO 8601 of the first request; `null` where there was none. */
  readonly startedAt: string | null;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly runUrl: string | null;
  readonly verdict: Verdict;
  /** One sentence that says what was found. */
  readonly sentence: string;
  readonly finding: Finding;
  /** Against earlier tests under the same load, the decisive one first; empty: there is none, or nothing to compare. */
  readonly comparisons: readonly FindingComparison[];
  /** Whether later tests are held against this one, and why. */
  readonly promotion: Promotion;
  /** Of a regression: who accepted it. The verdict stays what it is, but the job does not fail. */
  readonly acceptance: AuditLine | null;
  readonly notices: readonly Notice[];
  /** Files written beside it, by kind. */
  readonly artifacts: Readonly<Record<string, string>>;
}
