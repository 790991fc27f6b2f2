/** One round of the candidate, as a number. */
export interface RoundLevel {
  /** Natural logarithm of the gated statistic in ms. */
  readonly level: number;
  /** Standard error of `level` from within the round (`stats/block-error.ts`). */
  readonly withinError: number;
  /** Rounds of one job share their machine. */
  readonly job: string;
}

/** One entry of the history, as a number: the rounds of its job pooled. */
export interface EntryLevel {
  readonly level: number;
  readonly rounds: number;
  /** Mean square of the rounds' within-run errors; `null` when not computed. */
  readonly withinVariance: number | null;
}

/** How far the candidate is from the baseline, and how well that is known. */
export interface ChangeEstimate {
  /** Natural logarithm of candidate over baseline. */
  readonly theta: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  /** Measurements of the candidate in it. */
  readonly looks: number;
}

/**
 * How many runs' worth of precision the centre of `k` runs has: mean, mean, median, then Hodges-Lehmann,
 * each at its efficiency for normal values.
 */
export function effectiveRuns(k: number): number {
  return EFFECTIVE_RUNS[k - 1] ?? 0.94 * k;
}

const EFFECTIVE_RUNS = [1, 2, 2.24, 3.7, 4.65, 5.6, 6.5, 7.5];

/** Share of the run-to-run variance that the rounds of one job have in common: their machine. */
const SHARED_BY_A_JOB = 0.7;

/** Variance of the centre of `k` rounds of one job, as a share of the run-to-run variance. */
export function jobVarianceShare(k: number): number {
  return SHARED_BY_A_JOB + (1 - SHARED_BY_A_JOB) / effectiveRuns(k);
}
