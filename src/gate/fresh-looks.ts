import { mean } from '../stats/centre.ts';
import { robustCentre } from '../stats/hodges-lehmann.ts';
import type { BaselineModel } from './baseline-model.ts';
import { type ChangeEstimate, effectiveRuns, jobVarianceShare, type RoundLevel } from './round-level.ts';

/**
 * The change from further runs of the candidate alone. Rounds of one job share their machine, so repeating them takes
 * only the last 30 % of the run-to-run variance away; rounds of different jobs average their machines out.
 */
export function freshLooks(
  rounds: readonly [RoundLevel, ...RoundLevel[]],
  baseline: BaselineModel,
): ChangeEstimate {
  const jobs = [...byJob(rounds).values()];
  const level = robustCentre(jobs.map((job) => robustCentre(job.map((round) => round.level))));
  const variance = mean(jobs.map((job) => jobVariance(job, baseline.sigma))) / effectiveRuns(jobs.length);
  return {
    theta: level - baseline.mu,
    standardError: Math.sqrt(variance + baseline.muVariance),
    df: baseline.df,
    looks: rounds.length,
  };
}

function jobVariance(rounds: readonly RoundLevel[], sigma: number): number {
  const k = rounds.length;
  const within = mean(rounds.map((round) => round.withinError ** 2));
  return Math.max(sigma ** 2 * jobVarianceShare(k), within / effectiveRuns(k));
}

function byJob(rounds: readonly RoundLevel[]): Map<string, RoundLevel[]> {
  const jobs = new Map<string, RoundLevel[]>();
  for (const round of rounds) jobs.set(round.job, [...(jobs.get(round.job) ?? []), round]);
  return jobs;
}
