import { mean, median } from '../stats/centre.ts';
import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { lastLevelShift } from '../stats/level-shift.ts';
import { qnSpread } from '../stats/qn-spread.ts';
import { type EntryLevel, effectiveRuns, jobVarianceShare } from './round-level.ts';

/** Entries that a baseline looks back on. */
export const MAX_BASELINE_ENTRIES = 30;
/** Run-to-run noise that is assumed before any has been seen (GitHub-hosted runners: 5 to 17 %), worth 4 observations. */
const PRIOR_NOISE = 0.1;
const PRIOR_DF = 4;
/** Noise between CPU models, added as far as the history is of other ones. */
const CPU_MODEL_NOISE = 0.1;
/** From so many entries on, the newest ones are also looked at alone: they show a recent shift. */
const RECENT = 5;

/** What the history says of the level to expect and how much it varies. Logarithms of milliseconds. */
export interface BaselineModel {
  /** The level to expect. */
  readonly mu: number;
  /** Run-to-run standard deviation of the level. */
  readonly sigma: number;
  /** Variance of `mu`. */
  readonly muVariance: number;
  /** Degrees of freedom of `sigma`. */
  readonly df: number;
  /** Entries used. */
  readonly entries: number;
  /** Older entries left out because the level shifted after them. */
  readonly cut: number;
  /** Median of the last five entries; `null` when there are no older ones to tell apart from. */
  readonly recent: number | null;
}

/**
 * Level and noise from the entries of one epoch, oldest first. The noise is a compromise between what was seen
 * (Qn, as many degrees of freedom as it is worth) and 10 % (4 degrees): few entries cannot pretend to be quiet.
 * @param otherCpuShare share (0 to 1) of the entries that were made on another CPU model than the candidate
 */
export function baselineModel(
  history: readonly [EntryLevel, ...EntryLevel[]],
  otherCpuShare = 0,
): BaselineModel {
  const newest = history.slice(-MAX_BASELINE_ENTRIES);
  const cut = lastLevelShift(newest.map((entry) => entry.level));
  const used = newest.slice(cut);
  const levels = used.map((entry) => entry.level);
  const df = PRIOR_DF + 0.8 * (used.length - 1);
  const variance = shrunkVariance(levels, df) + otherCpuShare * CPU_MODEL_NOISE ** 2;
  return {
    mu: levels.length < 3 ? mean(levels) : hodgesLehmann(levels),
    sigma: Math.sqrt(variance),
    muVariance: muVariance(used, variance),
    df,
    entries: used.length,
    cut,
    recent: levels.length > RECENT ? median(levels.slice(-RECENT)) : null,
  };
}

function shrunkVariance(levels: readonly number[], df: number): number {
  return (PRIOR_DF * PRIOR_NOISE ** 2 + (df - PRIOR_DF) * qnSpread(levels) ** 2) / df;
}

/** A single job tells its machine's level, however many rounds it had; several average their machines out. */
function muVariance(used: readonly EntryLevel[], variance: number): number {
  const [only] = used;
  if (used.length > 1 || only === undefined) return variance / (0.95 * used.length);
  const within = (only.withinVariance ?? 0) / effectiveRuns(only.rounds);
  return Math.max(variance * jobVarianceShare(only.rounds), within);
}
