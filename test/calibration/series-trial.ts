import { baselineModel } from '../../src/gate/baseline-model.ts';
import { changeLimits } from '../../src/gate/change-limits.ts';
import { judgeLooks } from '../../src/gate/judge-looks.ts';
import type { EntryLevel, RoundLevel } from '../../src/gate/round-level.ts';
import type { Trial } from './cell.ts';
import { MAX_LOOKS } from './gate-trials.ts';

const LIMITS = changeLimits({ failThreshold: 0.2, warnThreshold: 0.1 });
/** Of a run in such a series; only a lower bound of the noise. */
const WITHIN_ERROR = 0.04;
const HISTORY = 30;

/** Positions of a series that have thirty runs before them and four from them on. */
export function positionsOf(series: readonly number[]): number[] {
  return series.flatMap((_, at) => (at >= HISTORY && at + MAX_LOOKS <= series.length ? [at] : []));
}

/** The gate at one position of a series of real runs (logarithms): the runs that follow are its further looks. */
export function seriesTrial(series: readonly number[], at: number, change: number): Trial {
  const entry = (level: number): EntryLevel => ({ level, rounds: 1, withinVariance: null });
  const [oldest = 0, ...newer] = series.slice(at - HISTORY, at);
  const baseline = baselineModel([entry(oldest), ...newer.map(entry)]);
  const round = (look: number): RoundLevel => ({
    level: (series[at + look] ?? 0) + Math.log1p(change),
    withinError: WITHIN_ERROR,
    job: `job-${look}`,
  });
  const rounds: [RoundLevel, ...RoundLevel[]] = [round(0)];
  for (;;) {
    const { outcome } = judgeLooks(rounds, baseline, {
      limits: LIMITS,
      evidence: 'normal',
      metrics: 1,
      exhausted: rounds.length >= MAX_LOOKS,
      seeksImprovement: false,
      minAbsoluteDeltaMs: 0,
    });
    const looks = rounds.length;
    if (outcome === 'regressed' || outcome === 'inconclusive') return { outcome, looks };
    if (outcome !== 'look-again') return { outcome: 'passed', looks };
    rounds.push(round(looks));
  }
}

/** The naive rule at the same position. */
export function naiveSeriesFails(series: readonly number[], at: number, change: number): boolean {
  return (series[at] ?? 0) + Math.log1p(change) - (series[at - 1] ?? 0) > LIMITS.limit;
}

/** A window without a lasting shift: the medians of the ten runs before and the four from here are within 10 %. */
export function isStable(series: readonly number[], at: number): boolean {
  const middle = (list: readonly number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const before = middle(series.slice(at - 10, at));
  const older = middle(series.slice(at - HISTORY, at - 10));
  const after = middle(series.slice(at, at + 10));
  return Math.abs(after - before) < 0.1 && Math.abs(before - older) < 0.1;
}
